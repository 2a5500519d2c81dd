import type {
  CallOptions,
  MetricQuery,
  MetricResult,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TelemetryMeter } from '../meter';
import { identifiersOf, readsWholeRequest } from '../planner/expression';
import { relabelled, withCloudLabel } from '../planner/labels';
import { queryKeys } from '../planner/queryKeys';
import { keyOfSource } from '../sourceKey';
import { mergeStates, sourceState } from '../sourceStates';
import { TelemetrySourceDecorator } from '../TelemetrySourceDecorator';
import { AnswerCache } from './AnswerCache';
import type { StoredAnswer } from './AnswerStore';
import { FRESHNESS, windowFreshness, type KeptOperation } from './freshness';
import { shiftResults } from './shift';

type MetricDataRequest = Parameters<TelemetrySource['metricData']>[0];

/** Series whose newest window is known. */
const MAX_SERIES = 50_000;

/** Serves everybody who asks for the same from one read. */
export class CachingTelemetrySource extends TelemetrySourceDecorator {
  /** Key of the newest window of each series, for showing the earlier points while new ones are read. */
  readonly #newestWindow = new Map<string, { key: string; to: number }>();

  private constructor(
    inner: TelemetrySource,
    private readonly cache: AnswerCache,
    private readonly alarmsFreshMs: number,
    private readonly meter: TelemetryMeter | undefined,
    private readonly now: () => number,
  ) {
    super(inner);
  }

  static create(
    inner: TelemetrySource,
    options: {
      meter?: TelemetryMeter;
      /** Bytes that answers may take. Default 64 MiB. */
      maxBytes?: number;
      /** Milliseconds that a reader waits for newer data before earlier ones are shown. Default 250. */
      patienceMs?: number;
      /** Milliseconds that alarms count: little where what lies below has them at hand. Default 20000. */
      alarmsFreshMs?: number;
      /** Unix milliseconds. */
      now?: () => number;
    } = {},
  ): CachingTelemetrySource {
    const now = options.now ?? Date.now;
    const cache = AnswerCache.create({
      maxBytes: options.maxBytes ?? 64 * 1_024 * 1_024,
      patienceMs: options.patienceMs ?? 250,
      now,
    });
    return new CachingTelemetrySource(
      inner,
      cache,
      options.alarmsFreshMs ?? FRESHNESS.listAlarms.freshMs,
      options.meter,
      now,
    );
  }

