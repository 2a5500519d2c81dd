export { ChecklistSheet } from './ChecklistSheet';
