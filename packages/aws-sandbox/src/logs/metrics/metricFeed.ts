import { MetricSeries } from '../../cloudwatch/metrics/series';
import { MetricIdentity, MetricStore, Place } from '../../model';
import { LogEvent, LogGroup, MetricFilter } from '../groups';
import { LogStore } from '../store';
import { GeneratedFilterSeries } from './generatedFilterSeries';
import { emissionOf, identityOf } from './transformation';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What metric filters write to: points of events that were put, and series of generated ones. */
export interface MetricSink extends Pick<MetricStore, 'put'> {
  attach(place: Place, metric: MetricIdentity, series: MetricSeries): void;
}

/** Turns log events into metrics, as the log groups' metric filters say. */
export class MetricFeed {
  /** Minutes that a filter already published its default value for. */
  readonly #defaulted = new WeakMap<MetricFilter, Set<number>>();

  static create(store: LogStore, sink: MetricSink): MetricFeed {
    return new MetricFeed(store, sink);
  }

  private constructor(
    private readonly store: LogStore,
    private readonly sink: MetricSink,
  ) {}

  /** Publishes what the filters make of events that were just put. */
  accept(place: Place, group: LogGroup, events: readonly LogEvent[]): void {
    for (const filter of group.metricFilters.values()) {
      const { transformation, pattern } = filter;
      const silent = new Set<number>();
      const loud = new Set<number>();
      for (const event of events) {
        const minute = Math.floor(event.timestamp / MINUTE_MS) * MINUTE_MS;
        const emission = pattern.matches(event.message)
          ? emissionOf(pattern, transformation, event.message)
          : undefined;
        if (!emission) {
          silent.add(minute);
          continue;
        }
        loud.add(minute);
        this.#put(place, filter, emission.metric, minute, emission.value);
      }
      const { defaultValue } = transformation;
      if (defaultValue === undefined) continue;
      const done = this.#defaulted.get(filter) ?? new Set();
      this.#defaulted.set(filter, done);
      for (const minute of silent) {
        if (loud.has(minute) || done.has(minute)) continue;
        done.add(minute);
        this.#put(
          place,
          filter,
          identityOf(transformation),
          minute,
          defaultValue,
        );
      }
    }
  }

  /** Lets a filter that is new count its log group's generated events. */
  follow(place: Place, group: LogGroup, filter: MetricFilter): void {
    if (!this.store.isGenerated(place, group)) return;
    for (const metric of this.#metricsOf(place, group, filter)) {
      this.sink.attach(
        place,
        metric,
        GeneratedFilterSeries.create(
          this.store,
          { place, group, filter },
          metric,
        ),
      );
    }
  }

  /** A filter with dimensions makes one metric for each of their values; a day of events tells which there are. */
  #metricsOf(
    place: Place,
    group: LogGroup,
    filter: MetricFilter,
  ): MetricIdentity[] {
    const { transformation, pattern } = filter;
    if (!transformation.dimensions) return [identityOf(transformation)];
    const latest = this.store.latest(group);
    const found = new Map<string, MetricIdentity>();
    for (const event of this.store.generated(
      place,
      group,
      latest - DAY_MS,
      latest + 1,
    )) {
      if (!pattern.matches(event.message)) continue;
      const emission = emissionOf(pattern, transformation, event.message);
      if (emission) {
        found.set(JSON.stringify(emission.metric.dimensions), emission.metric);
      }
    }
    return [...found.values()];
  }

  #put(
    place: Place,
    filter: MetricFilter,
    metric: MetricIdentity,
    timestamp: number,
    value: number,
  ): void {
    this.sink.put(place, metric, {
      timestamp,
      value,
      unit: filter.transformation.unit ?? 'None',
      storageResolution: 60,
    });
  }
}
