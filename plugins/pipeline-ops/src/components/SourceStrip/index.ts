export { SourceStrip } from './SourceStrip';
export { mergeSources } from './mergeSources';
