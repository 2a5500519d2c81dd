import type {
  Baseline,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { BaselineBand, densityOf, noiseOf } from '../baselines/band';
import type { HistoryOf } from '../baselines/BaselineService';
import { HOUR } from '../baselines/hourlyHistory';
import { kindOf } from '../baselines/seriesKind';
import { newest } from '../telemetry/newest';

/** What is usual for a drawn series. */
export interface UsualSeries {
  band: BaselineBand;
  /** How the newest value compares. */
  judgement: Pick<Baseline, 'ratio' | 'unusual'>;
  /** What is usual now, in the chart's unit. */
  middle?: number;
}

/** What is usual for the drawn series of a chart, by their ids; nothing where days or more are one bucket. */
export function usualOf(
  chart: ChartSpec,
  series: readonly ChartSeries[],
  historyOf: HistoryOf,
): Map<string, UsualSeries> {
  const found = new Map<string, UsualSeries>();
  for (const one of series) {
    const spec = chart.series.find(({ id }) => id === one.id);
    const kind = spec && kindOf(spec, chart);
    const history = historyOf(chart, one.id);
    if (!kind || !history || one.step > HOUR) {
      continue;
    }
    const band = BaselineBand.create(history, one.step, {
      kind,
      unit: chart.unit,
      density: densityOf(one.values),
      noise: noiseOf(one.values),
    });
    const at = newest(one)?.index ?? one.values.length - 1;
    found.set(one.id, {
      band,
      judgement: band.judge(one),
      middle: band.at(one.t0 + at * one.step)?.middle,
    });
  }
  return found;
}

/** The baseline over the columns that the reader gets; undefined where nothing is known of any of them. */
export function baselineOver(
  { band, judgement }: UsualSeries,
  columns: { t0: number; step: number; values: readonly unknown[] },
): Baseline | undefined {
  const { low, high } = band.over(columns);
  return high.some(value => value !== null)
    ? { low: low.map(short), high: high.map(short), ...judgement }
    : undefined;
}

/** The edge of a band is an estimate: three digits say all there is to say. */
function short(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}
