import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import { BreakerTelemetrySource } from './BreakerTelemetrySource';
import { CachingTelemetrySource } from './cache/CachingTelemetrySource';
import { CloudWatchTelemetrySource } from './cloudwatch/CloudWatchTelemetrySource';
import {
  CachedSourceClients,
  type SourceConnections,
} from './cloudwatch/SourceClients';
import { LimitingTelemetrySource } from './LimitingTelemetrySource';
import type { TelemetryMeter } from './meter';
import { MeteringTelemetrySource } from './MeteringTelemetrySource';
import { PlanningTelemetrySource } from './planner/PlanningTelemetrySource';

/** Alarms that are shared with other replicas cost nothing to look at again. Milliseconds. */
const SHARED_ALARMS_MS = 5_000;

export interface TelemetryOptions {
  credentials: AwsCredentialsManager;
  /** How the operator wants each source to be reached. */
  connections: SourceConnections;
  meter?: TelemetryMeter;
  /** Unix milliseconds. */
  now?: () => number;
  /** Milliseconds for one request with its retries. Default 8000. */
  deadlineMs?: number;
  /** What shares answers with other replicas: between the cache of this one and the cloud. */
  share?: (asking: TelemetrySource) => TelemetrySource;
  /** What keeps spending within a budget: between the planner and the cloud. */
  budget?: (asking: TelemetrySource) => TelemetrySource;
}

/** CloudWatch behind everything that makes it cheap, patient and honest. */
export function createTelemetry(options: TelemetryOptions): TelemetrySource {
  const cloudWatch = CloudWatchTelemetrySource.create({
    clients: CachedSourceClients.create(options),
    deadlineMs: options.deadlineMs,
    now: options.now,
  });
  return decorateTelemetry(cloudWatch, options);
}

/**
 * From the outside in: cache (one read for all), what is shared with other replicas, planner (few calls), budget (no more
 * money than the operator gives), breaker (no calls to what is down), limits (no more calls than a share of the quota),
 * meter (what really went over the wire).
 */
export function decorateTelemetry(
  source: TelemetrySource,
  options: Pick<TelemetryOptions, 'meter' | 'now' | 'share' | 'budget'> = {},
): TelemetrySource {
  const { meter, now, share = unchanged, budget = unchanged } = options;
  const metered = meter
    ? MeteringTelemetrySource.create(source, { meter })
    : source;
  const limited = LimitingTelemetrySource.create(metered);
  const guarded = BreakerTelemetrySource.create(limited, { now });
  const planned = PlanningTelemetrySource.create(budget(guarded));
  return CachingTelemetrySource.create(share(planned), {
    meter,
    now,
    alarmsFreshMs: options.share ? SHARED_ALARMS_MS : undefined,
  });
}

function unchanged(source: TelemetrySource): TelemetrySource {
  return source;
}
