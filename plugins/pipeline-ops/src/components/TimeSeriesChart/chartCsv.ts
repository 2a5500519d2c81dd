import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { toCsv } from '../../format';
import { alignSeries } from './alignSeries';

/** A chart's numbers as they came, oldest first: times in ISO 8601 UTC, one column for each line, nothing where nothing is known. */
export function chartCsv(chart: Pick<Chart, 'series' | 'unit'>): string {
  const series = chart.series.filter(one => !one.empty);
  const [times, ...columns] = alignSeries(series);
  return toCsv([
    ['time', ...series.map(({ label }) => `${label} (${chart.unit})`)],
    ...times.map((time, row) => [
      new Date(time * 1000).toISOString(),
      ...columns.map(column => column[row]),
    ]),
  ]);
}
