import type {
  CacheService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type {
  CallOptions,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { readsWholeRequest } from '../planner/expression';
import { queryKeys } from '../planner/queryKeys';
import { keyOfSource } from '../sourceKey';
import { isWhole, sourceState } from '../sourceStates';
import { TelemetrySourceDecorator } from '../TelemetrySourceDecorator';
import { windowFreshness } from './freshness';
import { SharedWindows } from './SharedWindows';

type MetricDataRequest = Parameters<TelemetrySource['metricData']>[0];

/** Asks the other replicas for a metric window before it asks the cloud. Below the cache, which asks series by series. */
export class SharingTelemetrySource extends TelemetrySourceDecorator {
  constructor(
    inner: TelemetrySource,
    private readonly windows: SharedWindows,
    /** Unix milliseconds. */
    private readonly now: () => number,
  ) {
    super(inner);
  }

  async metricData(
    request: MetricDataRequest,
    options?: CallOptions,
  ): ReturnType<TelemetrySource['metricData']> {
    const { source, queries, to, period } = request;
    const drawn = queries.filter(({ returnData }) => returnData !== false);
    const [only] = drawn;
    const ownIds =
      drawn.length !== 1 || readsWholeRequest(only.expression ?? '');
    const key = JSON.stringify([
      keyOfSource(source),
      request.from,
      to,
      period,
      ownIds ? queries : queryKeys(queries).get(only.id),
    ]);
    const shared = await this.windows.find(key, options?.signal);
    if (shared) {
      return {
        data: ownIds
          ? shared.results
          : shared.results.map(result => ({
              ...result,
              id: only.id,
              label: result.label === result.id ? only.id : result.label,
            })),
        state: sourceState(source, Date.parse(shared.asOf)),
      };
    }
    const answer = await this.inner.metricData(request, options);
    const { freshMs } = windowFreshness(to, period, this.now());
    if (isWhole(answer.state)) {
      await this.windows.keep(
        key,
        { results: answer.data, asOf: answer.state.asOf },
        freshMs,
      );
    }
    return answer;
  }
}

/**
 * Shares metric windows where the operator gave Backstage a cache outside of its processes. One in memory reaches no other
 * replica, and would keep every window a second time.
 */
export function overSharedCache(
  source: TelemetrySource,
  options: { cache: CacheService; rootConfig: RootConfigService },
): TelemetrySource {
  const { cache, rootConfig } = options;
  const store = rootConfig.getOptionalString('backend.cache.store') ?? 'memory';
  return store === 'memory'
    ? source
    : new SharingTelemetrySource(
        source,
        new SharedWindows(cache, Date.now),
        Date.now,
      );
}
