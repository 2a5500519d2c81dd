/** A list's days and times, in its own IANA time zone instead of the reader's clock. */

const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  timeZone: string,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${timeZone} ${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      ...options,
      hourCycle: 'h23',
      timeZone,
    });
    formats.set(key, found);
  }
  return found;
}

/** The day that an instant, Unix milliseconds, lies in: `2026-11-21`. */
export function dayIn(ms: number, timeZone: string): string {
  const parts = format(timeZone, 'day', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms);
  const part = (type: string) =>
    parts.find(one => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** `10:00`. */
export function clockIn(ms: number, timeZone: string): string {
  return format(timeZone, 'clock', {
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
}

/** `24 Nov`. */
export function shortDayIn(ms: number, timeZone: string): string {
  return format(timeZone, 'short day', {
    day: 'numeric',
    month: 'short',
  }).format(ms);
}

/** `21 Nov 2026, 10:00`. */
export function momentIn(ms: number, timeZone: string): string {
  return format(timeZone, 'moment', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
}

/** `December`. */
export function monthIn(ms: number, timeZone: string): string {
  return format(timeZone, 'month', { month: 'long' }).format(ms);
}

/** Whole days from one day, such as `2026-11-21`, to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The day so many days before a day, both such as `2026-11-21`. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}
