export { ChecklistPanel } from './ChecklistPanel';
export { personOf } from './personOf';
