import type {
  Alarm,
  AlarmRuleNode,
  ChartThreshold,
  HealthAlarm,
  HealthInput,
  HealthThreshold,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ThresholdSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { durationInWords, valueInWords } from '../alarms/condition';
import { silencesOf } from './silences';
import type { ReadChart } from './stageFigures';

const SEVERITIES: readonly ChartThreshold['severity'][] = [
  'critical',
  'high',
  undefined,
  'medium',
  'warning',
  'low',
];

/** Whose word a threshold is. */
const ORIGINS: Record<Exclude<ChartThreshold['origin'], 'alarm'>, string> = {
  document: 'guide',
  definition: 'definition',
  'service-pack': 'default',
};

/** What the roll-up needs, from alarms and charts as they were read. */
export function healthInput(
  alarms: readonly Alarm[],
  charts: readonly ReadChart[],
  sources: readonly SourceState[],
): HealthInput {
  return {
    alarms: alarms.map(toHealthAlarm),
    thresholds: charts.flatMap(thresholdsOf),
    silences: silencesOf(charts),
    hasData: charts.some(({ chart }) =>
      chart.series.some(({ empty }) => !empty),
    ),
    sources,
  };
}

function toHealthAlarm(alarm: Alarm): HealthAlarm {
  const { name, type, state, severity, since, sourceId, rule } = alarm;
  const because = state === 'ALARM' ? becauseOf(alarm) : undefined;
  return {
    name,
    type,
    state,
    severity,
    since,
    sourceId,
    ...(because ? { because } : {}),
    ...(rule ? { decidedBy: satisfied(rule) } : {}),
  };
}

/** What the alarm saw when it changed its state; its condition where CloudWatch does not tell. */
function becauseOf(alarm: Alarm): string | undefined {
  const { type, evidence, comparison, condition } = alarm;
  if (type === 'composite') {
    return undefined;
  }
  const value = evidence?.values.find(one => one !== null);
  const band = evidence?.band?.[0];
  const limit =
    alarm.threshold === undefined || comparison?.endsWith('band')
      ? band && bandInWords(band)
      : `${comparison ?? '?'} ${valueInWords(alarm.threshold)}`;
  const subject = subjectOf(alarm);
  // Without all three it would be half a sentence.
  return value === undefined || value === null || !limit || !subject
    ? condition
    : `${subject} was ${valueInWords(value)} (${limit})`;
}

/** The metric that is watched; of metric math, what its author calls it. */
function subjectOf({ metric, queries, expression }: Alarm): string | undefined {
  return metric
    ? `${metric.metricName} ${metric.stat}`
    : queries?.find(query => query.expression === expression)?.label;
}

function bandInWords(band: {
  lower: number | null;
  upper: number | null;
}): string | undefined {
  return band.lower === null || band.upper === null
    ? undefined
    : `expected ${valueInWords(band.lower)} to ${valueInWords(band.upper)}`;
}

/** Alarms of a rule that are in the state which it asks for; under a NOT that speaks against ALARM, not for it. */
function satisfied(rule: AlarmRuleNode): string[] {
  switch (rule.type) {
    case 'and':
    case 'or':
      return [...new Set(rule.children.flatMap(satisfied))];
    case 'state':
      return rule.actual === rule.expected ? [rule.alarmName] : [];
    default:
      return [];
  }
}

function thresholdsOf({
  chart,
  spec,
  resourceTitle,
}: ReadChart): HealthThreshold[] {
  return gravestOf(chart.thresholds).flatMap(threshold => {
    const { origin, breached, severity, since } = threshold;
    if (origin === 'alarm' || breached === undefined) {
      return [];
    }
    const written = spec.thresholds.find(
      one => one.origin === origin && one.text === threshold.text,
    );
    const subject = titleWith(chart.title, resourceTitle);
    return [
      {
        text: `${subject}: ${observedInWords(threshold, written, chart.unit)} (${ORIGINS[origin]}: ${limitInWords(threshold, written, chart.unit)})`,
        breached,
        origin,
        severity,
        ...(since === undefined
          ? {}
          : { since: new Date(since * 1_000).toISOString() }),
      },
    ];
  });
}

/**
 * Of several limits that one value crosses in one direction (warn above 60 s, page above 120 s) the gravest: the others
 * would say the same again. It is crossed since the first of them was.
 */
function gravestOf(thresholds: readonly ChartThreshold[]): ChartThreshold[] {
  const crossed = thresholds.filter(
    ({ origin, breached }) => origin !== 'alarm' && breached,
  );
  const directions = new Map<string, ChartThreshold[]>();
  for (const one of crossed) {
    const direction = one.comparison[0];
    directions.set(direction, [...(directions.get(direction) ?? []), one]);
  }
  return [...directions.values()].map(all => {
    const [gravest] = [...all].sort(byGravity);
    const since = Math.min(...all.map(one => one.since ?? Infinity));
    return Number.isFinite(since) ? { ...gravest, since } : gravest;
  });
}

function byGravity(a: ChartThreshold, b: ChartThreshold): number {
  const extremes = (b.value ?? 0) - (a.value ?? 0);
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.comparison.startsWith('<') ? -extremes : extremes)
  );
}

/** `Kafka publish failures` says itself what it is about; `Offline partitions` does not. */
function titleWith(title: string, resourceTitle: string): string {
  return title.toLowerCase().includes(resourceTitle.toLowerCase())
    ? title
    : `${title} of ${resourceTitle}`;
}

function observedInWords(
  { observed }: ChartThreshold,
  written: ThresholdSpec | undefined,
  unit: string,
): string {
  if (observed === undefined) {
    // Held against what is usual, which has no single number.
    return 'not as usual';
  }
  const value = valueInWords(observed, unit);
  const window = written?.windowSeconds;
  return window ? `${value} in ${durationInWords(window)}` : value;
}

/** As a value where it is one; a relative threshold as it is written. */
function limitInWords(
  { comparison, value, text }: ChartThreshold,
  written: ThresholdSpec | undefined,
  unit: string,
): string {
  return value === undefined || written?.relativeTo
    ? text
    : `${comparison} ${valueInWords(value, unit)}`;
}
