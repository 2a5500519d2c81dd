import { metricKey } from './identity';
import { Reading } from './metricReader';

/** Statistics of one metric that are billed as one metric. */
const STATISTICS_OF_ONE = 5;

/**
 * Metrics that one GetMetricData request is billed for: every distinct metric that it read, searches included, and one
 * more for every further five statistics of the same metric (Amazon CloudWatch pricing, "Metrics requested").
 */
export function billedMetrics(readings: readonly Reading[]): number {
  const statistics = new Map<string, Set<string>>();
  for (const { metric, stat, periodSeconds, unit } of readings) {
    const key = `${metric.namespace}/${metricKey(metric)}`;
    const asked = statistics.get(key) ?? new Set();
    asked.add(`${stat}/${periodSeconds}/${unit}`);
    statistics.set(key, asked);
  }
  let billed = 0;
  for (const asked of statistics.values()) {
    billed += Math.ceil(asked.size / STATISTICS_OF_ONE);
  }
  return billed;
}
