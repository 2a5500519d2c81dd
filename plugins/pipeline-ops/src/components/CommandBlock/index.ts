export { CommandBlock } from './CommandBlock';
export { CommandValuesProvider, type Finder } from './CommandContext';
export type { TypedValues } from './fillSegments';
