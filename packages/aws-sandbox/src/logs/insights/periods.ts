/** `5m`, `1 day`: an amount of a unit of time. */
export interface Period {
  amount: number;
  unit: PeriodUnit;
}

export type PeriodUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y';

const NAMES: Record<PeriodUnit, string[]> = {
  ms: ['millisecond', 'ms', 'msec'],
  s: ['second', 's', 'sec'],
  m: ['minute', 'm', 'min'],
  h: ['hour', 'h', 'hr'],
  d: ['day', 'd'],
  w: ['week', 'w'],
  mo: ['month', 'mo', 'mon'],
  q: ['quarter', 'q', 'qtr'],
  y: ['year', 'y', 'yr'],
};

/** Documented: larger amounts of these units count as the cap (`bin(300s)` is a minute). */
const CAPS: Partial<Record<PeriodUnit, number>> = {
  ms: 1000,
  s: 60,
  m: 60,
  h: 24,
};

const FIXED_MS: Partial<Record<PeriodUnit, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** 1970-01-05, the first Monday. */
const FIRST_MONDAY = 4 * 86_400_000;

/** The unit of a name or abbreviation (names of more than one letter also with a plural s), or undefined. */
export function periodUnit(name: string): PeriodUnit | undefined {
  const lower = name.toLowerCase();
  for (const [unit, names] of Object.entries(NAMES)) {
    if (names.some(n => n === lower || (n.length > 1 && `${n}s` === lower))) {
      return unit as PeriodUnit;
    }
  }
  return undefined;
}

/** The start of the period that a moment (Unix milliseconds, UTC) lies in. */
export function floorTo(time: number, { amount, unit }: Period): number {
  const count = Math.max(1, Math.min(amount, CAPS[unit] ?? Infinity));
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) {
    const length = fixed * count;
    return Math.floor(time / length) * length;
  }
  if (unit === 'w') {
    const length = 7 * 86_400_000 * count;
    return Math.floor((time - FIRST_MONDAY) / length) * length + FIRST_MONDAY;
  }
  const months = { mo: 1, q: 3, y: 12 }[unit as 'mo' | 'q' | 'y'] * count;
  return monthStart(Math.floor(monthOf(time) / months) * months);
}

/** The end of the period that a moment lies in; a moment on a boundary stays. */
export function ceilTo(time: number, period: Period): number {
  const floor = floorTo(time, period);
  if (floor === time) return time;
  const { amount, unit } = period;
  const count = Math.max(1, Math.min(amount, CAPS[unit] ?? Infinity));
  const fixed = unit === 'w' ? 7 * 86_400_000 : FIXED_MS[unit];
  if (fixed !== undefined) return floor + fixed * count;
  const months = { mo: 1, q: 3, y: 12 }[unit as 'mo' | 'q' | 'y'] * count;
  return monthStart(monthOf(floor) + months);
}

function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthStart(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12);
}
