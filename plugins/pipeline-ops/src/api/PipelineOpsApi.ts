import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  AlarmDetail,
  AlarmHistory,
  AlarmList,
  AssignmentRequest,
  Checklist,
  ChecklistAnswers,
  ChecklistHistory,
  ChecklistList,
  CompletionRequest,
  Dashboard,
  DashboardList,
  DocumentList,
  Envelope,
  FindingList,
  LogEvents,
  LogGroupFilters,
  LogGroupList,
  MetricsAnswer,
  Overview,
  Pause,
  PauseRequest,
  QueryRun,
  QueryRunRequest,
  Run,
  RunEventRequest,
  RunList,
  RunRequest,
  RunStatistics,
  Runbook,
  RunbookChecks,
  RunbookList,
  SavedQueryList,
  SnoozeRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** Which pipeline of which entity, in which environment; absent parts are the server's defaults. */
export interface PipelineScope {
  /** Full entity ref, such as `component:default/sensor-data`. */
  entityRef: string;
  /** Pipeline id; the entity's first when absent. */
  pipeline?: string;
  /** Environment name; the pipeline's first when absent. */
  env?: string;
}

/** A request that stops when its reader leaves. */
export interface ScopedRequest extends PipelineScope {
  signal?: AbortSignal;
}

/** `range` is an ISO 8601 duration that ends now; `from` and `to` are ISO 8601 instants. */
export type TimeWindow = { range: string } | { from: string; to: string };

/**
 * The HTTP API of the pipeline-ops backend, as the pages use it.
 *
 * Every method throws `ResponseError` of `@backstage/errors` when the backend refuses;
 * `completeItem` and `assignItem` throw `ChecklistConflictError`, `addRunEvent` throws `RunConflictError` when somebody
 * else was faster.
 */
export interface PipelineOpsApi {
  getOverview(request: ScopedRequest): Promise<Envelope<Overview>>;
  getAlarms(request: ScopedRequest): Promise<Envelope<AlarmList>>;
  getAlarmHistory(
    request: ScopedRequest & { alarmName: string },
  ): Promise<Envelope<AlarmHistory>>;
  getAlarm(
    request: ScopedRequest & { alarmName: string; window: TimeWindow },
  ): Promise<Envelope<AlarmDetail>>;
  getFindings(request: ScopedRequest): Promise<Envelope<FindingList>>;
  getDocuments(request: ScopedRequest): Promise<Envelope<DocumentList>>;
  getDashboards(request: ScopedRequest): Promise<Envelope<DashboardList>>;
  getDashboard(
    request: ScopedRequest & {
      dashboardId: string;
      sourceId?: string;
      /** Absent: the range that the dashboard itself starts with. */
      window?: TimeWindow;
      /** Chosen values of the dashboard's variables, by their id. */
      variables?: Record<string, string>;
    },
  ): Promise<Envelope<Dashboard>>;
  getMetrics(
    request: ScopedRequest & { window: TimeWindow },
  ): Promise<Envelope<MetricsAnswer>>;
  getLogGroups(request: ScopedRequest): Promise<Envelope<LogGroupList>>;
  getLogGroupFilters(
    request: ScopedRequest & { group: string; sourceId?: string },
  ): Promise<Envelope<LogGroupFilters>>;
  getSavedQueries(request: ScopedRequest): Promise<Envelope<SavedQueryList>>;
  startQueryRun(
    request: ScopedRequest & { window: TimeWindow; run: QueryRunRequest },
  ): Promise<Envelope<QueryRun>>;
  getQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>>;
  stopQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>>;
  getLogEvents(
    request: ScopedRequest & {
      group: string;
      /** CloudWatch Logs filter pattern. */
      pattern?: string;
      window: TimeWindow;
      /** From the previous page. */
      cursor?: string;
      /** `newest` of an earlier answer: only what has come since. */
      after?: string;
    },
  ): Promise<Envelope<LogEvents>>;
  getRunbooks(request: ScopedRequest): Promise<Envelope<RunbookList>>;
  getRunbook(
    request: ScopedRequest & {
      runbookId: string;
      /** Name of the alarm that led here: it fills placeholders, too. */
      alarm?: string;
    },
  ): Promise<Envelope<Runbook>>;
  getChecklists(
    request: ScopedRequest & {
      /** ISO 8601 instant inside the wanted periods; now when absent. */
      at?: string;
    },
  ): Promise<Envelope<ChecklistList>>;
  completeItem(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      completion: CompletionRequest;
    },
  ): Promise<Envelope<Checklist>>;
  assignItem(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      assignment: AssignmentRequest;
    },
  ): Promise<Envelope<Checklist>>;
  snoozeChecklist(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      snooze: SnoozeRequest;
    },
  ): Promise<Envelope<Checklist>>;
  pauseChecklists(
    request: ScopedRequest & { pause: PauseRequest },
  ): Promise<Envelope<Pause>>;
  endPause(
    request: ScopedRequest & { pauseId: string },
  ): Promise<Envelope<Pause>>;
  getChecklistAnswers(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      /** Id of the only item to answer; then its log query runs. */
      item?: string;
    },
  ): Promise<Envelope<ChecklistAnswers>>;
  /** `from` and `to` are days in the list's zone, both inclusive. */
  getChecklistHistory(
    request: ScopedRequest & {
      checklistId: string;
      from?: string;
      to?: string;
    },
  ): Promise<Envelope<ChecklistHistory>>;
  /** CSV of a range of days. */
  exportChecklist(
    request: ScopedRequest & {
      checklistId: string;
      from?: string;
      to?: string;
    },
  ): Promise<string>;
  getRunbookChecks(
    request: ScopedRequest & {
      runbookId: string;
      /** Name of the alarm that led here. */
      alarm?: string;
      /** Id of the only check to answer; then its log query runs. */
      check?: string;
    },
  ): Promise<Envelope<RunbookChecks>>;
  startRun(
    request: ScopedRequest & { run: RunRequest },
  ): Promise<Envelope<Run>>;
  getRuns(
    request: ScopedRequest & {
      runbookId?: string;
      state?: 'running' | 'ended';
      /** From the previous page. */
      cursor?: string;
    },
  ): Promise<Envelope<RunList>>;
  getRunStatistics(request: ScopedRequest): Promise<Envelope<RunStatistics>>;
  getRun(request: ScopedRequest & { runId: string }): Promise<Envelope<Run>>;
  addRunEvent(
    request: ScopedRequest & { runId: string; event: RunEventRequest },
  ): Promise<Envelope<Run>>;
  exportRun(
    request: ScopedRequest & { runId: string; format: 'md' | 'json' },
  ): Promise<string>;
}

export const pipelineOpsApiRef = createApiRef<PipelineOpsApi>().with({
  id: 'plugin.pipeline-ops.client',
  pluginId: 'pipeline-ops',
});
