import type {
  Alarm,
  AlarmTransition,
  Chart,
  ChartMark,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSeriesSpec,
  ChartSpec,
  CloudAlarm,
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { bandOfAlarm } from '../metrics/alarmBand';
import { bandOf, bandQueries } from '../metrics/anomalyBand';
import { seriesOf } from '../metrics/chartMapping';
import { alarmThreshold } from '../metrics/thresholds';
import {
  alignWindow,
  periodFor,
  type AlignedWindow,
  type TimeRange,
} from '../telemetry/window';
import { periodOf } from './condition';

/** Points up to which the alarm's own period is kept: at another one, sums cannot be held against the threshold. */
const MOST_POINTS = 1_440;

/** Seconds. Shorter ones are kept for three hours only. */
const SHORTEST_PERIOD = 60;

/** Buckets that are shown at least, however short the range. */
const LEAST_POINTS = 6;

const MARKS: Record<Alarm['state'], ChartMark['kind']> = {
  ALARM: 'alarm',
  OK: 'ok',
  INSUFFICIENT_DATA: 'no-data',
};

/** What to ask for an alarm, and how what comes back is drawn. */
export interface AlarmPlan {
  queries: MetricQuery[];
  watched: ChartSpec;
  /** What the alarm's metric math reads. */
  inputs?: ChartSpec;
}

/** Undefined for what cannot be drawn: composite alarms, and metrics of other accounts. */
export function planOf(
  alarm: CloudAlarm,
  unit?: string,
): AlarmPlan | undefined {
  const { queries = [], thresholdMetricId: bandId } = alarm;
  const band = queries.find(({ id }) => id === bandId)?.expression;
  const watched = queries.filter(
    ({ id, returnData }) => returnData !== false && id !== bandId,
  );
  const inputs = queries.filter(
    ({ metric, returnData }) => metric && returnData === false,
  );
  if (watched.length === 0) {
    return undefined;
  }
  const spec = (part: typeof queries, more: Partial<ChartSpec>): ChartSpec => ({
    id: `alarm:${alarm.name}`,
    title: alarm.name,
    unit: 'None',
    thresholds: [],
    series: part.map(toSeriesSpec),
    ...more,
  });
  const shown = new Set([...watched, ...inputs].map(({ id }) => id));
  return {
    queries: [
      ...queries
        .filter(({ id }) => id !== bandId)
        .map(({ id, label, metric, expression }) => ({
          id,
          label,
          metric,
          expression,
          returnData: shown.has(id),
        })),
      ...(band ? bandQueries([], band) : []),
    ],
    watched: spec(watched, { unit: alarm.unit ?? unit ?? 'None' }),
    ...(inputs.length > 0
      ? {
          inputs: spec(inputs, {
            id: `alarm:${alarm.name}:inputs`,
            title: `What ${alarm.name} reads`,
          }),
        }
      : {}),
  };
}

/**
 * The range in the alarm's own period where that gives a drawable number of points.
 *
 * @param now - Unix seconds.
 */
export function alarmWindow(
  alarm: CloudAlarm,
  range: TimeRange,
  now: number,
): AlignedWindow {
  const wanted = periodFor(range, now);
  const own = periodOf(alarm) ?? wanted;
  const points = (range.to - range.from) / own;
  // Whatever CloudWatch still keeps for the start of the range is at most what a range of one point is read by.
  const kept = periodFor({ from: range.from, to: range.from + 1 }, now);
  const fits =
    own >= Math.max(SHORTEST_PERIOD, kept) &&
    own % SHORTEST_PERIOD === 0 &&
    points <= MOST_POINTS;
  const window = alignWindow(range, now, fits ? own : wanted);
  const least = Math.max(LEAST_POINTS, 2 * (alarm.evaluationPeriods ?? 1));
  return {
    ...window,
    from: Math.min(window.from, window.to - least * window.period),
  };
}

/** What the alarm watches, with its threshold or band, its states and their changes. */
export function alarmCharts(options: {
  plan: AlarmPlan;
  shown: Alarm;
  alarm: CloudAlarm;
  results: readonly MetricResult[];
  transitions: readonly AlarmTransition[];
  window: AlignedWindow;
}): { chart: Chart; inputs?: Chart } {
  const { plan, shown, alarm, results, transitions, window } = options;
  const series = seriesOf(plan.watched, results);
  const threshold = thresholdOf(options, series);
  const band = bandOf(results, 'Anomaly detection band');
  const marks = marksOf(transitions, window);
  const common = {
    ...(shown.resourceId ? { resourceId: shown.resourceId } : {}),
    ...(shown.stageId ? { stageId: shown.stageId } : {}),
    alarmBand: bandOfAlarm(alarm.state, transitions, window),
    ...(marks.length > 0 ? { marks } : {}),
    alarmNames: [alarm.name],
    ...(shown.consoleUrl ? { consoleUrl: shown.consoleUrl } : {}),
  };
  const { id, title, unit } = plan.watched;
  return {
    chart: {
      ...common,
      id,
      title,
      unit,
      series,
      thresholds: threshold ? [threshold] : [],
      ...(band ? { bands: [band] } : {}),
    },
    ...(plan.inputs
      ? {
          inputs: {
            ...common,
            id: plan.inputs.id,
            title: plan.inputs.title,
            unit: plan.inputs.unit,
            series: seriesOf(plan.inputs, results),
            thresholds: [],
          },
        }
      : {}),
  };
}

function toSeriesSpec({
  id,
  label,
  metric,
  expression,
}: MetricQuery): ChartSeriesSpec {
  return {
    id,
    label:
      label ??
      (metric ? `${metric.metricName} ${metric.stat}` : expression) ??
      id,
    metric,
    expression,
    visible: true,
  };
}

/** Without a line where the buckets are not those that the alarm compares and the statistic adds up over time. */
function thresholdOf(
  { plan, shown, alarm, window }: Parameters<typeof alarmCharts>[0],
  series: Chart['series'],
): ChartThreshold | undefined {
  const threshold = alarmThreshold(
    // What is drawn is what the metric math gives: it is compared as it is.
    { ...shown, expression: undefined, metric: undefined },
    plan.watched,
    series,
  );
  const sameBuckets = (periodOf(alarm) ?? window.period) === window.period;
  const addsUp = (plan.queries ?? []).some(
    ({ metric }) => metric?.stat === 'Sum' || metric?.stat === 'SampleCount',
  );
  if (!threshold || sameBuckets || !addsUp) {
    return threshold;
  }
  const { comparison, text, severity, origin, alarmName } = threshold;
  return { comparison, text, severity, origin, alarmName };
}

function marksOf(
  transitions: readonly AlarmTransition[],
  window: AlignedWindow,
): ChartMark[] {
  return transitions
    .flatMap(({ at, kind, to }) => {
      const seconds = Date.parse(at) / 1_000;
      return kind === 'state' &&
        to &&
        seconds >= window.from &&
        seconds < window.to
        ? [{ at: seconds, label: `${to}`, kind: MARKS[to] }]
        : [];
    })
    .sort((a, b) => a.at - b.at);
}
