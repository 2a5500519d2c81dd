export { StatusPill } from './StatusPill';
