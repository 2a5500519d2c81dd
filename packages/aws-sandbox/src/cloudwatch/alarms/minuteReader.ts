import type { Bucket, MetricIdentity, Place } from '../../model';
import type { MetricReader } from '../math';
import { metricKey } from '../metrics/identity';
import { RecordingReader } from '../metrics/metricReader';
import type { InMemoryMetricStore } from '../metrics/metricStore';

const MINUTE = 60_000;

/** Minutes of one metric, from `from` on. Times in Unix milliseconds. */
interface Minutes {
  from: number;
  to: number;
  buckets: readonly (Bucket | undefined)[];
}

interface Total {
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** Statistics that can be put together from those of shorter periods. */
const FROM_MINUTES: Record<string, (total: Total) => number> = {
  SampleCount: total => total.count,
  Sum: total => total.sum,
  Average: total => total.sum / total.count,
  Minimum: total => total.min,
  Maximum: total => total.max,
};

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
    const statistic = FROM_MINUTES[stat];
    if (!statistic || periodSeconds % 60 !== 0 || from % MINUTE !== 0) {
      return this.direct.read(metric, stat, periodSeconds, from, to, unit);
    }
    const step = periodSeconds * 1000;
    const minutes = this.minutesOf(metric, unit, from, to, step);
    const timestamps: number[] = [];
    const values: number[] = [];
    for (let start = from; start < to; start += step) {
      const total = totalOf(minutes, start, Math.min(start + step, to));
      if (total.count === 0) continue;
      timestamps.push(start);
      values.push(statistic(total));
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
    const start = from - margin;
    const end = to + margin;
    const buckets: (Bucket | undefined)[] = [];
    for (const bucket of this.store.read(
      this.place,
      metric,
      start,
      end,
      60,
      unit,
    )) {
      buckets[(bucket.start - start) / MINUTE] = bucket;
    }
    const fetched = { from: start, to: end, buckets };
    spans.push(fetched);
    return fetched;
  }
}

function totalOf(minutes: Minutes, from: number, to: number): Total {
  const total = { count: 0, sum: 0, min: Infinity, max: -Infinity };
  const end = (to - minutes.from) / MINUTE;
  for (let index = (from - minutes.from) / MINUTE; index < end; index++) {
    const bucket = minutes.buckets[index];
    if (!bucket) continue;
    total.count += bucket.count;
    total.sum += bucket.sum;
    total.min = Math.min(total.min, bucket.min);
    total.max = Math.max(total.max, bucket.max);
  }
  return total;
}
