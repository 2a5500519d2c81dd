export * from './fillCommand';
export * from './shellQuoting';
