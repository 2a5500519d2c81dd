export { FindingsPanel } from './FindingsPanel';
export { FindingsSummary } from './FindingsSummary';
