import type { MetricResult } from '@pipeline-ops/plugin-pipeline-ops-node';

/**
 * Lays results of an earlier window of the same period on a later one: buckets that left the window are dropped, those
 * that are not known yet are missing. Window in Unix seconds, end exclusive.
 */
export function shiftResults(
  results: readonly MetricResult[],
  from: number,
  to: number,
): MetricResult[] {
  return results.map(result => {
    const { t0, step } = result;
    const values = Array.from(
      { length: Math.max(0, Math.ceil((to - from) / step)) },
      (_, index) =>
        result.values[Math.round((from - t0) / step) + index] ?? null,
    );
    return { ...result, t0: from, values };
  });
}
