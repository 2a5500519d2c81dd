export { CommandBlock } from './CommandBlock';
export type { TypedValues } from './fillSegments';
