export * from './PipelineOpsApi';
export { PipelineOpsClient } from './PipelineOpsClient';
export { ChecklistConflictError } from './ChecklistConflictError';
export { RunConflictError } from './RunConflictError';
