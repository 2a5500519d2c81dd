export { Concerns } from './Concerns';