  async listAlarms(
    request: Parameters<TelemetrySource['listAlarms']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listAlarms']> {
    const { source } = request;
    // Each prefix by itself, so that pipelines that share one share the read.
    const answers = await Promise.all(
      [...new Set(request.prefixes)].map(prefix =>
        this.#read('listAlarms', source, [prefix], options, passed =>
          this.inner.listAlarms({ source, prefixes: [prefix] }, passed),
        ),
      ),
    );
    const byName = new Map(
      answers.flatMap(({ data }) => data).map(alarm => [alarm.name, alarm]),
    );
    return {
      data: [...byName.values()],
      state:
        answers.length > 0
          ? mergeStates(answers.map(({ state }) => state))
          : sourceState(source, this.now()),
    };
  }

  alarmHistory(
    request: Parameters<TelemetrySource['alarmHistory']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['alarmHistory']> {
    const { source, alarmName, from, to } = request;
    return this.#read(
      'alarmHistory',
      source,
      [alarmName, from.getTime(), to.getTime()],
      options,
      passed => this.inner.alarmHistory(request, passed),
    );
  }

  listMetrics(
    request: Parameters<TelemetrySource['listMetrics']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMetrics']> {
    const { source, namespace, metricName, dimensions, mostPages } = request;
    return this.#read(
      'listMetrics',
      source,
      [namespace, metricName, dimensions, mostPages],
      options,
      passed => this.inner.listMetrics(request, passed),
    );
  }

  listLogGroups(
    request: Parameters<TelemetrySource['listLogGroups']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listLogGroups']> {
    return this.#read(
      'listLogGroups',
      request.source,
      [request.prefix],
      options,
      passed => this.inner.listLogGroups(request, passed),
    );
  }

  filterLogEvents(
    request: Parameters<TelemetrySource['filterLogEvents']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['filterLogEvents']> {
    const { source, logGroup, from, to, pattern, limit, cursor } = request;
    return this.#read(
      'filterLogEvents',
      source,
      [logGroup, from, to, pattern, limit, cursor],
      options,
      passed => this.inner.filterLogEvents(request, passed),
    );
  }

  listMuteRules(
    request: Parameters<TelemetrySource['listMuteRules']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMuteRules']> {
    return this.#read(
      'listMuteRules',
      request.source,
      [request.alarmName],
      options,
      passed => this.inner.listMuteRules(request, passed),
    );
  }

  listDashboards(
    request: Parameters<TelemetrySource['listDashboards']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listDashboards']> {
    return this.#read(
      'listDashboards',
      request.source,
      [request.prefix],
      options,
      passed => this.inner.listDashboards(request, passed),
    );
  }

  dashboardBody(
    request: Parameters<TelemetrySource['dashboardBody']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['dashboardBody']> {
    return this.#read(
      'dashboardBody',
      request.source,
      [request.name],
      options,
      passed => this.inner.dashboardBody(request, passed),
    );
  }

  listMetricFilters(
    request: Parameters<TelemetrySource['listMetricFilters']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listMetricFilters']> {
    return this.#read(
      'listMetricFilters',
      request.source,
      [request.logGroup],
      options,
      passed => this.inner.listMetricFilters(request, passed),
    );
  }

  listSubscriptionFilters(
    request: Parameters<TelemetrySource['listSubscriptionFilters']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listSubscriptionFilters']> {
    return this.#read(
      'listSubscriptionFilters',
      request.source,
      [request.logGroup],
      options,
      passed => this.inner.listSubscriptionFilters(request, passed),
    );
  }

  listTags(
    request: Parameters<TelemetrySource['listTags']>[0],
    options?: CallOptions,
  ): ReturnType<TelemetrySource['listTags']> {
    return this.#read(
      'listTags',
      request.source,
      [request.arn],
      options,
      passed => this.inner.listTags(request, passed),
    );
  }

  /** Each series is read and kept by itself; the planner below puts those that are missing into few calls. */
  async metricData(
    request: MetricDataRequest,
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>> {
    const { queries: wanted, source } = request;
    if (wanted.some(({ expression }) => readsWholeRequest(expression ?? ''))) {
      const key = JSON.stringify(wanted);
      return this.#readSeries(request, key, options);
    }
    const keys = queryKeys(wanted);
    const byId = new Map(wanted.map(query => [query.id, query]));
    const answers = await Promise.all(
      wanted
        .filter(query => query.returnData !== false)
        .map(async query => {
          const queries = withInputs(withCloudLabel(query), byId);
          const alone = { ...request, queries };
          const key = keys.get(query.id) ?? query.id;
          const answer = await this.#readSeries(alone, key, options);
          return {
            ...answer,
            // The series may have been read for another request, under another id.
            data: answer.data.map(result => relabelled(result, query)),
          };
        }),
    );
    return {
      data: answers.flatMap(({ data }) => data),
      state:
        answers.length > 0
          ? mergeStates(answers.map(({ state }) => state))
          : sourceState(source, this.now()),
    };
  }

  async #readSeries(
    request: MetricDataRequest,
    seriesKey: string,
    options?: CallOptions,
  ): Promise<SourceAnswer<MetricResult[]>> {
    const { source, from, to, period } = request;
    const series = JSON.stringify([
      keyOfSource(source),
      seriesKey,
      period,
      to - from,
    ]);
    const key = `${series}@${to}`;
    const { answer, outcome } = await this.cache.read<MetricResult[]>({
      key,
      freshness: windowFreshness(to, period, this.now()),
      standIn: this.#windowBefore(series, to),
      adapt: results => shiftResults(results, from, to),
      load: signal => this.inner.metricData(request, { signal }),
      signal: options?.signal,
    });
    this.meter?.cacheRead('metricData', outcome);
    this.#rememberWindow(series, key, to);
    return answer;
  }

  #rememberWindow(series: string, key: string, to: number): void {
    const newest = this.#newestWindow.get(series);
    if (!this.cache.stored(key) || (newest && newest.to >= to)) {
      return;
    }
    this.#newestWindow.delete(series);
    this.#newestWindow.set(series, { key, to });
    const [oldest] = this.#newestWindow.keys();
    if (this.#newestWindow.size > MAX_SERIES) {
      this.#newestWindow.delete(oldest);
    }
  }

  #windowBefore(series: string, to: number): StoredAnswer | undefined {
    const newest = this.#newestWindow.get(series);
    if (!newest || newest.to >= to) {
      return undefined;
    }
    const stored = this.cache.stored(newest.key);
    if (!stored) {
      this.#newestWindow.delete(series);
    }
    return stored;
  }

  async #read<T>(
    operation: KeptOperation,
    source: SourceRef,
    parts: unknown[],
    options: CallOptions | undefined,
    load: (options: CallOptions) => Promise<SourceAnswer<T>>,
  ): Promise<SourceAnswer<T>> {
    const { answer, outcome } = await this.cache.read<T>({
      key: JSON.stringify([operation, keyOfSource(source), ...parts]),
      freshness: {
        ...FRESHNESS[operation],
        ...(operation === 'listAlarms' ? { freshMs: this.alarmsFreshMs } : {}),
      },
      load: signal => load({ signal }),
      signal: options?.signal,
    });
    this.meter?.cacheRead(operation, outcome);
    return answer;
  }
}

/** The query with everything its expression reads, as inputs only. */
function withInputs(
  query: MetricQuery,
  byId: Map<string, MetricQuery>,
): MetricQuery[] {
  const found = new Map<string, MetricQuery>();
  const visit = ({ expression }: MetricQuery) => {
    for (const id of identifiersOf(expression ?? '')) {
      const input = byId.get(id);
      if (input && id !== query.id && !found.has(id)) {
        found.set(id, { ...input, returnData: false });
        visit(input);
      }
    }
  };
  visit(query);
  return [...found.values(), query];
}
