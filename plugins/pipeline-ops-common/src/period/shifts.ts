import { dateLabel } from './calendarDays';
import { DAY_MS, type LocalTime } from './localTime';
import type { Period, PeriodCalendar } from './period';

/** A shift with its beginning as milliseconds of the wall clock since midnight. */
interface PlacedShift {
  name: string;
  offset: number;
}

const EIGHT_HOURS = [
  { name: '1', start: '00:00' },
  { name: '2', start: '08:00' },
  { name: '3', start: '16:00' },
];

const WALL_CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The shifts of a calendar, by their beginning.
 *
 * @throws RangeError when a beginning is no wall-clock time, or a name or beginning stands twice
 */
export function shiftsOf(calendar: PeriodCalendar): PlacedShift[] {
  const { shifts = EIGHT_HOURS } = calendar;
  const placed = shifts.map(({ name, start }) => {
    const match = WALL_CLOCK.exec(start);
    if (!match) {
      throw new RangeError(
        `Shift ${name} begins at ${JSON.stringify(start)}; expected a time such as 06:00`,
      );
    }
    return {
      name,
      offset: (Number(match[1]) * 60 + Number(match[2])) * 60_000,
    };
  });
  const distinct = (values: unknown[]) => new Set(values).size;
  if (
    placed.length === 0 ||
    distinct(placed.map(({ name }) => name)) < placed.length ||
    distinct(placed.map(({ offset }) => offset)) < placed.length
  ) {
    throw new RangeError(
      'Shifts need at least one, each with a name and a beginning of its own',
    );
  }
  return placed.sort((a, b) => a.offset - b.offset);
}

interface Beginning {
  day: number;
  name: string;
  start: number;
}

/** Beginnings of the shifts of a day and of the nearest days around it that the zone has, in the order of time. */
function beginningsAround(
  shifts: PlacedShift[],
  day: number,
  time: LocalTime,
): Beginning[] {
  const near = (step: number) => {
    let other = day + step;
    while (!time.hasDay(other)) other += step;
    return other;
  };
  const days = [near(-1), ...(time.hasDay(day) ? [day] : []), near(1)];
  return days.flatMap(one =>
    shifts.map(({ name, offset }) => ({
      day: one,
      name,
      start: time.firstInstant(one * DAY_MS + offset),
    })),
  );
}

const toPeriod = (beginning: Beginning, end: number): Period => ({
  cadence: 'shift',
  key: `S:${dateLabel(beginning.day)}/${beginning.name}`,
  start: new Date(beginning.start),
  end: new Date(end),
});

export function shiftAt(
  shifts: PlacedShift[],
  at: number,
  time: LocalTime,
): Period {
  const beginnings = beginningsAround(shifts, time.dayAt(at), time);
  // The last one that has begun: one that a clock change left without a minute is passed over.
  const index = beginnings.findLastIndex(({ start }) => start <= at);
  return toPeriod(beginnings[index], beginnings[index + 1].start);
}

/** Undefined when there is no shift of this name, or the zone left the day out. */
export function shiftOf(
  shifts: PlacedShift[],
  day: number,
  name: string,
  time: LocalTime,
): Period | undefined {
  const beginnings = beginningsAround(shifts, day, time);
  const index = beginnings.findIndex(
    beginning => beginning.day === day && beginning.name === name,
  );
  return index < 0
    ? undefined
    : toPeriod(beginnings[index], beginnings[index + 1].start);
}
