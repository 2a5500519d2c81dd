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
    // A series with a longer period of its own begins on a boundary of that, before the window.
    const start = from - ((((from - t0) % step) + step) % step);
    const values = Array.from(
      { length: Math.max(0, Math.ceil((to - start) / step)) },
      (_, index) =>
        result.values[Math.round((start - t0) / step) + index] ?? null,
    );
    return { ...result, t0: start, values };
  });
}
