export { LogQueries } from './LogQueries';
