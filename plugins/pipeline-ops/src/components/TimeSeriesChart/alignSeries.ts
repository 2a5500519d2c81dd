import UPlot from 'uplot';
import type { SeriesData } from '@pipeline-ops/plugin-pipeline-ops-common';

export type Aligned = [number[], ...(number | null | undefined)[][]];

/** The last axis that was made: all charts of a page have the same one, and each refresh makes it anew. */
let shared: { t0: number; step: number; times: number[] } | undefined;

function timesOf({ t0, step, values }: SeriesData): number[] {
  if (
    shared?.t0 !== t0 ||
    shared.step !== step ||
    shared.times.length !== values.length
  ) {
    shared = { t0, step, times: values.map((_, i) => t0 + i * step) };
  }
  return shared.times;
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
