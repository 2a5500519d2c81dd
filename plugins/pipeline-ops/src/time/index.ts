export * from './timeRange';
export * from './zone';
export * from './place';
export { useNow } from './useNow';
