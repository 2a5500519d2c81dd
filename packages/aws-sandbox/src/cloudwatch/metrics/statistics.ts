import { Bucket } from '../../model';
import { Sample } from './series';

/** One statistic of a bucket; undefined where the bucket cannot tell it (percentiles of a bare statistic set). */
export type Statistic = (bucket: Bucket) => number | undefined;

const SIMPLE: Record<string, Statistic> = {
  SampleCount: bucket => bucket.count,
  Sum: bucket => bucket.sum,
  Average: bucket => bucket.sum / bucket.count,
  Minimum: bucket => bucket.min,
  Maximum: bucket => bucket.max,
};

/** Ends of a range: undefined is open; percent are shares of the sorted samples, 0 to 100. */
interface Range {
  percent: boolean;
  low?: number;
  high?: number;
}

type Trimmed = (kept: Kept, bucket: Bucket) => number | undefined;

/** What lies within a range: how much of it, and its sum. */
interface Kept {
  count: number;
  sum: number;
  below: number;
  above: number;
  lowValue: number;
  highValue: number;
}

const TRIMMED: Record<string, Trimmed> = {
  tm: ({ count, sum }) => (count > 0 ? sum / count : undefined),
  tc: ({ count }) => count,
  ts: ({ sum }) => sum,
  wm: ({ count, sum, below, above, lowValue, highValue }) =>
    (sum + below * lowValue + above * highValue) / (count + below + above),
  pr: ({ count }, bucket) => (count / bucket.count) * 100,
};

const NUMBER = '\\d+(?:\\.\\d{1,10})?';
const PERCENTILE = new RegExp(`^p(${NUMBER})$`, 'i');
const SHORT = new RegExp(`^(tm|wm|tc|ts)(${NUMBER})$`, 'i');
const RANGED =
  /^(tm|wm|tc|ts|pr)\(\s*(-?\d+(?:\.\d{1,10})?%?)?\s*:\s*(-?\d+(?:\.\d{1,10})?%?)?\s*\)$/i;

const known = new Map<string, Statistic | undefined>();

/**
 * The statistic of a name, or undefined for a name that CloudWatch does not know: SampleCount, Sum, Average, Minimum,
 * Maximum, p99.9, tm90, tm(10%:90%), TM(150:1000), wm, tc, ts, PR(:300), IQM (CloudWatch user guide, "CloudWatch
 * statistics definitions").
 */
export function statisticOf(name: string): Statistic | undefined {
  if (!known.has(name)) {
    // Names come from callers; a cache without bound would be theirs to fill.
    if (known.size > 1000) known.clear();
    known.set(name, parse(name));
  }
  return known.get(name);
}

function parse(name: string): Statistic | undefined {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  const percentile = PERCENTILE.exec(name);
  if (percentile) {
    const rank = Number(percentile[1]);
    if (rank > 100) return undefined;
    return sampled(samples => valueAt(samples, rank));
  }
  if (/^iqm$/i.test(name)) {
    return trimmed(TRIMMED.tm, { percent: true, low: 25, high: 75 });
  }
  const short = SHORT.exec(name);
  if (short) {
    const high = Number(short[2]);
    if (high > 100) return undefined;
    return trimmed(TRIMMED[short[1].toLowerCase()], { percent: true, high });
  }
  const ranged = RANGED.exec(name);
  if (!ranged) return undefined;
  const kind = ranged[1].toLowerCase();
  const range = toRange(ranged[2], ranged[3]);
  if (!range || (kind === 'pr' && range.percent)) return undefined;
  return trimmed(TRIMMED[kind], range);
}

function toRange(low?: string, high?: string): Range | undefined {
  const ends = [low, high].filter(end => end !== undefined);
  const percents = ends.filter(end => end.endsWith('%')).length;
  if (ends.length === 0 || (percents > 0 && percents < ends.length)) {
    return undefined;
  }
  const percent = percents > 0;
  const number = (end?: string) =>
    end === undefined ? undefined : Number(end.replace('%', ''));
  const range = { percent, low: number(low), high: number(high) };
  const outside = (x?: number) => x !== undefined && (x < 0 || x > 100);
  if (percent && (outside(range.low) || outside(range.high))) return undefined;
  if ((range.low ?? -Infinity) >= (range.high ?? Infinity)) return undefined;
  return range;
}

