import type {
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
} from '@aws-sdk/client-cloudwatch';
import type { RequestContext } from '../../model';
import { invalidNextToken, validationError } from '../errors';
import { checkEnum, checkLength } from '../metrics/input';
import { readToken, requestPrint, writeToken } from '../metrics/pageToken';
import type { AlarmBook } from './book';
import { ALARM_TYPES, pageSize } from './describeAlarms';
import type { HistoryEntry } from './model';

const ITEM_TYPES = [
  'ConfigurationUpdate',
  'StateUpdate',
  'Action',
  'AlarmContributorStateUpdate',
  'AlarmContributorAction',
];

/** DescribeAlarmHistory: newest first unless asked otherwise; metric alarms only unless AlarmTypes says so. */
export function describeAlarmHistory(
  input: DescribeAlarmHistoryInput,
  context: RequestContext,
  book: AlarmBook,
): DescribeAlarmHistoryOutput {
  checkLength(input.AlarmName, 'alarmName', 1, 255);
  checkEnum(input.HistoryItemType, 'historyItemType', ITEM_TYPES);
  checkEnum(input.ScanBy, 'scanBy', [
    'TimestampDescending',
    'TimestampAscending',
  ]);
  input.AlarmTypes?.forEach((type, index) =>
    checkEnum(type, `alarmTypes.${index + 1}.member`, ALARM_TYPES),
  );
  if (
    input.StartDate &&
    input.EndDate &&
    input.StartDate.getTime() > input.EndDate.getTime()
  ) {
    throw validationError('StartDate must not be after EndDate.');
  }
  const size = pageSize(input.MaxRecords);
  const print = requestPrint({
    ...input,
    NextToken: undefined,
    MaxRecords: undefined,
    place: context.place,
    operation: 'DescribeAlarmHistory',
  });
  const offset = readToken(input.NextToken, print, invalidNextToken);
  const found = book
    .historyUntil(context.clock.now())
    .filter(entry => isAskedFor(entry, input));
  if (input.ScanBy !== 'TimestampAscending') found.reverse();
  const more = offset + size < found.length;
  return {
    AlarmHistoryItems: found.slice(offset, offset + size).map(entry => ({
      AlarmName: entry.alarmName,
      AlarmType: entry.alarmType,
      Timestamp: new Date(entry.at),
      HistoryItemType: entry.itemType,
      HistorySummary: entry.summary,
      HistoryData: entry.data,
    })),
    ...(more && { NextToken: writeToken(offset + size, print) }),
  };
}

function isAskedFor(
  entry: HistoryEntry,
  input: DescribeAlarmHistoryInput,
): boolean {
  const types: readonly string[] =
    input.AlarmTypes && input.AlarmTypes.length > 0
      ? input.AlarmTypes
      : ['MetricAlarm'];
  const { StartDate: start, EndDate: end } = input;
  return (
    types.includes(entry.alarmType) &&
    (!input.AlarmName || entry.alarmName === input.AlarmName) &&
    (!input.HistoryItemType || entry.itemType === input.HistoryItemType) &&
    (!start || entry.at >= start.getTime()) &&
    (!end || entry.at <= end.getTime())
  );
}
