export { pipelineOpsPlugin as default } from './plugin';
