export { EscalationPath } from './EscalationPath';
export { RunbookView } from './RunbookView';
export type { Point, StepSlots } from './StepSlots';
