export { QueryProvider } from './QueryProvider';
export { statusOf } from './retry';
export { useScope } from './useScope';
export * from './telemetry';
export * from './procedures';
export * from './checklists';
export { selectPipeline } from './selectPipeline';
