import type { MetricQuery } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricKey } from './planner/queryKeys';

/** Statistics of one metric that one request bills as one metric. */
export const STATISTICS_PER_BILLED_METRIC = 5;

/**
 * What CloudWatch bills a GetMetricData request for: each stored metric once for up to five statistics. Math over
 * queries costs nothing of its own; a search is counted as one, since what it matches is not known before.
 */
export function billedMetrics(queries: readonly MetricQuery[]): number {
  const statistics = new Map<string, Set<string>>();
  let searches = 0;
  for (const { metric, expression, period } of queries) {
    if (metric) {
      // The price list does not say whether another period is another metric; a budget must not count too little.
      const key = `${metricKey(metric)} ${period ?? ''}`;
      statistics.set(key, (statistics.get(key) ?? new Set()).add(metric.stat));
    } else if (expression && /\bSEARCH\s*\(|^\s*SELECT\b/i.test(expression)) {
      searches += 1;
    }
  }
  return [...statistics.values()].reduce(
    (sum, { size }) => sum + Math.ceil(size / STATISTICS_PER_BILLED_METRIC),
    searches,
  );
}
