import type {
  CompositeAlarm,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { RequestContext } from '../../model';
import { invalidNextToken, resourceNotFound, validationError } from '../errors';
import { metricKey, toDimensions } from '../metrics/identity';
import {
  checkDimensions,
  checkEnum,
  checkLength,
  checkNamespace,
  requirePresent,
} from '../metrics/input';
import { readToken, requestPrint, writeToken } from '../metrics/pageToken';
import type { AlarmBook } from './book';
import {
  describeAsChild,
  describeAsParent,
  describeCompositeAlarm,
  describeMetricAlarm,
} from './description';
import type { Alarm } from './model';

/** Kinds that AlarmTypes can name. There are no log alarms here. */
export const ALARM_TYPES = ['CompositeAlarm', 'MetricAlarm', 'LogAlarm'];
export const STATE_VALUES = ['INSUFFICIENT_DATA', 'ALARM', 'OK'];

const DEFAULT_PAGE = 50;
const MAX_PAGE = 100;

/** @throws {ServiceError} ValidationError for anything but 1 to 100 */
export function pageSize(maxRecords: number | undefined): number {
  if (maxRecords === undefined || maxRecords === null) return DEFAULT_PAGE;
  if (maxRecords < 1 || maxRecords > MAX_PAGE) {
    const bound =
      maxRecords < 1
        ? 'greater than or equal to 1'
        : `less than or equal to ${MAX_PAGE}`;
    throw validationError(
      `1 validation error detected: Value '${maxRecords}' at 'maxRecords' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  return maxRecords;
}

/** Members that ChildrenOfAlarmName and ParentsOfAlarmName do not go with. */
const FILTERS = [
  'AlarmNames',
  'AlarmNamePrefix',
  'AlarmTypes',
  'StateValue',
  'ActionPrefix',
] as const;

/** DescribeAlarms: composite alarms first, both kinds by name, paged together. */
export function describeAlarms(
  input: DescribeAlarmsInput,
  context: RequestContext,
  book: AlarmBook,
): DescribeAlarmsOutput {
  checkDescribe(input);
  const size = pageSize(input.MaxRecords);
  const print = requestPrint({
    ...input,
    NextToken: undefined,
    MaxRecords: undefined,
    place: context.place,
    operation: 'DescribeAlarms',
  });
  const offset = readToken(input.NextToken, print, invalidNextToken);
  const { alarms, describe } = selection(input, book);
  const sorted = [
    ...alarms.filter(alarm => alarm.type === 'CompositeAlarm'),
    ...alarms.filter(alarm => alarm.type === 'MetricAlarm'),
  ];
  const page = sorted.slice(offset, offset + size);
  const more = offset + size < sorted.length;
  const told = (type: Alarm['type']) =>
    page.filter(alarm => alarm.type === type).map(describe);
  return {
    CompositeAlarms: told('CompositeAlarm'),
    MetricAlarms: told('MetricAlarm'),
    LogAlarms: [],
    ...(more && { NextToken: writeToken(offset + size, print) }),
  };
}

function checkDescribe(input: DescribeAlarmsInput): void {
  const names = input.AlarmNames;
  if (names && names.length > 100) {
    throw validationError(
      "1 validation error detected: Value at 'alarmNames' failed to satisfy constraint: Member must have length less than or equal to 100",
    );
  }
  names?.forEach((name, index) =>
    checkLength(name, `alarmNames.${index + 1}.member`, 1, 255),
  );
  checkLength(input.AlarmNamePrefix, 'alarmNamePrefix', 1, 255);
  checkLength(input.ActionPrefix, 'actionPrefix', 1, 1024);
  checkEnum(input.StateValue, 'stateValue', STATE_VALUES);
  input.AlarmTypes?.forEach((type, index) =>
    checkEnum(type, `alarmTypes.${index + 1}.member`, ALARM_TYPES),
  );
  if (names && names.length > 0 && input.AlarmNamePrefix !== undefined) {
    throw validationError(
      'AlarmNamePrefix and AlarmNames cannot be specified together.',
    );
  }
  for (const relative of [
    'ChildrenOfAlarmName',
    'ParentsOfAlarmName',
  ] as const) {
    if (input[relative] === undefined) continue;
    checkLength(input[relative], relative, 1, 255);
    const others = [
      ...FILTERS.filter(member => input[member] !== undefined),
      ...(relative === 'ChildrenOfAlarmName' && input.ParentsOfAlarmName
        ? ['ParentsOfAlarmName']
        : []),
    ];
    if (others.length > 0) {
      throw validationError(
        `${relative} cannot be specified together with ${others.join(', ')}.`,
      );
    }
  }
}

interface Selection {
  alarms: readonly Alarm[];
  describe: (alarm: Alarm) => MetricAlarm & CompositeAlarm;
}

function selection(input: DescribeAlarmsInput, book: AlarmBook): Selection {
  if (input.ChildrenOfAlarmName !== undefined) {
    const parent = existing(input.ChildrenOfAlarmName, book);
    return {
      alarms: byName(book.relatives().childrenOf(parent)),
      describe: describeAsChild,
    };
  }
  if (input.ParentsOfAlarmName !== undefined) {
    const child = existing(input.ParentsOfAlarmName, book);
    return {
      alarms: byName(book.relatives().parentsOf(child)),
      describe: describeAsParent,
    };
  }
  return {
    alarms: book.list().filter(alarm => isAskedFor(alarm, input)),
    describe: alarm =>
      alarm.type === 'MetricAlarm'
        ? describeMetricAlarm(alarm)
        : describeCompositeAlarm(alarm),
  };
}

function isAskedFor(alarm: Alarm, input: DescribeAlarmsInput): boolean {
  const types: readonly string[] =
    input.AlarmTypes && input.AlarmTypes.length > 0
      ? input.AlarmTypes
      : ['MetricAlarm'];
  const names = input.AlarmNames ?? [];
  const { ActionPrefix: prefix } = input;
  const actions = [
    ...(alarm.config.OKActions ?? []),
    ...(alarm.config.AlarmActions ?? []),
    ...(alarm.config.InsufficientDataActions ?? []),
  ];
  return (
    types.includes(alarm.type) &&
    (names.length === 0 || names.includes(alarm.name)) &&
    alarm.name.startsWith(input.AlarmNamePrefix ?? '') &&
    (!input.StateValue || alarm.state.value === input.StateValue) &&
    (prefix === undefined || actions.some(action => action.startsWith(prefix)))
  );
}

function existing(name: string, book: AlarmBook): Alarm {
  const alarm = book.get(name);
  if (!alarm) throw resourceNotFound();
  return alarm;
}

function byName(alarms: readonly Alarm[]): Alarm[] {
  return [...alarms].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** DescribeAlarmsForMetric: alarms on exactly this metric, also those that use it in Metrics. */
export function describeAlarmsForMetric(
  input: DescribeAlarmsForMetricInput,
  book: AlarmBook,
): DescribeAlarmsForMetricOutput {
  requirePresent(input.MetricName, 'metricName');
  checkLength(input.MetricName, 'metricName', 1, 255);
  requirePresent(input.Namespace, 'namespace');
  checkNamespace(input.Namespace, 'namespace');
  checkDimensions(input.Dimensions, 'dimensions', {
    max: 30,
    valueRequired: true,
  });
  const wanted = metricKey({
    namespace: input.Namespace,
    metricName: input.MetricName,
    dimensions: toDimensions(input.Dimensions),
  });
  const matches = book.list().filter(alarm => {
    if (alarm.type !== 'MetricAlarm') return false;
    return alarm.watch.metrics.some(
      ({ metric, stat, period, unit }) =>
        metric.namespace === input.Namespace &&
        metricKey(metric) === wanted &&
        [undefined, stat].includes(input.Statistic) &&
        [undefined, stat].includes(input.ExtendedStatistic) &&
        [undefined, period].includes(input.Period) &&
        [undefined, unit].includes(input.Unit),
    );
  });
  return {
    MetricAlarms: matches.flatMap(alarm =>
      alarm.type === 'MetricAlarm' ? [describeMetricAlarm(alarm)] : [],
    ),
  };
}
