import type { Aligned } from './alignSeries';
import { valueAt, type PlottedSeries } from './plotted';

/**
 * Each series on top of those before it on the same axis, at the given times (Unix seconds).
 * A missing value adds nothing; where no series of the axis has a value there is a gap.
 */
export function stackSeries(series: PlottedSeries[], times: number[]): Aligned {
  const columns = series.map((): (number | null)[] => []);
  for (const time of times) {
    const values = series.map(one => valueAt(one, time));
    for (const axis of ['left', 'right'] as const) {
      const members = series.flatMap((one, i) =>
        (one.axis ?? 'left') === axis ? [i] : [],
      );
      const known = members.some(i => typeof values[i] === 'number');
      let total = 0;
      for (const i of members) {
        total += values[i] ?? 0;
        columns[i].push(known ? total : null);
      }
    }
  }
  return [times, ...columns];
}
