export { RunAside } from './RunAside';
