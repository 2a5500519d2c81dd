import type {
  ChartSeries,
  CheckCondition,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { downsample } from '../../metrics/downsample';
import { isAdditive } from '../../metrics/judgement';
import { quantityInWords } from '../../metrics/quantityInWords';
import type { AlignedWindow } from '../../telemetry/window';
import { compares } from '../../telemetry/compares';
import { iso, timeInWords, unknown, type Verdict } from './verdict';

type MetricCondition = Extract<CheckCondition, { type: 'metric' }>;

/** Points of the small chart beside an answer. */
const MOST_POINTS = 120;

/** A newest value older than this many seconds and buckets, and than half of the window, leaves the rest untold. */
const QUIET_SECONDS = 900;
const QUIET_BUCKETS = 3;

/** A series that the condition is about. */
export interface JudgedSeries {
  series: ChartSeries;
  /** Of the metric; absent for metric math. */
  stat?: string;
  unit: string;
  /** Names the series where there are several. */
  label?: string;
  /** True when its resource reported something else in the window, so that a missing count means zero. */
  isAlive: boolean;
}

/** What the points of a window say about the condition; the worst series decides. */
export function judgeMetric(
  condition: MetricCondition,
  judged: readonly JudgedSeries[],
  window: AlignedWindow,
): Verdict {
  const verdicts = judged.map(one => judgeOne(condition, one, window));
  const failing = verdicts.filter(({ verdict }) => verdict === 'fails');
  const unanswered = verdicts.find(({ verdict }) => verdict === 'unknown');
  const [first] = verdicts;
  if (!first) {
    return unknown('CloudWatch knows no such metric', window);
  }
  if (failing.length > 0) {
    return worstOf(failing, condition);
  }
  return unanswered ?? worstOf(verdicts, condition);
}

function worstOf(
  verdicts: readonly Verdict[],
  { comparison, value: limit }: MetricCondition,
): Verdict {
  const badness = ({ value = NaN }: Verdict) => {
    if (comparison === '==') {
      return Math.abs(value - limit);
    }
    return comparison.startsWith('>') ? -value : value;
  };
  return verdicts.reduce((worst, one) =>
    badness(one) > badness(worst) ? one : worst,
  );
}

function judgeOne(
  condition: MetricCondition,
  judged: JudgedSeries,
  window: AlignedWindow,
): Verdict {
  const { series, unit, label, stat, isAlive } = judged;
  const of = label ? ` of ${label}` : '';
  if (series.status === 'failed') {
    return unknown(
      `CloudWatch gave no data${of}: ${series.message ?? 'no reason given'}`,
      window,
    );
  }
  const counts = isAdditive(stat);
  // A count that nothing was added to is not stored; while its resource is at work, that is a zero.
  const values =
    counts && (isAlive || !series.empty)
      ? series.values.map(value => value ?? 0)
      : series.values;
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{ value, at: series.t0 + index * series.step }],
  );
  if (points.length === 0) {
    return unknown(`No data${of} in this time`, window);
  }
  const shown: Partial<Verdict> = {
    from: iso(window.from),
    to: iso(window.to),
    unit,
    limit: condition.value,
    series: toSeries(series, values),
  };
  const decided = condition.aggregate
    ? judgeWhole(condition, points, window, unit)
    : judgeEach(condition, points, window, unit);
  const summary = series.empty
    ? `nothing reported, which counts as 0; limit ${quantityInWords(condition.value, unit)}`
    : decided.summary;
  const verdict = {
    ...decided,
    ...shown,
    summary: `${summary}${of}`,
  } as Verdict;
  const reason = decided.verdict === 'holds' && untold(judged, points, window);
  return reason ? { ...verdict, verdict: 'unknown', summary: reason } : verdict;
}

interface Point {
  value: number;
  /** Start of its bucket. Unix seconds. */
  at: number;
}

/** Why a "yes" of these points would say too much; undefined when it would not. */
function untold(
  { series, label }: JudgedSeries,
  points: readonly Point[],
  window: AlignedWindow,
): string | undefined {
  const of = label ? ` of ${label}` : '';
  if (series.status === 'partial') {
    return `CloudWatch gave only a part of the data${of}`;
  }
  const last = points[points.length - 1].at + series.step;
  const quiet = Math.max(
    QUIET_SECONDS,
    QUIET_BUCKETS * series.step,
    (window.to - window.from) / 2,
  );
  return window.to - last >= quiet
    ? `No data${of} since ${timeInWords(last, window.to)}`
    : undefined;
}

