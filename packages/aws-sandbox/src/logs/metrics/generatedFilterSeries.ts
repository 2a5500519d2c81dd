import {
  MetricSeries,
  PointVisitor,
  Sample,
} from '../../cloudwatch/metrics/series';
import { MetricIdentity, Place } from '../../model';
import { LogGroup, MetricFilter } from '../groups';
import { LogStore } from '../store';
import { emissionOf } from './transformation';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** How far back the points reach: every one of them costs the reading of its minute's events. */
const HISTORY_MS = 3 * 24 * HOUR_MS;
const KEPT_HOURS = 100;

interface Minute {
  time: number;
  values: number[];
}

/**
 * What a metric filter makes of its log group's generated events: one point a minute, computed when it is asked for and
 * kept by the hour; three days back. Ends with the filter.
 */
export class GeneratedFilterSeries implements MetricSeries {
  readonly unit: string;
  readonly #hours = new Map<number, Minute[]>();

  static create(
    store: LogStore,
    source: { place: Place; group: LogGroup; filter: MetricFilter },
    metric: MetricIdentity,
  ): GeneratedFilterSeries {
    return new GeneratedFilterSeries(store, source, metric);
  }

  private constructor(
    private readonly store: LogStore,
    private readonly source: {
      place: Place;
      group: LogGroup;
      filter: MetricFilter;
    },
    private readonly metric: MetricIdentity,
  ) {
    this.unit = source.filter.transformation.unit ?? 'None';
  }

  visit(from: number, to: number, now: number, visitor: PointVisitor): void {
    for (const { time, values } of this.#minutes(from, to, now)) {
      visitor(
        time,
        values.length,
        values.reduce((sum, value) => sum + value, 0),
        Math.min(...values),
        Math.max(...values),
      );
    }
  }

  samples(from: number, to: number, now: number): readonly Sample[] {
    return [...this.#minutes(from, to, now)].flatMap(({ values }) =>
      values.map(value => ({ value, count: 1 })),
    );
  }

  hasPoints(from: number, to: number, now: number): boolean {
    return !this.#minutes(from, to, now).next().done;
  }

  *#minutes(from: number, to: number, now: number): Generator<Minute, void> {
    const { place, group, filter } = this.source;
    const alive =
      this.store.find(place, group.name) === group &&
      group.metricFilters.get(filter.name) === filter;
    if (!alive) return;
    const start = Math.max(
      from,
      filter.appliesFrom,
      now - HISTORY_MS,
      this.store.earliest(place, group),
    );
    // A minute is published when it is over.
    const end = Math.min(to, Math.floor(now / MINUTE_MS) * MINUTE_MS);
    for (
      let hour = Math.floor(start / HOUR_MS) * HOUR_MS;
      hour < end;
      hour += HOUR_MS
    ) {
      for (const minute of this.#hour(hour, now)) {
        if (minute.time >= start && minute.time < end) yield minute;
      }
    }
  }

  #hour(hour: number, now: number): Minute[] {
    const known = this.#hours.get(hour);
    if (known) return known;
    const minutes = this.#compute(hour);
    // The hour that is not over yet still grows.
    if (hour + HOUR_MS <= now) {
      if (this.#hours.size >= KEPT_HOURS) {
        this.#hours.delete(this.#hours.keys().next().value!);
      }
      this.#hours.set(hour, minutes);
    }
    return minutes;
  }

  #compute(hour: number): Minute[] {
    const { place, group, filter } = this.source;
    const minutes = new Map<number, number[]>();
    const wanted = JSON.stringify(this.metric.dimensions);
    const end = hour + HOUR_MS;
    this.store.visitGenerated(place, group, hour, end, (timestamp, message) => {
      const time = Math.floor(timestamp / MINUTE_MS) * MINUTE_MS;
      let values = minutes.get(time);
      if (!values) {
        values = [];
        minutes.set(time, values);
      }
      if (!filter.pattern.matches(message)) return;
      const emission = emissionOf(
        filter.pattern,
        filter.transformation,
        message,
      );
      if (emission && JSON.stringify(emission.metric.dimensions) === wanted) {
        values.push(emission.value);
      }
    });
    const { defaultValue } = filter.transformation;
    return [...minutes]
      .map(([time, values]) => ({
        time,
        values:
          values.length === 0 && defaultValue !== undefined
            ? [defaultValue]
            : values,
      }))
      .filter(({ values }) => values.length > 0)
      .sort((a, b) => a.time - b.time);
  }
}
