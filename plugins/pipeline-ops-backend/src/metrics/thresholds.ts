import type {
  Alarm,
  ChartSeries,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { ThresholdSources } from './ThresholdSources';

/** Statistics that add up over time. */
const ADDITIVE = new Set(['Sum', 'SampleCount']);

/** A newest value older than this many buckets, or seconds, says nothing about now. */
const NEWEST_BUCKETS = 3;
const NEWEST_SECONDS = 900;

/** A threshold with its line where the base is known, held against the newest value of the chart. */
export function toChartThreshold(
  spec: ThresholdSpec,
  chart: ChartSpec,
  series: readonly ChartSeries[],
  sources: ThresholdSources,
): ChartThreshold {
  const value = lineOf(spec, chart, series);
  const { breached, observed } = judge(
    { comparison: spec.comparison, value, windowSeconds: spec.windowSeconds },
    chart,
    judgedSeries(chart, series),
  );
  return {
    ...(value === undefined ? {} : { value }),
    comparison: spec.comparison,
    text: spec.text,
    ...(spec.action ? { action: spec.action } : {}),
    ...(spec.severity ? { severity: spec.severity } : {}),
    origin: spec.origin,
    ...(spec.document ? { position: sources.positionOf(spec.document) } : {}),
    ...(observed === undefined ? {} : { observed }),
    ...(breached === undefined || !sources.saysWhatIsWrong(spec)
      ? {}
      : { breached }),
  };
}

/** The threshold of an alarm on the chart's metric; undefined for bands and composite alarms. */
export function alarmThreshold(
  alarm: Alarm,
  chart: ChartSpec,
  series: readonly ChartSeries[],
): ChartThreshold | undefined {
  const { comparison, threshold, metric } = alarm;
  if (
    threshold === undefined ||
    alarm.expression !== undefined ||
    comparison === undefined ||
    comparison.endsWith('band')
  ) {
    return undefined;
  }
  const limit = {
    comparison: comparison as ChartThreshold['comparison'],
    value: threshold,
    windowSeconds: metric?.period,
  };
  return {
    value: threshold,
    comparison: limit.comparison,
    text: alarm.condition,
    severity: alarm.severity,
    origin: 'alarm',
    alarmName: alarm.name,
    ...judge(limit, chart, judgedSeries(chart, series, metric?.stat)),
  };
}

function lineOf(
  spec: ThresholdSpec,
  chart: ChartSpec,
  series: readonly ChartSeries[],
): number | undefined {
  if (spec.value === undefined || spec.relativeTo === undefined) {
    return spec.value;
  }
  const base = spec.base ?? baseFromChart(spec.relativeTo, chart, series);
  return base === undefined ? undefined : (base * spec.value) / 100;
}

/** The chart may draw the base itself, as `provisioned` beside `consumed`. */
function baseFromChart(
  relativeTo: string,
  chart: ChartSpec,
  series: readonly ChartSeries[],
): number | undefined {
  const [word] = relativeTo.toLowerCase().split(/\s+/);
  const judged = chart.series.find(({ visible }) => visible)?.metric;
  // `Maximum` is a statistic of what is judged, not its limit: the base is another metric.
  const spec = chart.series.find(
    ({ metric, label }) =>
      metric !== undefined &&
      metric.metricName !== judged?.metricName &&
      `${label} ${metric.metricName}`.toLowerCase().includes(word),
  );
  const drawn = series.find(({ id }) => id === spec?.id);
  return drawn ? newest(drawn)?.value : undefined;
}

/**
 * The series that a threshold is about: those with the alarm's statistic, else with the one of the first drawn series.
 * A chart may draw several resources by one statistic, or one resource by several.
 */
function judgedSeries(
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
  return series.filter(({ id }) => ids.includes(id.split('.')[0]));
}

interface Limit {
  comparison: ChartThreshold['comparison'];
  value?: number;
  /** Seconds that values are counted over. */
  windowSeconds?: number;
}

interface Judgement {
  breached?: boolean;
  observed?: number;
}

/** The judgement on the series that is worst. */
function judge(
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

function judgeOne(
  { comparison, value, windowSeconds }: Limit,
  chart: ChartSpec,
  series: ChartSeries,
): Judgement {
  if (value === undefined || series.status === 'failed') {
    return {};
  }
  const point = newest(series);
  if (!point) {
    return {};
  }
  const stat = chart.series.find(({ id }) => id === series.id.split('.')[0])
    ?.metric?.stat;
  const window = windowSeconds ?? series.step;
  if (!stat || !ADDITIVE.has(stat) || window === series.step) {
    return {
      observed: point.value,
      breached: crosses(point.value, comparison, value),
    };
  }
  if (window > series.step) {
    const buckets = Math.round(window / series.step);
    const observed = series.values
      .slice(-buckets)
      .reduce<number>((sum, one) => sum + (one ?? 0), 0);
    return { observed, breached: crosses(observed, comparison, value) };
  }
  // The bucket is longer than what the threshold counts over: only one direction can be told.
  const crossed = crosses(point.value, comparison, value);
  const certain = comparison.startsWith('>') ? !crossed : crossed;
  return { observed: point.value, ...(certain ? { breached: crossed } : {}) };
}

function newest(series: ChartSeries): { value: number } | undefined {
  const { values, step } = series;
  const reach = Math.max(NEWEST_BUCKETS, Math.ceil(NEWEST_SECONDS / step));
  for (const value of values.slice(-reach).reverse()) {
    if (value !== null) {
      return { value };
    }
  }
  return undefined;
}

function crosses(
  observed: number,
  comparison: ChartThreshold['comparison'],
  value: number,
): boolean {
  switch (comparison) {
    case '>':
      return observed > value;
    case '>=':
      return observed >= value;
    case '<':
      return observed < value;
    case '<=':
      return observed <= value;
    default:
      return observed === value;
  }
}
