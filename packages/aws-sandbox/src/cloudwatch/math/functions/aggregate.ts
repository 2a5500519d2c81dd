import { seriesOf, unionOfTimestamps, valuesByTime } from '../series';
import type { MathSeries } from '../types';
import type { MathFunction } from './call';

const sum = (values: readonly number[]) =>
  values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]) => sum(values) / values.length;

/** Standard deviation of the values themselves (divided by n). */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map(value => (value - centre) ** 2)));
}

const largest = (values: readonly number[]) =>
  values.length === 0
    ? NaN
    : values.reduce((most, value) => Math.max(most, value));
const smallest = (values: readonly number[]) =>
  values.length === 0
    ? NaN
    : values.reduce((least, value) => Math.min(least, value));

/** One number for the values of a series; NaN where there is none. */
export const REDUCERS = {
  AVG: mean,
  MAX: largest,
  MIN: smallest,
  SUM: sum,
} as const;

/**
 * A function that makes a scalar of one series and, timestamp by timestamp, one series of an array. `across` gets the
 * values that exist at a timestamp and the number of series.
 */
function aggregate(
  reduce: (values: readonly number[]) => number,
  across: (values: readonly number[], seriesCount: number) => number = reduce,
): MathFunction {
  return call => {
    call.expectArguments(1);
    const data = call.data(0);
    if (data.type === 'series') {
      return { type: 'scalar', value: reduce(data.series.values) };
    }
    return {
      type: 'series',
      series: acrossSeries(data.series, call.scope.defaultPeriod, values =>
        across(values, data.series.length),
      ),
    };
  };
}

function acrossSeries(
  all: readonly MathSeries[],
  defaultPeriod: number,
  reduce: (values: readonly number[]) => number,
): MathSeries {
  const byTime = all.map(valuesByTime);
  const period = Math.min(...all.map(series => series.period));
  return seriesOf(
    {
      label: '',
      period: Number.isFinite(period) ? period : defaultPeriod,
      timestamps: [],
      values: [],
    },
    unionOfTimestamps(all),
    timestamp =>
      reduce(
        byTime
          .map(values => values.get(timestamp))
          .filter(value => value !== undefined),
      ),
  );
}

export const AGGREGATES: Record<string, MathFunction> = {
  // In an array's average a missing value counts as 0, as AWS documents for AVG.
  AVG: aggregate(mean, (values, seriesCount) => sum(values) / seriesCount),
  DATAPOINT_COUNT: aggregate(values => values.length),
  MAX: aggregate(largest),
  MIN: aggregate(smallest),
  STDDEV: aggregate(deviation),
  SUM: aggregate(sum),
};
