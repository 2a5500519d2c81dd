import type { SeriesData } from '@pipeline-ops/plugin-pipeline-ops-common';

/**
 * Fewer points with every peak kept: each run of buckets becomes its smallest and its greatest value, in the order in
 * which they came. A run without any value stays a gap.
 *
 * @param maxPoints - At least 2.
 */
export function downsample(series: SeriesData, maxPoints: number): SeriesData {
  const { t0, step, values } = series;
  const most = Math.max(2, Math.floor(maxPoints));
  if (values.length <= most) {
    return series;
  }
  const runs = Math.floor(most / 2);
  const length = 2 * Math.ceil(values.length / runs / 2);
  const kept: (number | null)[] = [];
  for (let start = 0; start < values.length; start += length) {
    kept.push(...extremes(values.slice(start, start + length)));
  }
  return { t0, step: (step * length) / 2, values: kept };
}

function extremes(run: (number | null)[]): [number | null, number | null] {
  let low: { value: number; at: number } | undefined;
  let high: { value: number; at: number } | undefined;
  run.forEach((value, at) => {
    if (value === null) {
      return;
    }
    if (!low || value < low.value) {
      low = { value, at };
    }
    if (!high || value >= high.value) {
      high = { value, at };
    }
  });
  if (!low || !high) {
    return [null, null];
  }
  return low.at <= high.at ? [low.value, high.value] : [high.value, low.value];
}
