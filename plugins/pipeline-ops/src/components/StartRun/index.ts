export { StartRun } from './StartRun';
