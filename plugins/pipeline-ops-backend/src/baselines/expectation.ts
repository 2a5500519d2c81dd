import { valueAt, type HourlyHistory } from './hourlyHistory';

/** Hours of a day and of a week. */
const A_DAY = 24;
const A_WEEK = 7 * A_DAY;

/** Of the six values around an hour in the two weeks before, so many have to be there. */
const ENOUGH = 4;

/** Of the values at this hour on the fourteen days before, so many have to be there. */
const LEAST = 3;

/** A value is not expected to keep closer to what is usual than this share of it. */
const LEAST_SPREAD = 0.05;

/** Turns the median distance from the median into a standard deviation, for values that are normally distributed. */
export const MAD_TO_DEVIATION = 1.4826;

/** What is usual in an hour, in the unit of the hourly values. */
export interface Expectation {
  low: number;
  high: number;
  middle: number;
  /** How far values scatter. At least a twentieth of the middle. */
  spread: number;
}

/** Every view of a series asks for the same hours. */
const told = new WeakMap<HourlyHistory, Map<number, Expectation | undefined>>();

/**
 * What is usual in an hour: the smallest and the greatest value at the same weekday and hour of the two weeks before, and
 * an hour to either side. Where fewer than four of these six are known, the values of the same hour on all days of the
 * two weeks. Nothing where fewer than three of those are known.
 *
 * @param hour - Unix seconds divided by 3,600, rounded down
 */
export function expectationAt(
  history: HourlyHistory,
  hour: number,
): Expectation | undefined {
  const hours = told.get(history) ?? new Map<number, Expectation | undefined>();
  told.set(history, hours);
  if (!hours.has(hour)) {
    hours.set(hour, tell(history, hour));
  }
  return hours.get(hour);
}

function tell(history: HourlyHistory, hour: number): Expectation | undefined {
  const own = known(history, [hour - A_WEEK, hour - 2 * A_WEEK]);
  const around = known(
    history,
    [-1, 0, 1].flatMap(shift => [
      hour - A_WEEK + shift,
      hour - 2 * A_WEEK + shift,
    ]),
  );
  if (around.length >= ENOUGH) {
    // A job that runs at two o'clock is usual at two, whatever happens at one and at three.
    return expectationOf(around, own.length === 2 ? own : around);
  }
  const daily = known(
    history,
    Array.from({ length: 14 }, (_, index) => hour - (index + 1) * A_DAY),
  );
  return daily.length >= LEAST ? expectationOf(daily, daily) : undefined;
}

function expectationOf(
  values: readonly number[],
  central: readonly number[],
): Expectation {
  const middle = median(central);
  const centre = median(values);
  const scatter = median(values.map(value => Math.abs(value - centre)));
  return {
    low: Math.min(...values),
    high: Math.max(...values),
    middle,
    spread: Math.max(
      MAD_TO_DEVIATION * scatter,
      LEAST_SPREAD * Math.abs(middle),
    ),
  };
}

function known(history: HourlyHistory, hours: readonly number[]): number[] {
  return hours
    .map(hour => valueAt(history, hour))
    .filter(value => value !== null);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[half]
    : (sorted[half - 1] + sorted[half]) / 2;
}
