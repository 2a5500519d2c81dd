export { searchModulePipelineOpsCollator as default } from './module';
export type { RunbookDocument } from './RunbookCollatorFactory';
