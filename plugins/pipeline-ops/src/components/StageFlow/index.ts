export { StageFlow } from './StageFlow';
