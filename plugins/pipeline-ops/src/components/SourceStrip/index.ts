export { Aged } from './Aged';
export { SourceStrip } from './SourceStrip';
export { mergeSources } from './mergeSources';
