export { ChecklistCards } from './ChecklistCards';
export { DuePill } from './DuePill';
export { useNewerFrom } from './useNewerFrom';
export { dueOf } from './due';