/** Samples in order of their values. */
interface Sorted {
  values: Float64Array;
  /** How often each value was measured; undefined where each was once. */
  counts?: Float64Array;
  total: number;
}

function sort(samples: readonly Sample[]): Sorted {
  const values = new Float64Array(samples.length);
  let single = true;
  for (let i = 0; i < samples.length; i += 1) {
    values[i] = samples[i].value;
    single &&= samples[i].count === 1;
  }
  if (single) return { values: values.sort(), total: values.length };
  const sorted = [...samples].sort((a, b) => a.value - b.value);
  return {
    values: Float64Array.from(sorted, sample => sample.value),
    counts: Float64Array.from(sorted, sample => sample.count),
    total: sorted.reduce((sum, sample) => sum + sample.count, 0),
  };
}

function sampled(
  statistic: (sorted: Sorted, bucket: Bucket) => number | undefined,
): Statistic {
  return bucket => {
    const sorted = sort(bucket.samples);
    // Part of the data came as statistic sets that do not tell their values: CloudWatch has no percentiles then.
    const untold = Math.abs(sorted.total - bucket.count);
    if (untold > 1e-9 * bucket.count) return undefined;
    return statistic(sorted, bucket);
  };
}

function trimmed(kind: Trimmed, range: Range): Statistic {
  return sampled((sorted, bucket) =>
    kind(
      range.percent ? keepShare(sorted, range) : keepValues(sorted, range),
      bucket,
    ),
  );
}

/** The value at a percentile, 0 to 100, interpolated between the two samples around it. */
function valueAt({ values, counts, total }: Sorted, percentile: number) {
  const position = (percentile / 100) * (total - 1);
  const between = (left: number, right: number, share: number) =>
    values[left] * (1 - share) + values[right] * share;
  if (!counts) {
    const left = Math.floor(position);
    return between(left, Math.min(left + 1, total - 1), position - left);
  }
  let before = 0;
  for (let i = 0; i < values.length; i += 1) {
    const last = before + counts[i] - 1;
    if (position <= last) return values[i];
    if (i + 1 < values.length && position < last + 1) {
      return between(i, i + 1, position - last);
    }
    before += counts[i];
  }
  return values[values.length - 1];
}

/** Keeps the samples between two shares of the sorted data; a sample on a boundary counts for the part inside. */
function keepShare(sorted: Sorted, range: Range): Kept {
  const { values, counts, total } = sorted;
  const low = ((range.low ?? 0) / 100) * total;
  const high = ((range.high ?? 100) / 100) * total;
  let before = 0;
  let sum = 0;
  values.forEach((value, i) => {
    const after = before + (counts?.[i] ?? 1);
    const inside = Math.min(after, high) - Math.max(before, low);
    if (inside > 0) sum += inside * value;
    before = after;
  });
  return {
    count: high - low,
    sum,
    below: low,
    above: total - high,
    lowValue: valueAt(sorted, range.low ?? 0),
    highValue: valueAt(sorted, range.high ?? 100),
  };
}

/** Keeps the samples above the low value and up to the high one. */
function keepValues({ values, counts }: Sorted, range: Range): Kept {
  const low = range.low ?? -Infinity;
  const high = range.high ?? Infinity;
  const kept = { count: 0, sum: 0, below: 0, above: 0 };
  values.forEach((value, i) => {
    const count = counts?.[i] ?? 1;
    if (value <= low) kept.below += count;
    else if (value > high) kept.above += count;
    else {
      kept.count += count;
      kept.sum += value * count;
    }
  });
  return {
    ...kept,
    lowValue: range.low ?? 0,
    highValue: range.high ?? 0,
  };
}
