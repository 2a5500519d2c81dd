import type { Handler, Handlers, Place, RequestContext } from '../../model';
import { placeKey } from '../metrics/identity';

import type { InMemoryMetricStore } from '../metrics/metricStore';
import type { TagStore } from '../tags';
import { AlarmBook } from './book';
import {
  deleteAlarms,
  putCompositeAlarm,
  putMetricAlarm,
  setAlarmState,
  switchActions,
} from './changeAlarms';
import { describeAlarms, describeAlarmsForMetric } from './describeAlarms';
import { describeAlarmHistory } from './describeHistory';
import { MinuteReader } from './minuteReader';

/** The operations on alarms, and what others may ask of them. */
export interface AlarmService {
  handlers: Handlers;
  /** Whether an alarm with this ARN exists in the place. */
  exists(arn: string, place: Place): boolean;
  hasAlarm(name: string, place: Place): boolean;
}

/**
 * The operations on alarms. Alarms are evaluated when somebody looks, over all the time since the last look; those of a
 * scenario over the day before.
 */
export function createAlarmHandlers(deps: {
  metrics: InMemoryMetricStore;
  tags: TagStore;
  /** Whether the actions of an alarm are held back at a moment, Unix milliseconds. */
  mutes(place: Place, alarmName: string, at: number): boolean;
}): AlarmService {
  const { metrics, tags, mutes } = deps;
  const books = new Map<string, AlarmBook>();

  const bookOf = (place: Place): AlarmBook => {
    const key = placeKey(place);
    const book =
      books.get(key) ??
      AlarmBook.create({
        createReader: () => MinuteReader.create(metrics, place),
        mutes: (alarmName, at) => mutes(place, alarmName, at),
      });
    books.set(key, book);
    return book;
  };
  // While a scenario is applied nothing is evaluated yet: its composite alarms must see their children's whole day.
  const upToDate = ({ place, clock, scenario }: RequestContext): AlarmBook => {
    const book = bookOf(place);
    if (scenario === undefined) book.catchUp(clock.now());
    return book;
  };
  const reading =
    (read: (input: any, context: RequestContext, book: AlarmBook) => unknown) =>
    (input: unknown, context: RequestContext) =>
      read(input, context, upToDate(context));
  const changing =
    (
      change: (
        input: any,
        context: RequestContext,
        book: AlarmBook,
        tagStore: TagStore,
      ) => void,
    ): Handler =>
    (input, context) => {
      change(input, context, upToDate(context), tags);
      return {};
    };

  return {
    handlers: {
      DescribeAlarms: reading(describeAlarms),
      DescribeAlarmsForMetric: reading((input, _, book) =>
        describeAlarmsForMetric(input, book),
      ),
      DescribeAlarmHistory: reading(describeAlarmHistory),
      PutMetricAlarm: changing(putMetricAlarm),
      PutCompositeAlarm: changing(putCompositeAlarm),
      SetAlarmState: changing(setAlarmState),
      DeleteAlarms: changing(deleteAlarms),
      EnableAlarmActions: changing((input, context, book) =>
        switchActions(input.AlarmNames, true, context, book),
      ),
      DisableAlarmActions: changing((input, context, book) =>
        switchActions(input.AlarmNames, false, context, book),
      ),
    },
    exists: (arn, place) => bookOf(place).find(arn)?.arn === arn,
    hasAlarm: (name, place) => bookOf(place).get(name) !== undefined,
  };
}
