export { pipelineOpsPlugin as default } from './plugin';
export { pipelineOpsApiRef } from './api/PipelineOpsApi';
export type {
  PipelineOpsApi,
  PipelineScope,
  ScopedRequest,
  TimeWindow,
} from './api/PipelineOpsApi';
export { isPipelineAvailable } from './availability';
