import { MetricIdentity, Place } from '../../model';
import { MetricReader } from '../math';
import { InMemoryMetricStore } from './metricStore';
import { statisticOf } from './statistics';

/** What a reader was asked for during one request. */
export interface Reading {
  metric: MetricIdentity;
  stat: string;
  periodSeconds: number;
  unit?: string;
  /** Units that the metric had data in. */
  units: readonly string[];
}

/** Reads one place's metrics for metric math, and remembers what was read: it is what AWS bills. */
export class RecordingReader implements MetricReader {
  readonly readings: Reading[] = [];

  static create(store: InMemoryMetricStore, place: Place): RecordingReader {
    return new RecordingReader(store, place);
  }

  private constructor(
    private readonly store: InMemoryMetricStore,
    private readonly place: Place,
  ) {}

  read(
    metric: MetricIdentity,
    stat: string,
    periodSeconds: number,
    from: number,
    to: number,
    unit?: string,
  ): { timestamps: number[]; values: number[] } {
    const { buckets, units } = this.store.readUnits(
      this.place,
      metric,
      from,
      to,
      periodSeconds,
      unit,
    );
    this.readings.push({ metric, stat, periodSeconds, unit, units });
    const statistic = statisticOf(stat);
    const timestamps: number[] = [];
    const values: number[] = [];
    for (const bucket of statistic ? buckets : []) {
      const value = statistic?.(bucket);
      if (value === undefined) continue;
      timestamps.push(bucket.start);
      values.push(value);
    }
    return { timestamps, values };
  }

  list(namespace?: string): readonly MetricIdentity[] {
    return this.store.list(this.place, namespace);
  }
}
