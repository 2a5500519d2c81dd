import {
  MetricSeries,
  PointVisitor,
  Sample,
} from '../cloudwatch/metrics/series';
import { parseMoment } from './moments';
import { bitsAt, driftAt, normalAt, seedOf, uniformAt } from './noise';
import { ScenarioMetric } from './schema';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Change {
  from: number;
  to: number;
  /** Milliseconds; 0 where the change comes at once. */
  ramp: number;
  set?: number;
  add?: number;
  multiply?: number;
  gap?: true;
}

/** Shapes that the samples within a point can have: factors around 1, ascending, their mean exactly 1. */
const SHAPES = 32;

/**
 * A metric of a scenario. Every point is computed from the seed and its own time alone: no state, any window, in any
 * order, always the same values. A point exists from a minute after its time (sooner where points come more often).
 */
export class GeneratedSeries implements MetricSeries {
  readonly unit: string;
  readonly #every: number;
  readonly #seed: number;
  readonly #changes: Change[];
  readonly #shapes: Float64Array[];
  /** Written by #draw: whether there is a point, and its level after noise. */
  #level = 0;

  /**
   * @param seed text that stands for the scenario and the metric
   * @param anchor Unix milliseconds that the changes' moments are relative to
   */
  static create(
    metric: ScenarioMetric,
    seed: string,
    anchor: number,
  ): GeneratedSeries {
    return new GeneratedSeries(metric, seedOf(seed), anchor);
  }

  private constructor(
    private readonly metric: ScenarioMetric,
    seed: number,
    anchor: number,
  ) {
    this.unit = metric.unit;
    this.#seed = seed;
    this.#every = Math.max(1000, parseMoment(metric.every));
    this.#changes = metric.changes.map(change => ({
      ...change,
      from: anchor + parseMoment(change.from),
      to: change.to === undefined ? Infinity : anchor + parseMoment(change.to),
      ramp: change.ramp === undefined ? 0 : parseMoment(change.ramp),
    }));
    this.#shapes = Array.from({ length: SHAPES }, (_, i) =>
      shape(seed ^ (i * 0x01000193), metric.samples, metric.spread),
    );
  }

  visit(from: number, to: number, now: number, visitor: PointVisitor): void {
    const every = this.#every;
    const last = this.#lastSlot(to, now);
    for (let slot = Math.ceil(from / every); slot <= last; slot += 1) {
      if (this.#draw(slot)) this.#emit(slot, visitor);
    }
  }

  samples(from: number, to: number, now: number): readonly Sample[] {
    const all: Sample[] = [];
    const last = this.#lastSlot(to, now);
    for (let slot = Math.ceil(from / this.#every); slot <= last; slot += 1) {
      if (!this.#draw(slot)) continue;
      for (const value of this.#values(slot)) all.push({ value, count: 1 });
    }
    return all;
  }

  hasPoints(from: number, to: number, now: number): boolean {
    const first = Math.ceil(from / this.#every);
    for (let slot = this.#lastSlot(to, now); slot >= first; slot -= 1) {
      if (this.#draw(slot)) return true;
    }
    return false;
  }

  /** The last slot before `to` whose point exists at `now`. */
  #lastSlot(to: number, now: number): number {
    const delay = Math.min(this.#every, MINUTE);
    return Math.min(
      Math.ceil(to / this.#every) - 1,
      Math.floor((now - delay) / this.#every),
    );
  }

  /** Leaves the slot's value in #level; false where there is no point. */
  #draw(slot: number): boolean {
    const time = slot * this.#every;
    const { hours, noise, kind, min, max } = this.metric;
    if (hours && !within(hours, (time % DAY) / HOUR)) return false;
    let level = this.#season(time);
    for (const change of this.#changes) {
      if (time < change.from || time >= change.to) continue;
      if (change.gap) return false;
      const share = change.ramp
        ? Math.min(1, (time - change.from) / change.ramp)
        : 1;
      if (change.set !== undefined) level += (change.set - level) * share;
      if (change.add !== undefined) level += change.add * share;
      if (change.multiply !== undefined) {
        level *= 1 + (change.multiply - 1) * share;
      }
    }
    const floor = level >= 0 ? 0 : -Infinity;
    if (kind === 'count') {
      level *= 1 + noise * normalAt(this.#seed, slot);
      // Rounding up as often as the fraction says keeps the mean, so that 0.01 is one error in a hundred minutes.
      level = Math.floor(level + uniformAt(this.#seed ^ 0x68e31da4, slot));
    } else if (noise > 0) {
      level *= 1 + noise * driftAt(this.#seed, slot);
    }
    if (level < floor) level = floor;
    if (min !== undefined && level < min) level = min;
    if (max !== undefined && level > max) level = max;
    this.#level = level;
    return true;
  }

  #season(time: number): number {
    const { base, daily, weekend } = this.metric;
    let level = base;
    if (daily > 0) {
      const hour = (time % DAY) / HOUR;
      level *= 1 + daily * Math.cos(((hour - 13.5) / 12) * Math.PI);
    }
    if (weekend > 0) {
      // The epoch was a Thursday.
      const day = (Math.floor(time / DAY) + 4) % 7;
      if (day === 0 || day === 6) level *= 1 - weekend;
    }
    return level;
  }

  #emit(slot: number, visitor: PointVisitor): void {
    const time = slot * this.#every;
    const level = this.#level;
    const n = this.metric.samples;
    if (n === 1) {
      visitor(time, 1, level, level, level);
      return;
    }
    const factors = this.#shape(slot);
    if (this.metric.kind === 'level' && level >= 0 && this.#fits(factors)) {
      visitor(time, n, level * n, level * factors[0], level * factors[n - 1]);
      return;
    }
    const values = this.#values(slot);
    visitor(
      time,
      n,
      values.reduce((sum, value) => sum + value, 0),
      Math.min(...values),
      Math.max(...values),
    );
  }

  #values(slot: number): number[] {
    const level = this.#level;
    const n = this.metric.samples;
    if (n === 1) return [level];
    if (this.metric.kind === 'count') {
      // A count is the sum of its samples, as evenly spread over them as whole numbers can be.
      const each = Math.floor(level / n);
      return Array.from({ length: n }, (_, i) =>
        i < level - each * n ? each + 1 : each,
      );
    }
    const { min = -Infinity, max = Infinity } = this.metric;
    const factors = this.#shape(slot);
    // A plain loop: percentiles over weeks come through here millions of times.
    const values = new Array<number>(n);
    for (let i = 0; i < n; i += 1) {
      values[i] = Math.min(max, Math.max(min, level * factors[i]));
    }
    return values;
  }

  #shape(slot: number): Float64Array {
    return this.#shapes[bitsAt(this.#seed ^ 0x1b873593, slot) % SHAPES];
  }

  #fits(factors: Float64Array): boolean {
    const { min = -Infinity, max = Infinity } = this.metric;
    return (
      this.#level * factors[0] >= min &&
      this.#level * factors[factors.length - 1] <= max
    );
  }
}

/** Whether an hour of the day lies in [start, end), which may go over midnight. */
function within([start, end]: [number, number], hour: number): boolean {
  return start <= end
    ? hour >= start && hour < end
    : hour >= start || hour < end;
}

/** Log-normal factors: positive, skewed to the right as latencies are. */
function shape(seed: number, length: number, spread: number): Float64Array {
  const sigma = Math.sqrt(Math.log(1 + spread * spread));
  const factors = Float64Array.from({ length }, (_, i) =>
    Math.exp(sigma * normalAt(seed, i)),
  ).sort();
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / length;
  return factors.map(factor => factor / mean);
}
