import UPlot from 'uplot';
import type { SeriesData } from '@pipeline-ops/plugin-pipeline-ops-common';

export type Aligned = [number[], ...(number | null | undefined)[][]];

function timesOf(series: SeriesData): number[] {
  return series.values.map((_, i) => series.t0 + i * series.step);
}

/** All series on one time axis (Unix seconds); where one has no bucket at another's time there is `undefined`, where it has no value `null`. */
export function alignSeries(series: SeriesData[]): Aligned {
  if (series.length === 0) {
    return [[]];
  }
  const [first, ...rest] = series;
  const sameGrid = rest.every(
    other =>
      other.t0 === first.t0 &&
      other.step === first.step &&
      other.values.length === first.values.length,
  );
  if (sameGrid) {
    return [timesOf(first), ...series.map(s => s.values)];
  }
  return UPlot.join(series.map(s => [timesOf(s), s.values])) as Aligned;
}
