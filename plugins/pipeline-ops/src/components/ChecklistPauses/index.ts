export { Pauses } from './Pauses';
