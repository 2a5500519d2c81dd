import { MathWindow } from '../math';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The span that a request is answered for. CloudWatch rounds its start down: to the minute, beyond 15 days to 5 minutes,
 * beyond 63 days to the hour; with periods below a minute to the period (API_GetMetricData, StartTime). Data points
 * follow each other from there by the period, wherever the clock's own boundaries are.
 *
 * @param finest smallest period of the request, seconds
 */
export function windowOf(
  start: Date,
  end: Date,
  now: number,
  finest: number,
): MathWindow {
  const step = roundingOf(now - start.getTime(), finest * 1000);
  return {
    from: Math.floor(start.getTime() / step) * step,
    to: end.getTime(),
  };
}

function roundingOf(age: number, finest: number): number {
  if (age > 63 * DAY) return 60 * MINUTE;
  if (age > 15 * DAY) return 5 * MINUTE;
  return Math.min(MINUTE, finest);
}
