export { personOf } from '../ChecklistPanel/personOf';
export * from './outcomeTones';
export { RunPill } from './RunPill';
export { RunPerson } from './RunPerson';
export { usePointWords } from './usePointWords';
export { useEventWords } from './useEventWords';
export { formatTimer } from './formatTimer';
