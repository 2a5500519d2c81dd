/** What the reader looks at: the last so many hours, or a fixed stretch of time in Unix milliseconds. */
export type TimeRange =
  | { type: 'relative'; duration: RelativeDuration }
  | { type: 'absolute'; from: number; to: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The relative ranges on offer: ISO 8601 duration to milliseconds. */
export const RELATIVE_DURATIONS = {
  PT1H: HOUR,
  PT3H: 3 * HOUR,
  PT12H: 12 * HOUR,
  PT24H: DAY,
  P3D: 3 * DAY,
  P7D: 7 * DAY,
  P14D: 14 * DAY,
} as const;

export type RelativeDuration = keyof typeof RELATIVE_DURATIONS;

export const DEFAULT_DURATION: RelativeDuration = 'PT3H';

/** The furthest back CloudWatch keeps anything: 455 days. */
const OLDEST = 455 * DAY;
const SHORTEST = MINUTE;

export function isRelativeDuration(
  text: string | null | undefined,
): text is RelativeDuration {
  return typeof text === 'string' && Object.hasOwn(RELATIVE_DURATIONS, text);
}

/** An absolute range; undefined unless it is at least a minute long and within CloudWatch's memory. */
export function absoluteRange(
  from: number,
  to: number,
  now: number = Date.now(),
): TimeRange | undefined {
  const usable =
    Number.isFinite(from) &&
    Number.isFinite(to) &&
    to - from >= SHORTEST &&
    from >= now - OLDEST &&
    to <= now + DAY;
  return usable ? { type: 'absolute', from, to } : undefined;
}

/** Start and end in Unix milliseconds. */
export function boundsOf(
  range: TimeRange,
  now: number = Date.now(),
): { from: number; to: number } {
  return range.type === 'absolute'
    ? { from: range.from, to: range.to }
    : { from: now - RELATIVE_DURATIONS[range.duration], to: now };
}

/** The stretch of equal length before (-1) or after (1); the present is as far as it goes. */
export function shiftRange(
  range: TimeRange,
  direction: -1 | 1,
  now: number = Date.now(),
): TimeRange {
  const { from, to } = boundsOf(range, now);
  const length = to - from;
  if (direction === 1 && to + length > now) {
    const relative = Object.entries(RELATIVE_DURATIONS).find(
      ([, ms]) => ms === length,
    );
    return relative
      ? { type: 'relative', duration: relative[0] as RelativeDuration }
      : { type: 'absolute', from: now - length, to: now };
  }
  return {
    type: 'absolute',
    from: from + direction * length,
    to: to + direction * length,
  };
}
