import { MetricSeries, PointVisitor, Sample } from './series';

/** One PutMetricData entry: one value, values with counts, or a statistic set. */
export interface StoredPoint {
  value?: number;
  values?: number[];
  counts?: number[];
  statistics?: { count: number; sum: number; min: number; max: number };
}

interface Point {
  time: number;
  count: number;
  sum: number;
  min: number;
  max: number;
  samples: Map<number, number>;
}

/** What was put in by PutMetricData: kept as it came, at most one point a second (or a minute) and unit. */
export class StoredSeries implements MetricSeries {
  /** Ascending by time. */
  readonly #points: Point[] = [];

  static create(unit: string): StoredSeries {
    return new StoredSeries(unit);
  }

  private constructor(readonly unit: string) {}

  /** @param time Unix milliseconds, already rounded down to the storage resolution */
  put(time: number, entry: StoredPoint): void {
    const point = this.#pointAt(time);
    const set = entry.statistics;
    if (set) {
      add(point, set.count, set.sum, set.min, set.max);
      // Only where all values must have been equal does a statistic set tell what they were.
      if (set.count > 0 && set.min === set.max) {
        addSample(point, set.min, set.count);
      }
      return;
    }
    const values =
      entry.values ?? (entry.value === undefined ? [] : [entry.value]);
    values.forEach((value, i) => {
      const count = entry.counts?.[i] ?? 1;
      if (count === 0) return;
      add(point, count, value * count, value, value);
      addSample(point, value, count);
    });
  }

  visit(from: number, to: number, _now: number, visitor: PointVisitor): void {
    for (let i = this.#firstAtOrAfter(from); i < this.#points.length; i += 1) {
      const { time, count, sum, min, max } = this.#points[i];
      if (time >= to) return;
      if (count > 0) visitor(time, count, sum, min, max);
    }
  }

  samples(from: number, to: number): readonly Sample[] {
    const all: Sample[] = [];
    for (let i = this.#firstAtOrAfter(from); i < this.#points.length; i += 1) {
      if (this.#points[i].time >= to) break;
      for (const [value, count] of this.#points[i].samples) {
        all.push({ value, count });
      }
    }
    return all;
  }

  hasPoints(from: number, to: number): boolean {
    const point = this.#points[this.#firstAtOrAfter(from)];
    return point !== undefined && point.time < to;
  }

  #firstAtOrAfter(time: number): number {
    let low = 0;
    let high = this.#points.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#points[middle].time < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #pointAt(time: number): Point {
    const index = this.#firstAtOrAfter(time);
    if (this.#points[index]?.time === time) return this.#points[index];
    const point: Point = {
      time,
      count: 0,
      sum: 0,
      min: Infinity,
      max: -Infinity,
      samples: new Map(),
    };
    this.#points.splice(index, 0, point);
    return point;
  }
}

function add(
  point: Point,
  count: number,
  sum: number,
  min: number,
  max: number,
): void {
  point.count += count;
  point.sum += sum;
  point.min = Math.min(point.min, min);
  point.max = Math.max(point.max, max);
}

function addSample(point: Point, value: number, count: number): void {
  point.samples.set(value, (point.samples.get(value) ?? 0) + count);
}
