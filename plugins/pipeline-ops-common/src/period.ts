import { DateTime } from 'luxon';

export type Cadence =
  'shift' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly';

/**
 * The day, week or month a list is due in: a label in the list's own time zone, with the instants it stands for.
 * Days of 23 and 25 hours need no care of their own, because nothing is ever computed by adding 86,400 seconds.
 */
export interface Period {
  cadence: Cadence;
  /**
   * `S:2026-11-21/2` (second of the three shifts that begin at 00:00, 08:00 and 16:00), `D:2026-11-21`, `W:2026-W47`
   * (ISO 8601 week), `M:2026-11`, `Q:2026-Q4`, `Y:2026`.
   */
  key: string;
  /** First instant that belongs to it. */
  start: Date;
  /** First instant that no longer does. */
  end: Date;
}

const SHIFT_HOURS = 8;

const LETTER: Record<Cadence, string> = {
  shift: 'S',
  daily: 'D',
  weekly: 'W',
  monthly: 'M',
  quarterly: 'Q',
  yearly: 'Y',
};

const UNIT = {
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
} as const;

const KEY_PATTERN: Record<Cadence, RegExp> = {
  shift: /^S:(\d{4}-\d{2}-\d{2})\/([123])$/,
  daily: /^D:(\d{4}-\d{2}-\d{2})$/,
  weekly: /^W:(\d{4}-W\d{2})$/,
  monthly: /^M:(\d{4}-\d{2})$/,
  quarterly: /^Q:(\d{4})-Q([1-4])$/,
  yearly: /^Y:(\d{4})$/,
};

/** Whether a name is an IANA time zone (or `UTC`) that this machine knows. */
export function isTimeZone(zone: string): boolean {
  return DateTime.utc().setZone(zone).isValid;
}

function shiftStart(day: DateTime, shift: number): DateTime {
  if (shift === 0) return day.startOf('day');
  // A wall-clock hour that a clock change skips is moved on by luxon, so that shifts still follow each other.
  return day.startOf('day').set({ hour: shift * SHIFT_HOURS });
}

function startingAt(cadence: Cadence, start: DateTime): Period {
  if (cadence === 'shift') {
    const shift = Math.floor(start.hour / SHIFT_HOURS);
    const end =
      shift === 2
        ? start.plus({ days: 1 }).startOf('day')
        : shiftStart(start, shift + 1);
    return {
      cadence,
      key: `S:${start.toISODate()}/${shift + 1}`,
      start: shiftStart(start, shift).toJSDate(),
      end: end.toJSDate(),
    };
  }
  const label = {
    daily: () => start.toISODate(),
    weekly: () =>
      `${String(start.weekYear).padStart(4, '0')}-W${String(start.weekNumber).padStart(2, '0')}`,
    monthly: () => start.toFormat('yyyy-MM'),
    quarterly: () => `${start.toFormat('yyyy')}-Q${start.quarter}`,
    yearly: () => start.toFormat('yyyy'),
  }[cadence]();
  const unit = UNIT[cadence];
  return {
    cadence,
    key: `${LETTER[cadence]}:${label}`,
    start: start.startOf(unit).toJSDate(),
    end: start
      .startOf(unit)
      .plus({ [unit]: 1 })
      .startOf(unit)
      .toJSDate(),
  };
}

function inZone(instant: Date, zone: string): DateTime {
  const local = DateTime.fromJSDate(instant).setZone(zone);
  if (!local.isValid) {
    throw new RangeError(`${zone} is no known time zone`);
  }
  return local;
}

/**
 * The period of a cadence that an instant belongs to.
 *
 * @throws RangeError when the time zone is not known
 */
export function periodAt(
  cadence: Cadence,
  instant: Date,
  zone: string,
): Period {
  return startingAt(cadence, inZone(instant, zone));
}

/**
 * The period that a key names.
 *
 * @throws RangeError when the key is malformed, names no real date, or the time zone is not known
 */
export function periodOf(key: string, zone: string): Period {
  const cadence = (Object.keys(KEY_PATTERN) as Cadence[]).find(candidate =>
    KEY_PATTERN[candidate].test(key),
  );
  if (!cadence) {
    throw new RangeError(
      `${JSON.stringify(key)} is no period; expected a key such as D:2026-11-21, W:2026-W47, M:2026-11 or Q:2026-Q4`,
    );
  }
  const [, label, part] = KEY_PATTERN[cadence].exec(key)!;
  const options = { zone };
  let start: DateTime;
  switch (cadence) {
    case 'quarterly':
      start = DateTime.fromObject(
        { year: Number(label), month: Number(part) * 3 - 2 },
        options,
      );
      break;
    case 'shift':
      start = shiftStart(DateTime.fromISO(label, options), Number(part) - 1);
      break;
    default:
      start = DateTime.fromISO(label, options);
  }
  if (!start.isValid) {
    throw new RangeError(
      `${JSON.stringify(key)} names no real date in ${zone}`,
    );
  }
  const period = startingAt(cadence, start);
  if (period.key !== key) {
    throw new RangeError(`${JSON.stringify(key)} names no real date`);
  }
  return period;
}

/** The period before. */
export function previousPeriod(period: Period, zone: string): Period {
  return periodAt(period.cadence, new Date(period.start.getTime() - 1), zone);
}

/** The period after. */
export function nextPeriod(period: Period, zone: string): Period {
  return periodAt(period.cadence, period.end, zone);
}

/** The period's name for people, such as `Saturday 21 November 2026` or `Week 47, Mon 16 – Sun 22 Nov 2026`. */
export function periodTitle(period: Period, zone: string): string {
  const start = inZone(period.start, zone).setLocale('en-GB');
  const last = inZone(new Date(period.end.getTime() - 1), zone).setLocale(
    'en-GB',
  );
  switch (period.cadence) {
    case 'shift':
      return `${start.toFormat('cccc d LLLL yyyy, HH:mm')} – ${inZone(period.end, zone).toFormat('HH:mm')}`;
    case 'daily':
      return start.toFormat('cccc d LLLL yyyy');
    case 'weekly':
      return `Week ${start.weekNumber}, ${start.toFormat('ccc d')}${start.month === last.month ? '' : start.toFormat(' LLL')} – ${last.toFormat('ccc d LLL yyyy')}`;
    case 'monthly':
      return start.toFormat('LLLL yyyy');
    case 'quarterly':
      return `Quarter ${start.quarter}, ${start.toFormat('LLLL')} – ${last.toFormat('LLLL yyyy')}`;
    case 'yearly':
      return start.toFormat('yyyy');
    default:
      throw new RangeError(`${period.cadence satisfies never} is no cadence`);
  }
}
