import type { Baseline } from '@pipeline-ops/plugin-pipeline-ops-common';
import { newest } from '../telemetry/newest';
import {
  expectationAt,
  MAD_TO_DEVIATION,
  type Expectation,
} from './expectation';
import { HOUR, type HourlyHistory } from './hourlyHistory';
import type { SeriesKind } from './seriesKind';

/** Standard deviations that a value may lie off by chance. */
const CHANCE = 3;

/** What is usual in a bucket, in the unit of the series. */
export interface Usual {
  low: number;
  high: number;
  middle: number;
}

export interface JudgedSeries {
  /** Unix seconds. */
  t0: number;
  /** Seconds; at most an hour. */
  step: number;
  values: readonly (number | null)[];
}

export interface BandOptions {
  kind: SeriesKind;
  /** CloudWatch unit name of the chart. */
  unit: string;
  /** Share of the buckets that have a value, 0 to 1: what reports every five minutes has an hour's sum in 12 buckets. */
  density: number;
  /** Standard deviation from one bucket to the next, in the unit of the series. */
  noise: number;
}

/** What is usual at any moment for buckets of one length. */
export class BaselineBand {
  readonly #byHour = new Map<number, Usual | undefined>();

  private constructor(
    private readonly history: HourlyHistory,
    private readonly step: number,
    private readonly options: BandOptions,
  ) {}

  static create(
    history: HourlyHistory,
    step: number,
    options: BandOptions,
  ): BaselineBand {
    return new BaselineBand(history, step, options);
  }

  /** Undefined where too little is known. `time` in Unix seconds. */
  at(time: number): Usual | undefined {
    const hour = Math.floor(time / HOUR);
    if (!this.#byHour.has(hour)) {
      const expected = expectationAt(this.history, hour);
      this.#byHour.set(
        hour,
        expected && usualIn(expected, this.step, this.options),
      );
    }
    return this.#byHour.get(hour);
  }

  /** The band over columns that may be longer than the buckets it is about, as after downsampling. */
  over(columns: { t0: number; step: number; values: readonly unknown[] }): {
    low: (number | null)[];
    high: (number | null)[];
  } {
    const usual = columns.values.map((_, index) =>
      this.at(columns.t0 + index * columns.step),
    );
    return {
      low: usual.map(one => one?.low ?? null),
      high: usual.map(one => one?.high ?? null),
    };
  }

  /**
   * How the newest value compares. It takes several buckets in a row outside to become unusual, and several inside to
   * become usual again, so that one noisy bucket changes nothing.
   */
  judge(series: JudgedSeries): Pick<Baseline, 'ratio' | 'unusual'> {
    const { t0, step, values } = series;
    const { kind } = this.options;
    // Of extremes, an hour knows the far side only; at an hourly period both.
    const highCounts = kind !== 'trough' || step >= HOUR;
    const lowCounts = kind !== 'peak' || step >= HOUR;
    const needed = step <= 300 ? 3 : 2;
    let unusual: boolean | undefined;
    let opposite = 0;
    values.forEach((value, index) => {
      const usual = this.at(t0 + index * step);
      if (value === null || !usual) {
        return;
      }
      const outside =
        (highCounts && value > usual.high) || (lowCounts && value < usual.low);
      opposite = outside === (unusual ?? false) ? 0 : opposite + 1;
      if (opposite >= needed) {
        unusual = outside;
        opposite = 0;
      } else {
        unusual ??= false;
      }
    });
    const last = newest(series);
    const usual = last && this.at(t0 + last.index * step);
    if (!usual) {
      return {};
    }
    return {
      ...(usual.middle > 0
        ? { ratio: Number((last.value / usual.middle).toPrecision(3)) }
        : {}),
      ...(unusual === undefined ? {} : { unusual }),
    };
  }
}

/** Share of the buckets between the first and the last value that have one; 1 where there is none. */
export function densityOf(values: readonly (number | null)[]): number {
  const first = values.findIndex(value => value !== null);
  if (first < 0) {
    return 1;
  }
  const last = values.findLastIndex(value => value !== null);
  const present = values.filter(value => value !== null).length;
  return present / (last - first + 1);
}

/**
 * How far values scatter from one bucket to the next, as a standard deviation: what hours cannot tell about minutes. From
 * the median of the differences, so that neither a jump nor a spike counts.
 */
export function noiseOf(values: readonly (number | null)[]): number {
  const known = values.filter(value => value !== null);
  const steps = known
    .slice(1)
    .map((value, index) => Math.abs(value - known[index]))
    .sort((a, b) => a - b);
  // The difference of two values scatters √2 times as much as each of them.
  return steps.length > 0
    ? graduated(
        (MAD_TO_DEVIATION * steps[Math.floor(steps.length / 2)]) / Math.SQRT2,
      )
    : 0;
}

/** Grades of an estimate to each doubling. */
const GRADES = 4;

/**
 * The nearest grade: what a few hundred values tell about their noise is hardly more exact, and a band that stays where
 * it was when a value is added costs readers nothing.
 */
function graduated(estimate: number): number {
  return estimate > 0
    ? 2 ** (Math.round(Math.log2(estimate) * GRADES) / GRADES)
    : 0;
}

/**
 * From an hour to a bucket. Sums are shared among the buckets of the hour that have a value; what does not add up stays
 * as it is. The band is widened by the spread of the hours, shorter buckets at least by how they scatter, and counts at
 * least by what chance does to them (Poisson: a count of n has the standard deviation √n).
 */
function usualIn(
  expected: Expectation,
  step: number,
  { kind, unit, density, noise }: BandOptions,
): Usual {
  const isShorter = step < HOUR;
  const buckets = Math.max(1, (HOUR / step) * density);
  const isAdditive = kind === 'count' || kind === 'sum';
  const share = isAdditive ? 1 / buckets : 1;
  const margin = (value: number) =>
    Math.max(
      expected.spread * share,
      isShorter ? CHANCE * noise : 0,
      isShorter && kind === 'count'
        ? CHANCE * Math.sqrt(Math.max(0, value))
        : 0,
    );
  const low = expected.low * share;
  const high = expected.high * share;
  return {
    middle: expected.middle * share,
    low: lowest(low - margin(low), expected, kind, step),
    high: highest(high + margin(high), expected, unit),
  };
}

/** What was never negative is not expected to be; and below the peaks of an hour, anything is usual in a minute. */
function lowest(
  low: number,
  expected: Expectation,
  kind: SeriesKind,
  step: number,
): number {
  if (kind === 'peak' && step < HOUR) {
    return Math.min(0, low);
  }
  return expected.low >= 0 ? Math.max(0, low) : low;
}

function highest(high: number, expected: Expectation, unit: string): number {
  return unit === 'Percent' && expected.high <= 100
    ? Math.min(100, high)
    : high;
}
