import { setTimeout as sleep } from 'node:timers/promises';
import {
  RequestRefused,
  type CallOptions,
  type SourceAnswer,
  type SourceRef,
  type TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  TelemetrySourceDecorator,
  type TelemetryCall,
} from './TelemetrySourceDecorator';

/**
 * Requests per second by operation, below the quotas that AWS documents per account and region (DescribeAlarms 9,
 * DescribeAlarmHistory 20, ListMetrics 25, FilterLogEvents 5 in the slowest regions, DescribeLogGroups 10, dashboards and
 * Logs Insights 10 each, filters of log groups 5), so that other users of the account keep a share. Source: CloudWatch and CloudWatch Logs service quotas.
 */
export const DEFAULT_RATES: Readonly<Record<string, number>> = {
  DescribeAlarms: 7,
  DescribeAlarmHistory: 15,
  ListMetrics: 20,
  GetMetricData: 50,
  ListTagsForResource: 5,
  DescribeLogGroups: 8,
  FilterLogEvents: 5,
  ListAlarmMuteRules: 5,
  GetAlarmMuteRule: 5,
  ListDashboards: 5,
  GetDashboard: 5,
  DescribeMetricFilters: 4,
  DescribeSubscriptionFilters: 4,
  StartQuery: 5,
  GetQueryResults: 5,
  StopQuery: 5,
};

const RATE_OF_OTHERS = 5;

/** Keeps each operation of each source below a rate of its own: requests wait their turn, in order. */
export class LimitingTelemetrySource extends TelemetrySourceDecorator {
  /** When the next request of a source and operation may go, in milliseconds of `now`. */
  readonly #nextTurn = new Map<string, number>();

  private constructor(
    inner: TelemetrySource,
    private readonly rates: Readonly<Record<string, number>>,
    private readonly maxWaitMs: number,
    private readonly now: () => number,
  ) {
    super(inner);
  }

  static create(
    inner: TelemetrySource,
    options: {
      /** Requests per second by operation, in place of the default ones. */
      rates?: Readonly<Record<string, number>>;
      /** A request that would wait longer is refused. Default 4000. */
      maxWaitMs?: number;
      /** Milliseconds of a clock that never goes back. */
      now?: () => number;
    } = {},
  ): LimitingTelemetrySource {
    return new LimitingTelemetrySource(
      inner,
      { ...DEFAULT_RATES, ...options.rates },
      options.maxWaitMs ?? 4_000,
      options.now ?? (() => performance.now()),
    );
  }

  protected around<T>(call: TelemetryCall<T>): Promise<SourceAnswer<T>> {
    const options: CallOptions = {
      ...call.options,
      beforeRequest: async (source, api) => {
        await call.options?.beforeRequest?.(source, api);
        await this.#turn(source, api, call.options?.signal);
      },
    };
    return call.next(options);
  }

  async #turn(
    source: SourceRef,
    api: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const key = `${source.accountId}/${source.region}/${api}`;
    const rate = this.rates[api] ?? RATE_OF_OTHERS;
    const gap = 1_000 / rate;
    const now = this.now();
    // Up to a second's worth may go at once after a pause: quotas are counted per second.
    const turn = Math.max(this.#nextTurn.get(key) ?? 0, now - 1_000 + gap);
    const wait = turn - now;
    if (wait > this.maxWaitMs) {
      throw new RequestRefused(
        'throttled',
        `Too many requests for ${api} are waiting for the source ${source.id}. The data will be read again in a moment.`,
      );
    }
    this.#nextTurn.set(key, turn + gap);
    if (wait > 0) {
      await pause(wait, signal);
    }
  }
}

async function pause(
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
