import { Bucket, Clock, MetricIdentity, MetricStore, Place } from '../../model';
import { metricKey, placeKey } from './identity';
import { FUTURE, LISTED_FOR, retentionOf } from './retention';
import { MetricSeries, Sample } from './series';
import { StoredPoint, StoredSeries } from './storedSeries';
import { chooseUnit, NO_UNIT } from './units';

interface Metric {
  identity: MetricIdentity;
  /** Data put in, by unit. */
  stored: Map<string, StoredSeries>;
  attached: MetricSeries[];
}

/** What a read found: the buckets of one unit, and all units that the metric had data in. */
export interface UnitReading {
  buckets: Bucket[];
  /** Several where data came in several units; `buckets` then are of one of them, as CloudWatch does not convert. */
  units: string[];
}

/** Telemetry of all places in memory: data put in, and series attached to it such as scenario generators. */
export class InMemoryMetricStore implements MetricStore {
  /** place, namespace, metric. */
  readonly #places = new Map<string, Map<string, Map<string, Metric>>>();

  static create(clock: Clock): InMemoryMetricStore {
    return new InMemoryMetricStore(clock);
  }

  private constructor(private readonly clock: Clock) {}

  /** Lets a series answer for the metric, besides what is put in. */
  attach(place: Place, metric: MetricIdentity, series: MetricSeries): void {
    this.#metric(place, metric).attached.push(series);
  }

  put(
    place: Place,
    metric: MetricIdentity,
    point: StoredPoint & {
      timestamp: number;
      unit?: string;
      storageResolution: number;
    },
  ): void {
    const unit = point.unit ?? NO_UNIT;
    const { stored } = this.#metric(place, metric);
    let series = stored.get(unit);
    if (!series) {
      series = StoredSeries.create(unit);
      stored.set(unit, series);
    }
    const resolution = point.storageResolution * 1000;
    series.put(Math.floor(point.timestamp / resolution) * resolution, point);
  }

  list(place: Place, namespace?: string, withinMs = LISTED_FOR) {
    const now = this.clock.now();
    const namespaces = this.#places.get(placeKey(place)) ?? new Map();
    const found: MetricIdentity[] = [];
    for (const name of [...namespaces.keys()].sort()) {
      if (namespace !== undefined && name !== namespace) continue;
      for (const metric of namespaces.get(name)!.values()) {
        const alive = seriesOf(metric).some(series =>
          series.hasPoints(now - withinMs, now + FUTURE, now),
        );
        if (alive) found.push(metric.identity);
      }
    }
    return found;
  }

  read(
    place: Place,
    metric: MetricIdentity,
    from: number,
    to: number,
    periodSeconds: number,
    unit?: string,
  ): Bucket[] {
    return this.readUnits(place, metric, from, to, periodSeconds, unit).buckets;
  }

  /** As {@link read}; tells the units too. Buckets start at `from` and follow each other by the period. */
  readUnits(
    place: Place,
    metric: MetricIdentity,
    from: number,
    to: number,
    periodSeconds: number,
    unit?: string,
  ): UnitReading {
    const known = this.#places
      .get(placeKey(place))
      ?.get(metric.namespace)
      ?.get(metricKey(metric));
    if (!known) return { buckets: [], units: [] };
    const now = this.clock.now();
    const period = periodSeconds * 1000;
    // Buckets that started before the retention are gone whole; the others keep their places.
    const oldest = now - retentionOf(periodSeconds);
    const skipped = Math.max(0, Math.ceil((oldest - from) / period));
    const start = from + skipped * period;
    const end = Math.min(to, now + FUTURE);
    if (!(start < end)) return { buckets: [], units: [] };
    const candidates = seriesOf(known).filter(
      series => unit === undefined || series.unit === unit,
    );
    const units = [...new Set(candidates.map(series => series.unit))];
    const present =
      units.length === 1
        ? units
        : units.filter(u =>
            candidates.some(
              series => series.unit === u && series.hasPoints(start, end, now),
            ),
          );
    if (present.length === 0) return { buckets: [], units: [] };
    const chosen = chooseUnit(present);
    const buckets = aggregate(
      candidates.filter(series => series.unit === chosen),
      { start, end, period, now },
    );
    return { buckets, units: present };
  }

  #metric(place: Place, identity: MetricIdentity): Metric {
    const namespaces = getOrMake(
      this.#places,
      placeKey(place),
      () => new Map<string, Map<string, Metric>>(),
    );
    const metrics = getOrMake(
      namespaces,
      identity.namespace,
      () => new Map<string, Metric>(),
    );
    return getOrMake(metrics, metricKey(identity), () => ({
      identity,
      stored: new Map(),
      attached: [],
    }));
  }
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function seriesOf(metric: Metric): MetricSeries[] {
  return [...metric.attached, ...metric.stored.values()];
}

interface Window {
  start: number;
  end: number;
  /** Milliseconds. */
  period: number;
  now: number;
}

/** Samples are gathered when somebody asks for them: sums and averages, the usual case, do without. */
class SampledBucket implements Bucket {
  #samples: readonly Sample[] | undefined;

  constructor(
    readonly start: number,
    readonly count: number,
    readonly sum: number,
    readonly min: number,
    readonly max: number,
    private readonly series: readonly MetricSeries[],
    private readonly window: Window,
  ) {}

  get unit(): string {
    return this.series[0].unit;
  }

  get samples(): readonly Sample[] {
    if (this.#samples) return this.#samples;
    const { period, end, now } = this.window;
    const to = Math.min(this.start + period, end);
    const [first, ...others] = this.series.map(one =>
      one.samples(this.start, to, now),
    );
    this.#samples = others.length > 0 ? first.concat(...others) : first;
    return this.#samples;
  }
}

function aggregate(series: readonly MetricSeries[], window: Window): Bucket[] {
  const { start, end, period, now } = window;
  const length = Math.ceil((end - start) / period);
  const counts = new Float64Array(length);
  const sums = new Float64Array(length);
  const mins = new Float64Array(length).fill(Infinity);
  const maxs = new Float64Array(length).fill(-Infinity);
  for (const one of series) {
    one.visit(start, end, now, (time, count, sum, min, max) => {
      const i = Math.floor((time - start) / period);
      counts[i] += count;
      sums[i] += sum;
      if (min < mins[i]) mins[i] = min;
      if (max > maxs[i]) maxs[i] = max;
    });
  }
  const buckets: Bucket[] = [];
  for (let i = 0; i < length; i += 1) {
    if (counts[i] === 0) continue;
    buckets.push(
      new SampledBucket(
        start + i * period,
        counts[i],
        sums[i],
        mins[i],
        maxs[i],
        series,
        window,
      ),
    );
  }
  return buckets;
}
