import type {
  CallOptions,
  CloudLogEvent,
  CloudLogQueryRun,
  MetricResult,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { emptyGrid, gridOf } from './grid';

export type TelemetryOperation = keyof TelemetrySource;

/** One call on its way through a decorator. */
export interface TelemetryCall<T> {
  operation: TelemetryOperation;
  source: SourceRef;
  options?: CallOptions;
  /** What the operation gives when nothing could be read. */
  nothing(message: string): T;
  next(options?: CallOptions): Promise<SourceAnswer<T>>;
}

/** Passes everything on through one place, `around`; a decorator changes that place or single operations. */
export abstract class TelemetrySourceDecorator implements TelemetrySource {
  protected constructor(protected readonly inner: TelemetrySource) {}

  protected around<T>(call: TelemetryCall<T>): Promise<SourceAnswer<T>> {
    return call.next(call.options);
  }

  listAlarms(
    request: Parameters<TelemetrySource['listAlarms']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listAlarms']> {
    return this.around({
      operation: 'listAlarms',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listAlarms(request, passed),
    });
  }

  alarmHistory(
    request: Parameters<TelemetrySource['alarmHistory']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['alarmHistory']> {
    return this.around({
      operation: 'alarmHistory',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.alarmHistory(request, passed),
    });
  }

  listMetrics(
    request: Parameters<TelemetrySource['listMetrics']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMetrics']> {
    return this.around({
      operation: 'listMetrics',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listMetrics(request, passed),
    });
  }

  metricData(
    request: Parameters<TelemetrySource['metricData']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['metricData']> {
    return this.around({
      operation: 'metricData',
      source: request.source,
      options,
      nothing: message => failedSeries(request, message),
      next: passed => this.inner.metricData(request, passed),
    });
  }

  listLogGroups(
    request: Parameters<TelemetrySource['listLogGroups']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listLogGroups']> {
    return this.around({
      operation: 'listLogGroups',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listLogGroups(request, passed),
    });
  }

  filterLogEvents(
    request: Parameters<TelemetrySource['filterLogEvents']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['filterLogEvents']> {
    return this.around<{ events: CloudLogEvent[]; cursor?: string }>({
      operation: 'filterLogEvents',
      source: request.source,
      options,
      nothing: () => ({ events: [] }),
      next: passed => this.inner.filterLogEvents(request, passed),
    });
  }

  listMuteRules(
    request: Parameters<TelemetrySource['listMuteRules']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMuteRules']> {
    return this.around({
      operation: 'listMuteRules',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listMuteRules(request, passed),
    });
  }

  listDashboards(
    request: Parameters<TelemetrySource['listDashboards']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listDashboards']> {
    return this.around({
      operation: 'listDashboards',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listDashboards(request, passed),
    });
  }

  dashboardBody(
    request: Parameters<TelemetrySource['dashboardBody']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['dashboardBody']> {
    return this.around<string | undefined>({
      operation: 'dashboardBody',
      source: request.source,
      options,
      nothing: () => undefined,
      next: passed => this.inner.dashboardBody(request, passed),
    });
  }

  listMetricFilters(
    request: Parameters<TelemetrySource['listMetricFilters']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMetricFilters']> {
    return this.around({
      operation: 'listMetricFilters',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listMetricFilters(request, passed),
    });
  }

  listSubscriptionFilters(
    request: Parameters<TelemetrySource['listSubscriptionFilters']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listSubscriptionFilters']> {
    return this.around({
      operation: 'listSubscriptionFilters',
      source: request.source,
      options,
      nothing: () => [],
      next: passed => this.inner.listSubscriptionFilters(request, passed),
    });
  }

  startLogQuery(
    request: Parameters<TelemetrySource['startLogQuery']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['startLogQuery']> {
    return this.around<string | undefined>({
      operation: 'startLogQuery',
      source: request.source,
      options,
      nothing: () => undefined,
      next: passed => this.inner.startLogQuery(request, passed),
    });
  }

  logQueryResults(
    request: Parameters<TelemetrySource['logQueryResults']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['logQueryResults']> {
    return this.around<CloudLogQueryRun>({
      operation: 'logQueryResults',
      source: request.source,
      options,
      nothing: () => noRun(),
      next: passed => this.inner.logQueryResults(request, passed),
    });
  }

  stopLogQuery(
    request: Parameters<TelemetrySource['stopLogQuery']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['stopLogQuery']> {
    return this.around<boolean>({
      operation: 'stopLogQuery',
      source: request.source,
      options,
      nothing: () => false,
      next: passed => this.inner.stopLogQuery(request, passed),
    });
  }

  listTags(
    request: Parameters<TelemetrySource['listTags']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listTags']> {
    return this.around({
      operation: 'listTags',
      source: request.source,
      options,
      nothing: () => ({}),
      next: passed => this.inner.listTags(request, passed),
    });
  }
}

/** Every wanted series without points and with the reason. */
export function failedSeries(
  request: Parameters<TelemetrySource['metricData']>[0],
  message: string,
): MetricResult[] {
  return request.queries
    .filter(query => query.returnData !== false)
    .map(query => ({
      id: query.id,
      label: query.label ?? query.metric?.metricName ?? query.id,
      ...emptyGrid(gridOf(query, request)),
      status: 'failed',
      message,
    }));
}

/** A query of which nothing is known. */
export function noRun(): CloudLogQueryRun {
  return {
    status: 'unknown',
    columns: [],
    rows: [],
    bytesScanned: 0,
    recordsScanned: 0,
    recordsMatched: 0,
  };
}
