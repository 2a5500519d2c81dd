export * from './fillCommand';
export * from './shellPlaces';
export * from './shellQuoting';
