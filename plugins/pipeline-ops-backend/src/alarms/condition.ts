import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
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

/** The condition of an alarm in words, such as `Errors Sum >= 1 for 1 of 1 x 5 min`. */
export function conditionOf(alarm: CloudAlarm): string {
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
  const length = alarm.metric
    ? ` x ${durationInWords(alarm.metric.period)}`
    : '';
  return `${subject} ${limitOf(alarm)} for ${needed} of ${total}${length}`;
}

function limitOf(alarm: CloudAlarm): string {
  const comparison = comparisonOf(alarm);
  switch (comparison) {
    case 'outside-band':
      return 'outside its band';
    case 'above-band':
      return 'above its band';
    case 'below-band':
      return 'below its band';
    default:
      return `${comparison ?? '?'} ${alarm.threshold ?? '?'}`;
  }
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
