import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
import { grouped } from '../metrics/grouped';
import { alarmsOfRule, parseAlarmRule } from './ruleParser';

const COMPARISONS: Record<string, NonNullable<Alarm['comparison']>> = {
  GreaterThanOrEqualToThreshold: '>=',
  GreaterThanThreshold: '>',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside-band',
  LessThanLowerThreshold: 'below-band',
  GreaterThanUpperThreshold: 'above-band',
};

export function comparisonOf(
  alarm: CloudAlarm,
): Alarm['comparison'] | undefined {
  return COMPARISONS[alarm.comparisonOperator ?? ''];
}

/**
 * The condition of an alarm in words, such as `Errors Sum >= 1 for 1 of 1 x 5 min`.
 *
 * @param unit - CloudWatch unit name of what is watched, where the alarm itself does not say it.
 */
export function conditionOf(alarm: CloudAlarm, unit?: string): string {
  if (alarm.type === 'composite') {
    const rule = parseAlarmRule(alarm.rule ?? '');
    const names = rule ? new Set(alarmsOfRule(rule)) : undefined;
    return names
      ? `rule over ${names.size} ${names.size === 1 ? 'alarm' : 'alarms'}`
      : (alarm.rule ?? 'rule');
  }
  const subject = alarm.metric
    ? `${alarm.metric.metricName} ${alarm.metric.stat}`
    : (alarm.expressionLabel ?? shortened(alarm.expression ?? 'expression'));
  const total = alarm.evaluationPeriods ?? 1;
  const needed = alarm.datapointsToAlarm ?? total;
  const period = periodOf(alarm);
  const length = period === undefined ? '' : ` x ${durationInWords(period)}`;
  return `${subject} ${limitOf(alarm, alarm.unit ?? unit)} for ${needed} of ${total}${length}`;
}

/** Seconds between the values that the alarm looks at: of metric math, the longest of what it reads. */
export function periodOf({ metric, queries }: CloudAlarm): number | undefined {
  const periods = (queries ?? []).flatMap(({ period }) => period ?? []);
  return (
    metric?.period ?? (periods.length > 0 ? Math.max(...periods) : undefined)
  );
}

function limitOf(alarm: CloudAlarm, unit: string | undefined): string {
  const comparison = comparisonOf(alarm);
  switch (comparison) {
    case 'outside-band':
      return 'outside its band';
    case 'above-band':
      return 'above its band';
    case 'below-band':
      return 'below its band';
    default:
      return `${comparison ?? '?'} ${alarm.threshold === undefined ? '?' : valueInWords(alarm.threshold, unit)}`;
  }
}

const UNITS: Record<string, string> = {
  Milliseconds: ' ms',
  Microseconds: ' µs',
  Seconds: ' s',
  Percent: ' %',
  'Count/Second': '/s',
};

const BYTE_SIZES: [number, string][] = [
  [1_099_511_627_776, 'TiB'],
  [1_073_741_824, 'GiB'],
  [1_048_576, 'MiB'],
  [1_024, 'KiB'],
];

/** `90,000 ms`, `2 GiB`, `99.9 %`, `5`: a value with its CloudWatch unit. */
export function valueInWords(value: number, unit?: string): string {
  if (unit === 'Bytes' || unit === 'Bytes/Second') {
    const [size, name] = BYTE_SIZES.find(
      ([least]) => Math.abs(value) >= least,
    ) ?? [1, 'bytes'];
    return `${rounded(value / size)} ${name}${unit === 'Bytes' ? '' : '/s'}`;
  }
  return `${rounded(value)}${UNITS[unit ?? ''] ?? ''}`;
}

/** Nobody compares more than four digits at a glance; whole numbers stay whole. */
function rounded(value: number): string {
  const short = Number.isInteger(value) ? value : Number(value.toPrecision(4));
  return grouped(short);
}

/** Longest expression that a condition quotes; the alarm itself carries the whole. */
const LONGEST_EXPRESSION = 60;

function shortened(expression: string): string {
  return expression.length > LONGEST_EXPRESSION
    ? `${expression.slice(0, LONGEST_EXPRESSION)} …`
    : expression;
}

/** `30 s`, `5 min`, `2 h`, `1 d`. */
export function durationInWords(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ];
  for (const [size, name] of units) {
    if (seconds >= size && seconds % size === 0) {
      return `${seconds / size} ${name}`;
    }
  }
  return `${seconds} s`;
}
