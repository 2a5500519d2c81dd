export { Failure } from './Failure';
export { messageOf } from './messageOf';
