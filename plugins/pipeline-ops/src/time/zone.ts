/** The clock that times are shown in. */
export type Zone = 'utc' | 'local';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  zone: Zone,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${zone} ${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      ...options,
      hourCycle: 'h23',
      timeZone: zone === 'utc' ? 'UTC' : undefined,
    });
    formats.set(key, found);
  }
  return found;
}

/** `02:41`. Takes Unix milliseconds. */
export function formatClock(ms: number, zone: Zone): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit' }).format(
    ms,
  );
}

/** `21 Nov, 02:41`. Takes Unix milliseconds. */
export function formatMoment(ms: number, zone: Zone): string {
  return format(zone, 'moment', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(ms);
}

/** `21 Nov 2026`, the UTC day. Takes Unix milliseconds. */
export function formatDay(ms: number): string {
  return format('utc', 'day', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(ms);
}

/** `03:17:58.402`. Takes Unix milliseconds. */
export function formatPrecise(ms: number, zone: Zone): string {
  return format(zone, 'precise', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(ms);
}

/** `02:41` when it lies within the last 20 hours, `21 Nov, 02:41` otherwise. */
export function formatRecent(ms: number, zone: Zone, now: number): string {
  return Math.abs(now - ms) < 20 * 3_600_000
    ? formatClock(ms, zone)
    : formatMoment(ms, zone);
}

/** How long something took or lasts, in its largest unit: `12 s`, `37 min`, `5 h`, `6 d`. Takes milliseconds. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** Value for an `<input type="datetime-local">`. */
export function toInputValue(ms: number, zone: Zone): string {
  const offset = zone === 'utc' ? 0 : new Date(ms).getTimezoneOffset();
  return new Date(ms - offset * 60_000).toISOString().slice(0, 16);
}

/** Unix milliseconds of an `<input type="datetime-local">`; NaN when it is empty or malformed. */
export function fromInputValue(value: string, zone: Zone): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)
    ? Date.parse(zone === 'utc' ? `${value}Z` : value)
    : NaN;
}
