import type {
  CallOptions,
  CloudLogEvent,
  MetricResult,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';

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
  const { queries, from, to, period } = request;
  const buckets = Math.max(0, Math.ceil((to - from) / period));
  return queries
    .filter(query => query.returnData !== false)
    .map(query => ({
      id: query.id,
      label: query.metric?.metricName ?? query.id,
      t0: from,
      step: period,
      values: new Array<null>(buckets).fill(null),
      status: 'failed',
      message,
    }));
}
