export { ChecklistCards } from './ChecklistCards';
export { dueOf } from './due';
