import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  AlarmDetail,
  AlarmHistory,
  AlarmList,
  Checklist,
  ChecklistConflict,
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
  QueryRun,
  QueryRunRequest,
  Runbook,
  RunbookList,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError } from './ChecklistConflictError';
import { KeptAnswers } from './KeptAnswers';
import type {
  PipelineOpsApi,
  ScopedRequest,
  TimeWindow,
} from './PipelineOpsApi';

type Query = Record<string, string | undefined>;

/** Speaks to the pipeline-ops backend over HTTP. */
export class PipelineOpsClient implements PipelineOpsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
  readonly #kept: KeptAnswers;

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): PipelineOpsClient {
    return new PipelineOpsClient(options);
  }

  private constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
    this.#kept = new KeptAnswers(options.fetchApi);
  }

  async getOverview(request: ScopedRequest): Promise<Envelope<Overview>> {
    return this.#refresh(request, '/overview');
  }

  async getAlarms(request: ScopedRequest): Promise<Envelope<AlarmList>> {
    return this.#refresh(request, '/alarms');
  }

  async getAlarmHistory(
    request: ScopedRequest & { alarmName: string },
  ): Promise<Envelope<AlarmHistory>> {
    return this.#get(
      request,
      `/alarms/${encodeURIComponent(request.alarmName)}/history`,
    );
  }

  async getAlarm(
    request: ScopedRequest & { alarmName: string; window: TimeWindow },
  ): Promise<Envelope<AlarmDetail>> {
    return this.#get(
      request,
      `/alarms/${encodeURIComponent(request.alarmName)}`,
      { ...request.window },
    );
  }

  async getFindings(request: ScopedRequest): Promise<Envelope<FindingList>> {
    return this.#get(request, '/findings');
  }

  async getDocuments(request: ScopedRequest): Promise<Envelope<DocumentList>> {
    return this.#get(request, '/documents');
  }

  async getDashboards(
    request: ScopedRequest,
  ): Promise<Envelope<DashboardList>> {
    return this.#get(request, '/dashboards');
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
    return this.#get(
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
    return this.#refresh(request, '/metrics', { ...request.window });
  }

  async getLogGroups(request: ScopedRequest): Promise<Envelope<LogGroupList>> {
    return this.#get(request, '/logs/groups');
  }

  async getLogGroupFilters(
    request: ScopedRequest & { group: string; sourceId?: string },
  ): Promise<Envelope<LogGroupFilters>> {
    const { group, sourceId } = request;
    return this.#get(request, '/logs/groups/filters', {
      group,
      source: sourceId,
    });
  }

  async getSavedQueries(
    request: ScopedRequest,
  ): Promise<Envelope<SavedQueryList>> {
    return this.#get(request, '/logs/queries');
  }

  async startQueryRun(
    request: ScopedRequest & { window: TimeWindow; run: QueryRunRequest },
  ): Promise<Envelope<QueryRun>> {
    const url = await this.#url(request, '/logs/query-runs', {
      ...request.window,
    });
    return this.#read(
      await this.#fetchApi.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request.run),
        signal: request.signal,
      }),
    );
  }

  async getQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>> {
    return this.#get(
      request,
      `/logs/query-runs/${encodeURIComponent(request.runId)}`,
    );
  }

  async stopQueryRun(
    request: ScopedRequest & { runId: string },
  ): Promise<Envelope<QueryRun>> {
    const url = await this.#url(
      request,
      `/logs/query-runs/${encodeURIComponent(request.runId)}`,
    );
    return this.#read(
      await this.#fetchApi.fetch(url, {
        method: 'DELETE',
        signal: request.signal,
      }),
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
    return this.#get(request, '/logs/events', {
      group,
      pattern: pattern || undefined,
      cursor,
      after,
      ...window,
    });
  }

  async getRunbooks(request: ScopedRequest): Promise<Envelope<RunbookList>> {
    return this.#get(request, '/runbooks');
  }

  async getRunbook(
    request: ScopedRequest & { runbookId: string },
  ): Promise<Envelope<Runbook>> {
    return this.#get(
      request,
      `/runbooks/${encodeURIComponent(request.runbookId)}`,
    );
  }

  async getChecklists(
    request: ScopedRequest & { at?: string },
  ): Promise<Envelope<ChecklistList>> {
    return this.#get(request, '/checklists', { at: request.at });
  }

  async completeItem(
    request: ScopedRequest & {
      checklistId: string;
      periodKey: string;
      completion: CompletionRequest;
    },
  ): Promise<Envelope<Checklist>> {
    const list = encodeURIComponent(request.checklistId);
    const period = encodeURIComponent(request.periodKey);
    const url = await this.#url(
      request,
      `/checklists/${list}/periods/${period}/completions`,
    );
    const response = await this.#fetchApi.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.completion),
      signal: request.signal,
    });
    if (response.status === 409) {
      const body = (await response.json().catch(() => undefined)) as
        Partial<ChecklistConflict> | undefined;
      throw new ChecklistConflictError(
        body?.error?.message ?? 'Somebody else answered in the meantime.',
        body?.data,
      );
    }
    return this.#read(response);
  }

  async getChecklistHistory(
    request: ScopedRequest & { checklistId: string },
  ): Promise<Envelope<ChecklistHistory>> {
    return this.#get(
      request,
      `/checklists/${encodeURIComponent(request.checklistId)}/history`,
    );
  }

  async #get<T>(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<Envelope<T>> {
    const url = await this.#url(request, path, query);
    return this.#read(
      await this.#fetchApi.fetch(url, { signal: request.signal }),
    );
  }

  /** For what the page asks again and again: only what has changed comes over the network. */
  async #refresh<T>(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<Envelope<T>> {
    const url = await this.#url(request, path, query);
    const { answer, headers } = await this.#kept.read<Envelope<T>>(
      url,
      request.signal,
    );
    return readAgain(answer, headers.get('Pipeline-Ops-As-Of'));
  }

  async #read<T>(response: Response): Promise<Envelope<T>> {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }

  async #url(
    request: ScopedRequest,
    path: string,
    query: Query = {},
  ): Promise<string> {
    const base = await this.#discoveryApi.getBaseUrl('pipeline-ops');
    const { kind, namespace, name } = parseEntityRef(request.entityRef);
    const entity = [kind, namespace, name].map(encodeURIComponent).join('/');
    const search = new URLSearchParams();
    const all: Query = {
      pipeline: request.pipeline,
      env: request.env,
      ...query,
    };
    for (const [key, value] of Object.entries(all)) {
      if (value !== undefined) {
        search.set(key, value);
      }
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    return `${base}/v1/entities/${entity}${path}${suffix}`;
  }
}

/**
 * An answer that has not changed comes from the browser's cache, with headers of now: they tell when its sources were
 * last read, as `id=ISO 8601`, comma separated.
 */
function readAgain<T>(answer: Envelope<T>, header: string | null): Envelope<T> {
  if (!header) {
    return answer;
  }
  const readAt = new Map(
    header.split(',').map(one => one.split('=') as [string, string]),
  );
  return {
    ...answer,
    sources: answer.sources.map(source => ({
      ...source,
      asOf: readAt.get(source.id) ?? source.asOf,
    })),
  };
}
