export { ChecklistHistory } from './ChecklistHistory';
