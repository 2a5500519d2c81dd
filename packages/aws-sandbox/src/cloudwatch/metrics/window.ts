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
  const age = now - start.getTime();
  const step =
    age > 63 * DAY
      ? 60 * MINUTE
      : age > 15 * DAY
        ? 5 * MINUTE
        : Math.min(MINUTE, finest * 1000);
  return {
    from: Math.floor(start.getTime() / step) * step,
    to: end.getTime(),
  };
}
