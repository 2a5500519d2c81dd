import { derived, gridOf, seriesOf } from '../series';
import { MathError, type MathSeries } from '../types';
import { deviation, mean } from './aggregate';
import type { FunctionCall, MathFunction } from './call';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How many days back the model looks: first at the same weekday, then at every day of two weeks. */
const WEEKLY = [7, 14];
const DAILY = Array.from({ length: 14 }, (_, index) => index + 1);

/** So many values of the same hour of the week are needed before they are preferred to those of the same hour of the day. */
const ENOUGH_VALUES = 12;

/** Fewer values than this say nothing about an hour. */
const LEAST_VALUES = 3;

/** A metric is not expected to keep closer to its mean than this share of it. */
const LEAST_DEVIATION = 0.05;

/**
 * ANOMALY_DETECTION_BAND(series[, width]): upper and lower limit of what is expected, in this order, `width` standard
 * deviations (2 by default) around the mean.
 *
 * CloudWatch's own model is not published. The sandbox's is simple and always the same: what is expected at a moment is
 * taken from the same hour of the week in the two weeks before; where that is too little data, as with hourly data points,
 * from the same hour on all days of those two weeks; where that is too little too, the band has no data point. A standard
 * deviation counts as at least 5 % of the mean, so that a steady metric has a band at all.
 */
export const anomalyBand: MathFunction = call => {
  call.expectArguments(1, 2);
  const width = call.args.length === 2 ? call.scalar(1) : 2;
  if (!(width > 0)) {
    throw new MathError(
      "Argument 2 of function 'ANOMALY_DETECTION_BAND' must be greater than 0",
    );
  }
  const series = call.series(0);
  const expected = expectations(call);
  const timestamps = gridOf(call.scope.window, series.period);

  const limit = (name: string, sign: number): MathSeries =>
    seriesOf(
      { ...derived(series), label: `${series.label} ${name}`.trim() },
      timestamps,
      timestamp => {
        const hour = expected(Math.floor(timestamp / HOUR));
        return hour && hour.mean + sign * width * hour.deviation;
      },
    );
  return {
    type: 'array',
    series: [limit('(upper)', 1), limit('(lower)', -1)],
  };
};

interface Expectation {
  mean: number;
  deviation: number;
}

/** What is expected in an hour, counted from 1970. */
function expectations(
  call: FunctionCall,
): (hour: number) => Expectation | undefined {
  const { from, to } = call.scope.window;
  const firstHour = Math.floor(from / HOUR) * HOUR;
  const endHour = Math.ceil(to / HOUR) * HOUR;
  /** Values of the hours `daysBack` days before those of the window, by the window's hour. */
  const readBefore = (days: readonly number[]): Map<number, number[]> => {
    const byHour = new Map<number, number[]>();
    for (const daysBack of days) {
      const past = call.scope.valueOver(call.args[0], {
        from: firstHour - daysBack * DAY,
        to: endHour - daysBack * DAY,
      });
      if (past.type !== 'series') throw call.wrongType(0);
      past.series.timestamps.forEach((timestamp, index) => {
        const hour = Math.floor(timestamp / HOUR) + daysBack * 24;
        const values = byHour.get(hour) ?? [];
        values.push(past.series.values[index]);
        byHour.set(hour, values);
      });
    }
    return byHour;
  };

  const sameHourOfWeek = readBefore(WEEKLY);
  let sameHourOfDay: Map<number, number[]> | undefined;
  const known = new Map<number, Expectation | undefined>();
  return hour => {
    if (!known.has(hour)) {
      let values = sameHourOfWeek.get(hour) ?? [];
      if (values.length < ENOUGH_VALUES) {
        sameHourOfDay ??= readBefore(DAILY);
        values = sameHourOfDay.get(hour) ?? [];
      }
      known.set(hour, expectationOf(values));
    }
    return known.get(hour);
  };
}

function expectationOf(values: readonly number[]): Expectation | undefined {
  if (values.length < LEAST_VALUES) return undefined;
  const centre = mean(values);
  return {
    mean: centre,
    deviation: Math.max(deviation(values), LEAST_DEVIATION * Math.abs(centre)),
  };
}
