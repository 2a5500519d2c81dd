export { applyChanges } from './applyChanges';
export { CHANGES, type Changes } from './changes';
export { changesBetween } from './changesBetween';
