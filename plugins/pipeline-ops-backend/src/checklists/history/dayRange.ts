import { InputError } from '@backstage/errors';
import type {
  Cadence,
  PeriodCalendar,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { DateTime } from 'luxon';
import type { DayRange } from '../ChecklistService';

/** How far back the history goes that nobody gave a range. Weeks. */
const USUAL_WEEKS: Record<Cadence, number> = {
  shift: 4,
  daily: 26,
  weekly: 52,
  monthly: 104,
  quarterly: 156,
  yearly: 260,
};

/** Longest range: five years. Days. */
const LONGEST = 5 * 366;

/** A range of days with the instants it lasts from and to; `end` is the last one that belongs to it. */
export interface Days {
  from: string;
  to: string;
  start: Date;
  end: Date;
}

/** @throws InputError when a day does not exist, or the range is turned round or too long */
export function daysOf(
  { cadence, timeZone }: PeriodCalendar,
  range: DayRange,
  now: Date,
): Days {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const to = range.to ? dayOf(range.to, timeZone) : today;
  const from = range.from
    ? dayOf(range.from, timeZone)
    : to.minus({ weeks: USUAL_WEEKS[cadence] }).plus({ days: 1 });
  const days = to.diff(from, 'days').days;
  if (days < 0) {
    throw new InputError(
      `from=${from.toISODate()} is later than to=${to.toISODate()}`,
    );
  }
  if (days > LONGEST) {
    throw new InputError('A history of five years is the longest there is');
  }
  return {
    from: from.toISODate() ?? '',
    to: to.toISODate() ?? '',
    start: from.startOf('day').toJSDate(),
    end: to.endOf('day').toJSDate(),
  };
}

function dayOf(text: string, zone: string): DateTime {
  const day = DateTime.fromISO(text, { zone }).startOf('day');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !day.isValid) {
    throw new InputError(
      `${JSON.stringify(text)} is no day; expected one such as 2026-11-21`,
    );
  }
  return day;
}
