export { CommandBlock } from './CommandBlock';
export { CommandValuesProvider, type Finder } from './CommandContext';
export { LONGEST_VALUE, type TypedValues } from './fillSegments';
