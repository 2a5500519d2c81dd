export { QueryProvider } from './QueryProvider';
export { statusOf } from './retry';
export { useScope } from './useScope';
export * from './alarms';
export * from './telemetry';
export type { Asking } from './asking';
export * from './procedures';
export * from './checklists';
export * from './checklistEvents';
export {
  MOST_ENTRIES,
  useChecklistRecord,
  type RecordedPeriod,
} from './checklistRecord';
export * from './people';
export * from './findings';
export * from './documents';
export * from './followLogs';
export * from './logQueries';
export { selectPipeline } from './selectPipeline';
export { useLiveChanges } from './liveChanges';
export { newKey } from './newKey';
export * from './runs';
export * from './runEvents';
export type { RunAct } from './runActs';
export type { ActOutcome } from './sendAct';
