import { compareValues, Timestamp, toNumber, toText, Value } from './values';

/** Collects values of one group; `time` in Unix milliseconds, where rows still have one. */
export interface Aggregate {
  add(value: Value, time: number | undefined): void;
  result(): Value;
}

export interface AggregateDefinition {
  /** Whether `count(*)` or `count()` is allowed. */
  countsRows?: boolean;
  /** Whether a percentile follows the field. */
  takesPercentile?: boolean;
  create(percentile: number): Aggregate;
}

function ofNumbers(compute: (numbers: number[]) => Value): AggregateDefinition {
  return {
    create: () => {
      const numbers: number[] = [];
      return {
        add: value => {
          const number = toNumber(value);
          if (number !== undefined) numbers.push(number);
        },
        result: () => (numbers.length === 0 ? undefined : compute(numbers)),
      };
    },
  };
}

const total = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0);

const mean = (numbers: readonly number[]) => total(numbers) / numbers.length;

function deviation(numbers: readonly number[]): number {
  const centre = mean(numbers);
  return Math.sqrt(mean(numbers.map(number => (number - centre) ** 2)));
}

/** Linear between the two nearest ranks. */
function percentileOf(numbers: number[], percentile: number): number {
  const sorted = numbers.sort((a, b) => a - b);
  const rank = (percentile / 100) * (sorted.length - 1);
  const low = Math.floor(rank);
  const high = Math.ceil(rank);
  return sorted[low] + (sorted[high] - sorted[low]) * (rank - low);
}

/** Keeps one of the values: `better` tells whether the new one replaces the kept one. */
function keepOne(
  better: (
    value: Value,
    kept: Value,
    time: number | undefined,
    keptTime: number | undefined,
  ) => boolean,
): AggregateDefinition {
  return {
    create: () => {
      let kept: Value;
      let keptTime: number | undefined;
      return {
        add: (value, time) => {
          if (value === undefined) return;
          if (kept === undefined || better(value, kept, time, keptTime)) {
            kept = value;
            keptTime = time;
          }
        },
        // A moment comes out as its milliseconds; fromMillis() makes it one again.
        result: () => (kept instanceof Timestamp ? kept.milliseconds : kept),
      };
    },
  };
}

const sortsFirst = keepOne((value, kept) => compareValues(value, kept) < 0);
const sortsLast = keepOne((value, kept) => compareValues(value, kept) > 0);

const AGGREGATES: Record<string, AggregateDefinition> = {
  count: {
    countsRows: true,
    create: () => {
      let count = 0;
      return {
        add: value => {
          if (value !== undefined) count += 1;
        },
        result: () => count,
      };
    },
  },
  count_distinct: {
    create: () => {
      const texts = new Set<string>();
      return {
        add: value => {
          const text = toText(value);
          if (text !== undefined) texts.add(text);
        },
        result: () => texts.size,
      };
    },
  },
  sum: ofNumbers(total),
  avg: ofNumbers(mean),
  stddev: ofNumbers(deviation),
  pct: {
    takesPercentile: true,
    create: percentile =>
      ofNumbers(numbers => percentileOf(numbers, percentile)).create(0),
  },
  min: sortsFirst,
  max: sortsLast,
  sortsfirst: sortsFirst,
  sortslast: sortsLast,
  earliest: keepOne((_, __, time, keptTime) => (time ?? 0) < (keptTime ?? 0)),
  latest: keepOne((_, __, time, keptTime) => (time ?? 0) > (keptTime ?? 0)),
};

/** The aggregation function of a name in any case ("stats": aggregation and non-aggregation functions), or undefined. */
export function aggregateNamed(name: string): AggregateDefinition | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(AGGREGATES, key) ? AGGREGATES[key] : undefined;
}
