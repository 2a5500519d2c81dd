export * from './period';
export { isTimeZone } from './localTime';
export { periodTitle } from './periodTitle';
