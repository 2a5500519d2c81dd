import {
  dateLabel,
  dateOf,
  dayNumber,
  dayOfLabel,
  isoWeekOf,
  thursdayOf,
  twoDigits,
  weekdayOf,
  yearLabel,
} from './calendarDays';
import { LocalTime } from './localTime';
import { shiftAt, shiftOf, shiftsOf } from './shifts';

export type Cadence =
  'shift' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/** A named part of the day. It lasts until the next shift begins, if need be past midnight. */
export interface Shift {
  /** Letters, digits, dots, underscores and hyphens. */
  name: string;
  /** Wall-clock time, `HH:MM`. */
  start: string;
}

/** How time is divided into periods. */
export interface PeriodCalendar {
  cadence: Cadence;
  /** IANA name, or `UTC`. */
  timeZone: string;
  /** First day of a week, 1 Monday (the default) to 7 Sunday. */
  weekStart?: number;
  /** Default: three of eight hours, named `1`, `2` and `3`. */
  shifts?: Shift[];
}

/**
 * The day, week or month a list is due in: a label in the list's own time zone, with the instants it stands for. Bounds
 * come from calendar dates, never from adding seconds, so that days of 23 and 25 hours need no care of their own.
 */
export interface Period {
  cadence: Cadence;
  /**
   * `S:2026-11-21/early`, `D:2026-11-21`, `W:2026-W47`, `M:2026-11`, `Q:2026-Q4`, `Y:2026`. A week bears the number of the
   * ISO 8601 week that its Thursday lies in, whatever day it begins on; a shift the day it begins on.
   */
  key: string;
  /** First instant that belongs to it. */
  start: Date;
  /** First instant that no longer does. */
  end: Date;
}

/** Days of the calendar: first, and the one after the last. */
interface Days {
  first: number;
  next: number;
}

type DayCadence = Exclude<Cadence, 'shift'>;

const KEY_PATTERN: Record<Cadence, RegExp> = {
  shift: /^S:(\d{4}-\d{2}-\d{2})\/([A-Za-z0-9][A-Za-z0-9._-]{0,31})$/,
  daily: /^D:(\d{4}-\d{2}-\d{2})$/,
  weekly: /^W:(\d{4})-W(\d{2})$/,
  monthly: /^M:(\d{4})-(\d{2})$/,
  quarterly: /^Q:(\d{4})-Q([1-4])$/,
  yearly: /^Y:(\d{4})$/,
};

/** Days of the period that a day lies in. */
function daysAround(calendar: PeriodCalendar, day: number): Days {
  const { year, month } = dateOf(day);
  switch (calendar.cadence as DayCadence) {
    case 'daily':
      return { first: day, next: day + 1 };
    case 'weekly': {
      const first =
        day - ((weekdayOf(day) - (calendar.weekStart ?? 1) + 7) % 7);
      return { first, next: first + 7 };
    }
    case 'monthly':
      return {
        first: dayNumber(year, month),
        next: dayNumber(year, month + 1),
      };
    case 'quarterly': {
      const first = month - ((month - 1) % 3);
      return {
        first: dayNumber(year, first),
        next: dayNumber(year, first + 3),
      };
    }
    default:
      return { first: dayNumber(year), next: dayNumber(year + 1) };
  }
}

function keyOf(cadence: DayCadence, { first }: Days): string {
  const { year, month } = dateOf(first);
  switch (cadence) {
    case 'daily':
      return `D:${dateLabel(first)}`;
    case 'weekly': {
      const week = isoWeekOf(first + ((4 - weekdayOf(first) + 7) % 7));
      return `W:${yearLabel(week.year)}-W${twoDigits(week.week)}`;
    }
    case 'monthly':
      return `M:${yearLabel(year)}-${twoDigits(month)}`;
    case 'quarterly':
      return `Q:${yearLabel(year)}-Q${(month + 2) / 3}`;
    default:
      return `Y:${yearLabel(year)}`;
  }
}

/** A day of the period that a key names; undefined when it names no date. */
function dayNamedBy(key: string, cadence: DayCadence): number | undefined {
  const [, label, part] = KEY_PATTERN[cadence].exec(key)!;
  switch (cadence) {
    case 'daily':
      return dayOfLabel(label);
    case 'weekly':
      return thursdayOf(Number(label), Number(part));
    case 'monthly':
      return dayNumber(Number(label), Number(part));
    case 'quarterly':
      return dayNumber(Number(label), Number(part) * 3 - 2);
    default:
      return dayNumber(Number(label));
  }
}

function periodOfDays(
  cadence: DayCadence,
  days: Days,
  time: LocalTime,
): Period {
  return {
    cadence,
    key: keyOf(cadence, days),
    start: new Date(time.startOfDay(days.first)),
    end: new Date(time.startOfDay(days.next)),
  };
}

/**
 * The period that an instant lies in: there is always exactly one.
 *
 * @throws RangeError when the time zone is not known
 */
export function periodAt(calendar: PeriodCalendar, instant: Date): Period {
  const time = LocalTime.in(calendar.timeZone);
  const at = instant.getTime();
  if (calendar.cadence === 'shift') {
    return shiftAt(shiftsOf(calendar), at, time);
  }
  const { cadence } = calendar;
  let days = daysAround(calendar, time.dayAt(at));
  let period = periodOfDays(cadence, days, time);
  // Where a clock is set back over midnight, the hour that comes again belongs to the day that had begun.
  while (period.end.getTime() <= at) {
    days = daysAround(calendar, days.next);
    period = periodOfDays(cadence, days, time);
  }
  return period;
}

/**
 * The period that a key names.
 *
 * @throws RangeError when the key is malformed or of another cadence, names no real date or a day that the zone left out,
 *   or the time zone is not known
 */
export function periodOf(calendar: PeriodCalendar, key: string): Period {
  const time = LocalTime.in(calendar.timeZone);
  const { cadence } = calendar;
  const match = KEY_PATTERN[cadence].exec(key);
  if (!match) {
    throw new RangeError(
      `${JSON.stringify(key)} is no period of a ${cadence} list; expected a key such as ${periodAt(calendar, new Date()).key}`,
    );
  }
  let period: Period | undefined;
  if (cadence === 'shift') {
    const day = dayOfLabel(match[1]);
    if (day !== undefined) {
      period = shiftOf(shiftsOf(calendar), day, match[2], time);
    }
  } else {
    const day = dayNamedBy(key, cadence);
    if (day !== undefined) {
      period = periodOfDays(cadence, daysAround(calendar, day), time);
    }
  }
  if (!period || period.key !== key || period.start >= period.end) {
    throw new RangeError(
      `${JSON.stringify(key)} names nothing that there was in ${calendar.timeZone}`,
    );
  }
  return period;
}

/** The period before. */
export function previousPeriod(
  calendar: PeriodCalendar,
  period: Period,
): Period {
  return periodAt(calendar, new Date(period.start.getTime() - 1));
}

/** The period after. */
export function nextPeriod(calendar: PeriodCalendar, period: Period): Period {
  return periodAt(calendar, period.end);
}
