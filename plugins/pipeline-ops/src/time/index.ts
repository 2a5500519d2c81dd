export * from './timeRange';
export * from './zone';
export { useNow } from './useNow';
