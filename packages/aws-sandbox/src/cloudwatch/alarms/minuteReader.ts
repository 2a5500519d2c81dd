import type { MetricIdentity, Place } from '../../model';
import type { MetricReader } from '../math';
import { metricKey } from '../metrics/identity';
import { RecordingReader } from '../metrics/metricReader';
import type { InMemoryMetricStore } from '../metrics/metricStore';

const MINUTE = 60_000;

/** Minutes of one metric from `from` to `to`, Unix milliseconds; a minute without data counts 0 values. */
interface Minutes {
  from: number;
  to: number;
  counts: Float64Array;
  sums: Float64Array;
  mins: Float64Array;
  maxs: Float64Array;
}

function total(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let index = start; index < end; index++) sum += values[index];
  return sum;
}

/** Statistics that can be put together from those of single minutes, from `start` to before `end`. */
const FROM_MINUTES = new Map<
  string,
  (minutes: Minutes, start: number, end: number) => number
>([
  ['SampleCount', ({ counts }, start, end) => total(counts, start, end)],
  ['Sum', ({ sums }, start, end) => total(sums, start, end)],
  [
    'Average',
    ({ sums, counts }, start, end) =>
      total(sums, start, end) / total(counts, start, end),
  ],
  ['Minimum', ({ mins }, start, end) => Math.min(...mins.subarray(start, end))],
  ['Maximum', ({ maxs }, start, end) => Math.max(...maxs.subarray(start, end))],
]);

/**
 * Reads metrics for many overlapping periods, as sliding alarms do: the minutes of a metric are fetched once and put together
 * as needed. What cannot be put together from minutes (percentiles, high resolution) is read as it is. Not to be kept longer
 * than one round of evaluations.
 */
export class MinuteReader implements MetricReader {
  private readonly spans = new Map<string, Minutes[]>();

  static create(store: InMemoryMetricStore, place: Place): MinuteReader {
    return new MinuteReader(store, place, RecordingReader.create(store, place));
  }

  private constructor(
    private readonly store: InMemoryMetricStore,
    private readonly place: Place,
    private readonly direct: MetricReader,
  ) {}

  read(
    metric: MetricIdentity,
    stat: string,
    periodSeconds: number,
    from: number,
    to: number,
    unit?: string,
  ): { timestamps: readonly number[]; values: readonly number[] } {
    const statistic = FROM_MINUTES.get(stat);
    if (!statistic || periodSeconds % 60 !== 0 || from % MINUTE !== 0) {
      return this.direct.read(metric, stat, periodSeconds, from, to, unit);
    }
    const step = periodSeconds * 1000;
    const minutes = this.minutesOf(metric, unit, from, to, step);
    const timestamps: number[] = [];
    const values: number[] = [];
    for (let at = from; at < to; at += step) {
      const start = (at - minutes.from) / MINUTE;
      const end = (Math.min(at + step, to) - minutes.from) / MINUTE;
      if (total(minutes.counts, start, end) === 0) continue;
      timestamps.push(at);
      values.push(statistic(minutes, start, end));
    }
    return { timestamps, values };
  }

  list(namespace?: string): readonly MetricIdentity[] {
    return this.direct.list(namespace);
  }

  /** Fetches a period more on both sides: the other positions of a sliding period lie there. */
  private minutesOf(
    metric: MetricIdentity,
    unit: string | undefined,
    from: number,
    to: number,
    margin: number,
  ): Minutes {
    const key = `${metric.namespace}/${unit}/${metricKey(metric)}`;
    const spans = this.spans.get(key) ?? [];
    this.spans.set(key, spans);
    const known = spans.find(span => span.from <= from && to <= span.to);
    if (known) return known;
    const fetched = this.fetch(metric, unit, from - margin, to + margin);
    spans.push(fetched);
    return fetched;
  }

  private fetch(
    metric: MetricIdentity,
    unit: string | undefined,
    from: number,
    to: number,
  ): Minutes {
    const length = Math.ceil((to - from) / MINUTE);
    const minutes = {
      from,
      to,
      counts: new Float64Array(length),
      sums: new Float64Array(length),
      mins: new Float64Array(length).fill(Infinity),
      maxs: new Float64Array(length).fill(-Infinity),
    };
    const { store, place } = this;
    for (const bucket of store.read(place, metric, from, to, 60, unit)) {
      const index = (bucket.start - from) / MINUTE;
      minutes.counts[index] = bucket.count;
      minutes.sums[index] = bucket.sum;
      minutes.mins[index] = bucket.min;
      minutes.maxs[index] = bucket.max;
    }
    return minutes;
  }
}
