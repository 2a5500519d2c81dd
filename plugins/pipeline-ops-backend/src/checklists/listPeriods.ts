import {
  nextPeriod,
  type Pause,
  type Period,
  type PeriodCalendar,
  type PeriodStatus,
  periodAt,
  periodOf,
  previousPeriod,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { DateTime } from 'luxon';
import type { FrozenList } from './lists/FrozenList';

/** What the calendar of a touched period was, by the period's key. */
export type FrozenCalendars = (key: string) => PeriodCalendar | undefined;

/**
 * The period of a list that an instant lies in. A period that was touched keeps its calendar, so that another zone or
 * another first day of the week counts from the next period on: until then, the touched one goes on.
 */
export function currentPeriod(
  calendar: PeriodCalendar,
  at: Date,
  frozen: FrozenCalendars,
): Period {
  const planned = periodAt(calendar, at);
  const before = previousPeriod(calendar, planned);
  const goingOn = frozen(before.key) && boundsOf(calendar, before.key, frozen);
  return goingOn && goingOn.start <= at && at < goingOn.end
    ? goingOn
    : boundsOf(calendar, planned.key, frozen);
}

/**
 * The period that a key names, with the bounds of the calendar that it was touched under, stretched to where the present
 * calendar lets the next one begin.
 *
 * @throws RangeError when the key names no period
 */
export function boundsOf(
  calendar: PeriodCalendar,
  key: string,
  frozen: FrozenCalendars,
): Period {
  const kept = frozen(key);
  if (!kept) return periodOf(calendar, key);
  const period = periodOf(kept, key);
  const end = tryPeriod(calendar, key)?.end ?? period.end;
  return { ...period, end: end > period.end ? end : period.end };
}

/** Key of the period before and of the one after; a key that only the kept calendar knows is walked from its bounds. */
export function neighbours(
  calendar: PeriodCalendar,
  period: Period,
): { previousKey: string; nextKey: string } {
  const planned = tryPeriod(calendar, period.key) ?? period;
  return {
    previousKey: previousPeriod(calendar, planned).key,
    nextKey: nextPeriod(calendar, planned).key,
  };
}

function tryPeriod(calendar: PeriodCalendar, key: string): Period | undefined {
  try {
    return periodOf(calendar, key);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export interface DueTimes {
  dueAt: Date;
  /** From here on an answer is late. */
  lateAt: Date;
}

/** When a period should be answered. A due time outside of the period is none: then its end counts. */
export function dueTimes(
  { calendar, due }: Pick<FrozenList, 'calendar' | 'due'>,
  period: Period,
): DueTimes {
  const dueAt = dueWithin(calendar, due, period) ?? period.end;
  return {
    dueAt,
    lateAt: new Date(dueAt.getTime() + due.graceSeconds * 1_000),
  };
}

function dueWithin(
  { timeZone }: PeriodCalendar,
  { time, weekday }: FrozenList['due'],
  period: Period,
): Date | undefined {
  if (!time) return undefined;
  const [hour, minute] = time.split(':').map(Number);
  const lastDay = DateTime.fromMillis(period.end.getTime() - 1, {
    zone: timeZone,
  }).startOf('day');
  const day = weekday
    ? lastDay.minus({ days: (lastDay.weekday - weekday + 7) % 7 })
    : lastDay;
  // A shift may begin in the evening and end after midnight.
  return [day, day.minus({ days: 1 })]
    .map(each => each.set({ hour, minute }).toJSDate())
    .find(at => at > period.start && at <= period.end);
}

/** The absence that a period touches. */
export const excuseOf = (period: Period, pauses: readonly Pause[]) =>
  pauses.find(
    ({ from, until }) =>
      new Date(from) < period.end && new Date(until) > period.start,
  );

export function statusOf(
  facts: DueTimes & {
    complete: boolean;
    excused: boolean;
    over: boolean;
    /** Over before the list was first seen. */
    unrecorded: boolean;
    leadSeconds: number;
  },
  now: Date,
): PeriodStatus {
  if (facts.complete) return 'complete';
  if (facts.excused) return 'excused';
  if (facts.unrecorded) return 'unrecorded';
  if (facts.over) return 'missed';
  if (now >= facts.lateAt) return 'overdue';
  return now.getTime() >= facts.dueAt.getTime() - facts.leadSeconds * 1_000
    ? 'due-soon'
    : 'open';
}
