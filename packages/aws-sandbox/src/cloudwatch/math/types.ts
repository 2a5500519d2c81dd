import type { MetricIdentity } from '../../model';

/**
 * One time series. `timestamps` are Unix milliseconds of the periods' starts, strictly ascending; `values` go with them.
 * A missing data point has no entry.
 */
export interface MathSeries {
  label: string;
  /** Seconds. */
  period: number;
  timestamps: readonly number[];
  values: readonly number[];
  /** The metric behind the series, where it is one metric; for `${PROP('…')}` in labels and filters of METRICS(). */
  metric?: MetricIdentity;
  stat?: string;
  /** Id of the MetricDataQuery that made the series. */
  id?: string;
}

/** What an expression comes to: S, TS and TS[] of the AWS page "Using math expressions with CloudWatch metrics". */
export type MathValue =
  | { type: 'scalar'; value: number }
  | { type: 'series'; series: MathSeries }
  | { type: 'array'; series: readonly MathSeries[] };

/** Where expressions get their data from. Times in Unix milliseconds, [from, to); periods in seconds. */
export interface MetricReader {
  /** One statistic of one metric. `stat` as in MetricStat (`Average`, `p99.9`, `TM(10%:90%)`). */
  read(
    metric: MetricIdentity,
    stat: string,
    periodSeconds: number,
    from: number,
    to: number,
    unit?: string,
  ): { timestamps: readonly number[]; values: readonly number[] };
  /** Metrics with data in the two weeks before now; what SEARCH looks through. */
  list(namespace?: string): readonly MetricIdentity[];
}

/**
 * The span that is asked for: Unix milliseconds, [from, to). Periods are counted from `from`, so that it is the caller's
 * to align it.
 */
export interface MathWindow {
  from: number;
  to: number;
}

/** One entry of MetricDataQueries, as GetMetricData and PutMetricAlarm take it. */
export interface MetricDataQuery {
  Id?: string;
  Expression?: string;
  Label?: string;
  Period?: number;
  ReturnData?: boolean;
  AccountId?: string;
  MetricStat?: {
    Metric?: {
      Namespace?: string;
      MetricName?: string;
      Dimensions?: readonly { Name?: string; Value?: string }[];
    };
    Period?: number;
    Stat?: string;
    Unit?: string;
  };
}

/** What one query came to: one series, or several where its expression gives an array. */
export interface QueryResult {
  id: string;
  /** Label as asked for, dynamic parts not yet filled in; undefined where the query names none. */
  label?: string;
  returnData: boolean;
  /** Whether `series` is the array of a TS[] expression, whose labels are "Label SeriesLabel". */
  isArray: boolean;
  series: readonly MathSeries[];
}

/** An expression that CloudWatch would refuse; the message is what goes into its ValidationError. */
export class MathError extends Error {
  readonly name = 'MathError';
}
