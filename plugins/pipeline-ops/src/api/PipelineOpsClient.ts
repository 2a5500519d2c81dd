import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
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
import { ChecklistConflictError } from './ChecklistConflictError';
import { EntityRequests } from './EntityRequests';
import { RunConflictError } from './RunConflictError';
import type {
  PipelineOpsApi,
  ScopedRequest,
  TimeWindow,
} from './PipelineOpsApi';

const checklistConflict = (message: string, current: Checklist | undefined) =>
  new ChecklistConflictError(message, current);

/** Speaks to the pipeline-ops backend over HTTP. */
export class PipelineOpsClient implements PipelineOpsApi {
  readonly #requests: EntityRequests;

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): PipelineOpsClient {
    return new PipelineOpsClient(new EntityRequests(options));
  }

  private constructor(requests: EntityRequests) {
    this.#requests = requests;
  }

  async getOverview(request: ScopedRequest): Promise<Envelope<Overview>> {
    return this.#requests.refresh(request, '/overview');
  }

  async getAlarms(request: ScopedRequest): Promise<Envelope<AlarmList>> {
    return this.#requests.refresh(request, '/alarms');
  }

  async getAlarmHistory(
    request: ScopedRequest & { alarmName: string },
  ): Promise<Envelope<AlarmHistory>> {
    return this.#requests.get(
      request,
      `/alarms/${encodeURIComponent(request.alarmName)}/history`,
    );
  }

  async getAlarm(
    request: ScopedRequest & { alarmName: string; window: TimeWindow },
  ): Promise<Envelope<AlarmDetail>> {
    return this.#requests.get(
      request,
      `/alarms/${encodeURIComponent(request.alarmName)}`,
      { ...request.window },
    );
  }

  async getFindings(request: ScopedRequest): Promise<Envelope<FindingList>> {
    return this.#requests.get(request, '/findings');
  }

  async getDocuments(request: ScopedRequest): Promise<Envelope<DocumentList>> {
    return this.#requests.get(request, '/documents');
  }

  async getDashboards(
    request: ScopedRequest,
  ): Promise<Envelope<DashboardList>> {
    return this.#requests.get(request, '/dashboards');
  }

  async getDashboard(
    request: ScopedRequest & {
      dashboardId: string;
      sourceId?: string;
      window?: TimeWindow;
      variables?: Record<string, string>;
    },
  ): Promise<Envelope<Dashboard>> {
    const { dashboardId, sourceId, window, variables } = request;
    const chosen = Object.entries(variables ?? {}).map(
      ([id, value]): [string, string] => [`var.${id}`, value],
    );
    return this.#requests.get(
      request,
      `/dashboards/${encodeURIComponent(dashboardId)}`,
      {
        source: sourceId,
        ...window,
        ...Object.fromEntries(chosen),
      },
    );
  }

  async getMetrics(
    request: ScopedRequest & { window: TimeWindow },
  ): Promise<Envelope<MetricsAnswer>> {
    return this.#requests.refresh(request, '/metrics', { ...request.window });
  }

  async getLogGroups(request: ScopedRequest): Promise<Envelope<LogGroupList>> {
    return this.#requests.get(request, '/logs/groups');
  }

  async getLogGroupFilters(
    request: ScopedRequest & { group: string; sourceId?: string },
  ): Promise<Envelope<LogGroupFilters>> {
    const { group, sourceId } = request;
    return this.#requests.get(request, '/logs/groups/filters', {
      group,
      source: sourceId,
    });
  }

  async getSavedQueries(
    request: ScopedRequest,
  ): Promise<Envelope<SavedQueryList>> {
    return this.#requests.get(request, '/logs/queries');
  }

  async startQueryRun(
    request: ScopedRequest & { window: TimeWindow; run: QueryRunRequest },
  ): Promise<Envelope<QueryRun>> {
    return this.#requests.send(request, 'POST', '/logs/query-runs', {
      query: { ...request.window },
      body: request.run,
    });
  }

  async getQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>> {
    return this.#requests.get(
      request,
      `/logs/query-runs/${encodeURIComponent(request.runId)}`,
    );
  }

  async stopQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>> {
    return this.#requests.send(
      request,
      'DELETE',
      `/logs/query-runs/${encodeURIComponent(request.runId)}`,
    );
  }

  async getLogEvents(
    request: ScopedRequest & {
      group: string;
      pattern?: string;
      window: TimeWindow;
      cursor?: string;
      after?: string;
    },
  ): Promise<Envelope<LogEvents>> {
    const { group, pattern, cursor, after, window } = request;
    return this.#requests.get(request, '/logs/events', {
      group,
      pattern: pattern || undefined,
      cursor,
      after,
      ...window,
    });
  }

  async getRunbooks(request: ScopedRequest): Promise<Envelope<RunbookList>> {
    return this.#requests.get(request, '/runbooks');
  }

  async getRunbook(
    request: ScopedRequest & { runbookId: string; alarm?: string },
  ): Promise<Envelope<Runbook>> {
    return this.#requests.get(
      request,
      `/runbooks/${encodeURIComponent(request.runbookId)}`,
      { alarm: request.alarm },
    );
  }

  async getChecklists(
    request: ScopedRequest & { at?: string },
  ): Promise<Envelope<ChecklistList>> {
    return this.#requests.get(request, '/checklists', { at: request.at });
  }

  async getRunbookChecks(
    request: ScopedRequest & {
      runbookId: string;
      alarm?: string;
      check?: string;
    },
  ): Promise<Envelope<RunbookChecks>> {
    const { runbookId, alarm, check } = request;
    return this.#requests.get(
      request,
      `/runbooks/${encodeURIComponent(runbookId)}/checks`,
      { alarm, check },
    );
  }

  async startRun(
    request: ScopedRequest & { run: RunRequest },
  ): Promise<Envelope<Run>> {
    return this.#requests.send(request, 'POST', '/runs', { body: request.run });
  }

  async getRuns(
    request: ScopedRequest & {
      runbookId?: string;
      state?: 'running' | 'ended';
      cursor?: string;
    },
  ): Promise<Envelope<RunList>> {
    const { runbookId, state, cursor } = request;
    return this.#requests.get(request, '/runs', {
      runbook: runbookId,
      state,
      cursor,
    });
  }

  async getRunStatistics(
    request: ScopedRequest,
  ): Promise<Envelope<RunStatistics>> {
    return this.#requests.get(request, '/runs/statistics');
  }

  async getRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<Run>> {
    return this.#requests.refresh(
      request,
      `/runs/${encodeURIComponent(request.runId)}`,
    );
  }

  async addRunEvent(
    request: ScopedRequest & { runId: string; event: RunEventRequest },
  ): Promise<Envelope<Run>> {
    return this.#requests.send<Run>(
      request,
      'POST',
      `/runs/${encodeURIComponent(request.runId)}/events`,
      {
        body: request.event,
        conflict: (message, current) => new RunConflictError(message, current),
      },
    );
  }

  async exportRun(
    request: ScopedRequest & { runId: string; format: 'md' | 'json' },
  ): Promise<string> {
    return this.#requests.text(
      request,
      `/runs/${encodeURIComponent(request.runId)}/export.${request.format}`,
    );
  }

  async completeItem(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      completion: CompletionRequest;
    },
  ): Promise<Envelope<Checklist>> {
    return this.#requests.send<Checklist>(
      request,
      'POST',
      `${periodPath(request)}/completions`,
      { body: request.completion, conflict: checklistConflict },
    );
  }

  async assignItem(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      assignment: AssignmentRequest;
    },
  ): Promise<Envelope<Checklist>> {
    return this.#requests.send<Checklist>(
      request,
      'POST',
      `${periodPath(request)}/assignments`,
      { body: request.assignment, conflict: checklistConflict },
    );
  }

  async snoozeChecklist(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      snooze: SnoozeRequest;
    },
  ): Promise<Envelope<Checklist>> {
    return this.#requests.send(
      request,
      'POST',
      `${periodPath(request)}/snooze`,
      { body: request.snooze },
    );
  }

  async pauseChecklists(
    request: ScopedRequest & { pause: PauseRequest },
  ): Promise<Envelope<Pause>> {
    return this.#requests.send(request, 'POST', '/checklists/pauses', {
      body: request.pause,
    });
  }

  async endPause(
    request: ScopedRequest & { pauseId: string },
  ): Promise<Envelope<Pause>> {
    return this.#requests.send(
      request,
      'DELETE',
      `/checklists/pauses/${encodeURIComponent(request.pauseId)}`,
    );
  }

  async getChecklistAnswers(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      item?: string;
    },
  ): Promise<Envelope<ChecklistAnswers>> {
    return this.#requests.get(request, `${periodPath(request)}/answers`, {
      item: request.item,
    });
  }

  async getChecklistHistory(
    request: ScopedRequest & {
      checklistId: string;
      from?: string;
      to?: string;
    },
  ): Promise<Envelope<ChecklistHistory>> {
    const { checklistId, from, to } = request;
    return this.#requests.get(
      request,
      `/checklists/${encodeURIComponent(checklistId)}/history`,
      { from, to },
    );
  }

  async exportChecklist(
    request: ScopedRequest & {
      checklistId: string;
      from?: string;
      to?: string;
    },
  ): Promise<string> {
    const { checklistId, from, to } = request;
    return this.#requests.text(
      request,
      `/checklists/${encodeURIComponent(checklistId)}/export.csv`,
      { from, to },
    );
  }
}

function periodPath(request: { checklistId: string; periodKey: string }) {
  const list = encodeURIComponent(request.checklistId);
  return `/checklists/${list}/periods/${encodeURIComponent(request.periodKey)}`;
}
