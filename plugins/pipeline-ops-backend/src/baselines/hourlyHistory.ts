/** Seconds. Hours and days are those of UTC: a bucket of CloudWatch knows no summer time, and neither does a baseline. */
export const HOUR = 3_600;
export const DAY = 86_400;

/**
 * How far back is read. A view reaches back two weeks, and each of its points is held against the two weeks before it,
 * with an hour to either side. CloudWatch bills by metric and request, not by point, so the length costs nothing.
 */
const DAYS_BACK = 29;

/** A series at an hourly period. */
export interface HourlyHistory {
  /** Unix seconds, on a whole hour. */
  t0: number;
  values: readonly (number | null)[];
}

/** What is read once a day for everybody: whole days up to the one that has begun. Unix seconds, end exclusive. */
export function historyWindow(now: number): {
  from: number;
  to: number;
  period: number;
} {
  const to = Math.floor(now / DAY) * DAY;
  return { from: to - DAYS_BACK * DAY, to, period: HOUR };
}

/** Label of the day that a history ends before, such as `2026-11-21`. */
export function dayOf(now: number): string {
  return new Date(now * 1_000).toISOString().slice(0, 10);
}

/** The value of an hour; null where there is none. `hour` is Unix seconds divided by 3,600, rounded down. */
export function valueAt(
  { t0, values }: HourlyHistory,
  hour: number,
): number | null {
  return values[hour - t0 / HOUR] ?? null;
}
