import type { SourceStatus } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  CloudAlarm,
  CloudAlarmTransition,
  CloudDashboard,
  CloudLogEvent,
  CloudLogGroup,
  CloudLogQueryRun,
  CloudMetricFilter,
  CloudMuteRule,
  CloudSubscriptionFilter,
  KnownMetric,
  MetricQuery,
  MetricResult,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { sourceState } from '../sourceStates';
import {
  failedSeries,
  noRun,
  type TelemetryOperation,
} from '../TelemetrySourceDecorator';

export const LAB: SourceRef = {
  id: 'lab',
  accountId: '111122223333',
  region: 'eu-central-1',
};

type MetricDataRequest = Parameters<TelemetrySource['metricData']>[0];

/** A cloud in memory: answers what it was given, notes what it was asked, and fails when told to. */
export class FakeTelemetry implements TelemetrySource {
  readonly asked: { operation: TelemetryOperation; request: unknown }[] = [];
  alarms: CloudAlarm[] = [];
  transitions: CloudAlarmTransition[] = [];
  logGroups: CloudLogGroup[] = [];
  logEvents: CloudLogEvent[] = [];
  tags: Record<string, string> = {};
  muteRules: CloudMuteRule[] = [];
  /** JSON text by name. */
  dashboards: Record<string, string> = {};
  metricFilters: CloudMetricFilter[] = [];
  subscriptionFilters: CloudSubscriptionFilter[] = [];
  /** What a started query answers. */
  queryRun: CloudLogQueryRun = { ...noRun(), status: 'complete' };
  /** What every operation answers instead of data. */
  failure?: { status: SourceStatus; message: string };
  /** Awaited before every answer. */
  latency: (options?: CallOptions) => Promise<void> = async () => {};
  /** Value of a query in a bucket. */
  valueAt: (query: MetricQuery, bucketStart: number) => number | null = () => 1;
  now = () => Date.parse('2026-11-21T03:18:00Z');

  callsOf(operation: TelemetryOperation): unknown[] {
    return this.asked
      .filter(one => one.operation === operation)
      .map(({ request }) => request);
  }

  listAlarms(
    request: Parameters<TelemetrySource['listAlarms']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudAlarm[]>('listAlarms', request, options, [], () =>
      this.alarms.filter(({ name }) =>
        request.prefixes.some(prefix => name.startsWith(prefix)),
      ),
    );
  }

  alarmHistory(
    request: Parameters<TelemetrySource['alarmHistory']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudAlarmTransition[]>(
      'alarmHistory',
      request,
      options,
      [],
      () => this.transitions,
    );
  }

  listMetrics(
    request: Parameters<TelemetrySource['listMetrics']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<KnownMetric[]>(
      'listMetrics',
      request,
      options,
      [],
      () => [],
    );
  }

  metricData(request: MetricDataRequest, options?: CallOptions) {
    return this.#answer<MetricResult[]>(
      'metricData',
      request,
      options,
      failedSeries(request, this.failure?.message ?? ''),
      () =>
        request.queries
          .filter(({ returnData }) => returnData !== false)
          .map(query => ({
            id: query.id,
            label: query.label ?? query.metric?.metricName ?? query.id,
            t0: request.from,
            step: request.period,
            values: Array.from(
              { length: (request.to - request.from) / request.period },
              (_, index) =>
                this.valueAt(query, request.from + index * request.period),
            ),
            status: 'complete' as const,
          })),
    );
  }

  listLogGroups(
    request: Parameters<TelemetrySource['listLogGroups']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudLogGroup[]>(
      'listLogGroups',
      request,
      options,
      [],
      () =>
        this.logGroups.filter(({ name }) => name.startsWith(request.prefix)),
    );
  }

  filterLogEvents(
    request: Parameters<TelemetrySource['filterLogEvents']>[0],
    options?: CallOptions,
  ) {
    const { from, to, limit, cursor } = request;
    return this.#answer<{ events: CloudLogEvent[]; cursor?: string }>(
      'filterLogEvents',
      request,
      options,
      { events: [] },
      () => {
        const all = this.logEvents
          .filter(({ timestamp }) => timestamp >= from && timestamp <= to)
          .sort((a, b) => a.timestamp - b.timestamp);
        const start = Number(cursor ?? 0);
        const events = all.slice(start, start + limit);
        return {
          events,
          cursor:
            start + limit < all.length ? String(start + limit) : undefined,
        };
      },
    );
  }

  listMuteRules(
    request: Parameters<TelemetrySource['listMuteRules']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudMuteRule[]>(
      'listMuteRules',
      request,
      options,
      [],
      () =>
        this.muteRules.filter(({ alarmNames }) =>
          alarmNames.includes(request.alarmName),
        ),
    );
  }

  listDashboards(
    request: Parameters<TelemetrySource['listDashboards']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudDashboard[]>(
      'listDashboards',
      request,
      options,
      [],
      () =>
        Object.keys(this.dashboards)
          .filter(name => name.startsWith(request.prefix))
          .map(name => ({ name })),
    );
  }

  dashboardBody(
    request: Parameters<TelemetrySource['dashboardBody']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<string | undefined>(
      'dashboardBody',
      request,
      options,
      undefined,
      () => this.dashboards[request.name],
    );
  }

  listMetricFilters(
    request: Parameters<TelemetrySource['listMetricFilters']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudMetricFilter[]>(
      'listMetricFilters',
      request,
      options,
      [],
      () => this.metricFilters,
    );
  }

  listSubscriptionFilters(
    request: Parameters<TelemetrySource['listSubscriptionFilters']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudSubscriptionFilter[]>(
      'listSubscriptionFilters',
      request,
      options,
      [],
      () => this.subscriptionFilters,
    );
  }

  startLogQuery(
    request: Parameters<TelemetrySource['startLogQuery']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<string | undefined>(
      'startLogQuery',
      request,
      options,
      undefined,
      () => `query-${this.callsOf('startLogQuery').length}`,
    );
  }

  logQueryResults(
    request: Parameters<TelemetrySource['logQueryResults']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<CloudLogQueryRun>(
      'logQueryResults',
      request,
      options,
      noRun(),
      () => this.queryRun,
    );
  }

  stopLogQuery(
    request: Parameters<TelemetrySource['stopLogQuery']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<boolean>(
      'stopLogQuery',
      request,
      options,
      false,
      () => true,
    );
  }

  listTags(
    request: Parameters<TelemetrySource['listTags']>[0],
    options?: CallOptions,
  ) {
    return this.#answer<Record<string, string>>(
      'listTags',
      request,
      options,
      {},
      () => this.tags,
    );
  }

  async #answer<T>(
    operation: TelemetryOperation,
    request: { source: SourceRef },
    options: CallOptions | undefined,
    nothing: T,
    data: () => T,
  ): Promise<SourceAnswer<T>> {
    this.asked.push({ operation, request });
    await this.latency(options);
    options?.signal?.throwIfAborted();
    const { failure } = this;
    return failure
      ? {
          data: nothing,
          state: sourceState(request.source, this.now(), failure.status, {
            message: failure.message,
          }),
        }
      : { data: data(), state: sourceState(request.source, this.now()) };
  }
}

/** A query for a metric of a function. */
export function functionMetric(
  metricName: string,
  stat = 'Sum',
  id = metricName.toLowerCase(),
): MetricQuery {
  return {
    id,
    metric: {
      namespace: 'AWS/Lambda',
      metricName,
      dimensions: { FunctionName: 'orders-load' },
      stat,
    },
  };
}
