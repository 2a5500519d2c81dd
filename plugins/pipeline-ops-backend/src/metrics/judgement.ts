import type {
  ChartSeries,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { compares } from '../telemetry/compares';
import { newest } from '../telemetry/newest';

/** Statistics that add up over time. */
const ADDITIVE = new Set(['Sum', 'SampleCount']);

/** True for a statistic of which a missing bucket means that nothing was counted. */
export function isAdditive(stat: string | undefined): boolean {
  return stat !== undefined && ADDITIVE.has(stat);
}

export interface Limit {
  comparison: ChartThreshold['comparison'];
  value?: number;
  /** Seconds that values are counted over. */
  windowSeconds?: number;
}

/** The newest value against a limit. */
export type Judgement = Pick<ChartThreshold, 'breached' | 'observed' | 'since'>;

/**
 * The series that a threshold is about: those with the alarm's statistic, else with the one of the first drawn series.
 * A chart may draw several resources by one statistic, or one resource by several.
 */
export function judgedSeries(
  chart: ChartSpec,
  series: readonly ChartSeries[],
  stat?: string,
): ChartSeries[] {
  const drawn = chart.series.filter(({ visible }) => visible);
  const wanted =
    drawn.find(one => stat && one.metric?.stat === stat) ?? drawn[0];
  const ids = drawn
    .filter(one => one.metric?.stat === wanted?.metric?.stat)
    .map(({ id }) => id);
  return series.filter(({ id }) => ids.includes(specId(id)));
}

/** Id of the specification of a series; a search numbers what it finds. */
export function specId(seriesId: string): string {
  return seriesId.split('.')[0];
}

/** The judgement on the series that is worst. */
export function judge(
  limit: Limit,
  chart: ChartSpec,
  series: readonly ChartSeries[],
): Judgement {
  const [first, ...others] = series.map(one => judgeOne(limit, chart, one));
  return others.reduce(
    (worst, next) => (isWorse(next, worst, limit) ? next : worst),
    first ?? {},
  );
}

function isWorse(a: Judgement, b: Judgement, limit: Limit): boolean {
  if (a.observed === undefined || b.observed === undefined) {
    return b.observed === undefined;
  }
  return limit.comparison.startsWith('<')
    ? a.observed < b.observed
    : a.observed > b.observed;
}

function judgeOne(limit: Limit, chart: ChartSpec, series: ChartSeries) {
  const { comparison, value, windowSeconds } = limit;
  if (value === undefined || series.status === 'failed') {
    return {};
  }
  const point = newest(series);
  if (!point) {
    return {};
  }
  const stat = chart.series.find(({ id }) => id === specId(series.id))?.metric
    ?.stat;
  const window = windowSeconds ?? series.step;
  const isCounted = isAdditive(stat);
  if (isCounted && window > series.step) {
    const summed = rollingSums(series, Math.round(window / series.step));
    return judgement(summed, summed.values.length - 1, limit);
  }
  const judged = judgement(series, point.index, limit);
  if (!isCounted || window === series.step) {
    return judged;
  }
  // The bucket is longer than what the threshold counts over: only one direction can be told.
  const certain = comparison.startsWith('>')
    ? !judged.breached
    : judged.breached;
  return certain ? judged : { observed: judged.observed };
}

interface Points {
  /** Unix seconds. */
  t0: number;
  /** Seconds. */
  step: number;
  values: readonly (number | null)[];
}

/** The sum of so many buckets at the end of each; what is not known counts as nothing. */
function rollingSums({ t0, step, values }: Points, buckets: number): Points {
  const most = Math.min(buckets, values.length);
  const sums: number[] = [];
  for (let end = most; end <= values.length; end += 1) {
    sums.push(
      values
        .slice(end - most, end)
        .reduce<number>((sum, one) => sum + (one ?? 0), 0),
    );
  }
  return { t0: t0 + (most - 1) * step, step, values: sums };
}

function judgement(
  { t0, step, values }: Points,
  newestIndex: number,
  { comparison, value = NaN }: Limit,
): Judgement {
  const observed = values[newestIndex] ?? NaN;
  const breached = compares(observed, comparison, value);
  if (!breached) {
    return { observed, breached };
  }
  let start = newestIndex;
  for (let index = newestIndex; index >= 0; index -= 1) {
    const one = values[index];
    if (one !== null && !compares(one, comparison, value)) {
      return { observed, breached, since: t0 + start * step };
    }
    if (one !== null) {
      start = index;
    }
  }
  // Crossed over the whole range: it began before.
  return { observed, breached };
}
