export { NotAnnotated } from './NotAnnotated';