function judgeEach(
  { comparison, value: limit }: MetricCondition,
  points: readonly Point[],
  window: AlignedWindow,
  unit: string,
): Pick<Verdict, 'verdict' | 'summary' | 'value'> {
  const against = points.filter(
    ({ value }) => !compares(value, comparison, limit),
  );
  const decisive = mostAgainst(
    against.length > 0 ? against : points,
    comparison,
    limit,
  );
  const extreme = comparison.startsWith('>') ? 'lowest' : 'highest';
  const told = `${extreme} ${quantityInWords(decisive.value, unit)} at ${timeInWords(decisive.at, window.to)}, limit ${quantityInWords(limit, unit)}`;
  return {
    verdict: against.length > 0 ? 'fails' : 'holds',
    value: decisive.value,
    summary:
      against.length > 0 && points.length > 1
        ? `${against.length} of ${points.length} values against it: ${told}`
        : told,
  };
}

function mostAgainst(
  points: readonly Point[],
  comparison: MetricCondition['comparison'],
  limit: number,
): Point {
  return points.reduce((most, point) => {
    if (comparison === '==') {
      return Math.abs(point.value - limit) > Math.abs(most.value - limit)
        ? point
        : most;
    }
    const isMore = comparison.startsWith('>')
      ? point.value < most.value
      : point.value > most.value;
    return isMore ? point : most;
  });
}

const AGGREGATED = {
  sum: 'in total',
  average: 'on average',
  maximum: 'highest',
  minimum: 'lowest',
  newest: 'newest',
} as const;

function judgeWhole(
  { aggregate = 'newest', comparison, value: limit }: MetricCondition,
  points: readonly Point[],
  window: AlignedWindow,
  unit: string,
): Pick<Verdict, 'verdict' | 'summary' | 'value'> {
  const values = points.map(({ value }) => value);
  const sum = values.reduce((a, b) => a + b, 0);
  const newest = points[points.length - 1];
  const value = {
    sum,
    average: sum / values.length,
    maximum: Math.max(...values),
    minimum: Math.min(...values),
    newest: newest.value,
  }[aggregate];
  const when =
    aggregate === 'newest' ? ` at ${timeInWords(newest.at, window.to)}` : '';
  return {
    verdict: compares(value, comparison, limit) ? 'holds' : 'fails',
    value,
    summary: `${AGGREGATED[aggregate]} ${quantityInWords(value, unit)}${when}, limit ${quantityInWords(limit, unit)}`,
  };
}

function toSeries(
  { t0, step }: ChartSeries,
  values: (number | null)[],
): Verdict['series'] {
  const {
    t0: from,
    step: every,
    values: kept,
  } = downsample({ t0, step, values }, MOST_POINTS);
  return { t0: from, step: every, values: kept };
}

/** What the newest point above zero says about data that should keep coming. */
export function judgeFreshness(
  withinSeconds: number,
  judged: readonly JudgedSeries[],
  window: AlignedWindow,
): Verdict {
  const seen = judged.flatMap(({ series, unit }) => {
    const index = series.values.findLastIndex(value => (value ?? 0) > 0);
    return index < 0
      ? []
      : [
          {
            at: series.t0 + (index + 1) * series.step,
            value: series.values[index] ?? 0,
            unit,
            series,
          },
        ];
  });
  const [first, ...others] = seen;
  if (!first) {
    const whole = judged.every(({ series }) => series.status === 'complete');
    // Nobody knows whether nothing came or nobody counts, unless the resource reports something else.
    const isCounted = judged.some(
      ({ series, isAlive }) => !series.empty || isAlive,
    );
    const since = timeInWords(window.from, window.to);
    return whole && isCounted
      ? {
          verdict: 'fails',
          summary: `nothing since ${since}`,
          from: iso(window.from),
          to: iso(window.to),
          series: toSeries(judged[0].series, judged[0].series.values),
        }
      : unknown(`No data since ${since}`, window);
  }
  const newest = others.reduce((a, b) => (b.at > a.at ? b : a), first);
  const isFresh = window.to - newest.at < withinSeconds;
  return {
    verdict: isFresh ? 'holds' : 'fails',
    summary: `newest ${quantityInWords(newest.value, newest.unit)} in the ${newest.series.step / 60} min to ${timeInWords(newest.at, window.to)}`,
    value: newest.value,
    unit: newest.unit,
    from: iso(window.from),
    to: iso(window.to),
    series: toSeries(newest.series, newest.series.values),
  };
}
