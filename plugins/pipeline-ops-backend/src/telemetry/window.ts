import { InputError } from '@backstage/errors';

/** Unix seconds on boundaries of `period` (seconds); the end is exclusive. */
export interface AlignedWindow {
  from: number;
  to: number;
  period: number;
}

/** What a reader asks for. Unix seconds. */
export interface TimeRange {
  from: number;
  to: number;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Seconds; the periods that CloudWatch's own graphs use. */
const PERIODS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY] as const;

/** Points that a chart should not have more of. */
const MOST_POINTS = 500;

/**
 * The smallest period that gives at most 500 points and that CloudWatch still keeps for the start of the range: one
 * minute for 15 days, five minutes for 63 days, one hour for 455 days (CloudWatch user guide, metrics retention).
 *
 * @param now - Unix seconds.
 */
export function periodFor({ from, to }: TimeRange, now: number): number {
  const age = now - from;
  let kept = MINUTE;
  if (age > 63 * DAY) {
    kept = HOUR;
  } else if (age > 15 * DAY) {
    kept = 5 * MINUTE;
  }
  const wanted = PERIODS.find(
    period => period >= kept && (to - from) / period <= MOST_POINTS,
  );
  return wanted ?? DAY;
}

/**
 * Puts a range on boundaries of its period, so that everybody who looks within one period asks for the same thing. Ends
 * at the last whole bucket: the one that is still filling would be read again and again.
 *
 * @param now - Unix seconds.
 * @param period - Seconds; the one that fits the range, where nothing asks for another.
 */
export function alignWindow(
  range: TimeRange,
  now: number,
  period: number = periodFor(range, now),
): AlignedWindow {
  if (!(range.to > range.from)) {
    throw new InputError(
      'The time range ends before it starts; `from` must lie before `to`.',
    );
  }
  const lastWhole = Math.floor(now / period) * period;
  const to = Math.min(Math.ceil(range.to / period) * period, lastWhole);
  // Ranges that end now keep their length, so that both ends move at the same moment.
  const endsInFuture = range.to > lastWhole + period;
  const from = endsInFuture
    ? Math.floor(range.from / period) * period
    : to - Math.ceil((range.to - range.from) / period) * period;
  return { from: Math.min(from, to - period), to, period };
}
