export { RunAside, RunHead } from './RunAside';
