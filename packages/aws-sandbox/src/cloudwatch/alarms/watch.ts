import type {
  ComparisonOperator,
  PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import {
  compileQueries,
  partsOf,
  type Expression,
  type MathWindow,
  type MetricProgram,
  type MetricReader,
} from '../math';
import { COMPARISONS, type Limits } from './comparison';
import { evaluationRange, type Datapoint, type MissingData } from './verdict';

/** A data point with what it was compared with. */
export interface WatchedDatapoint extends Datapoint {
  limits: Limits;
}

const MINUTE = 60_000;

const LOOKS_AROUND = new Set([
  'DATAPOINT_COUNT',
  'DIFF',
  'DIFF_TIME',
  'RATE',
  'REMOVE_EMPTY',
  'RUNNING_SUM',
  'SORT',
]);
const REDUCES = new Set(['AVG', 'MAX', 'MIN', 'STDDEV', 'SUM']);

function looksAround(part: Expression): boolean {
  if (part.kind === 'keyword') return true;
  if (part.kind !== 'call') return false;
  if (REDUCES.has(part.name)) {
    const [argument] = part.args;
    const overArray =
      argument?.kind === 'array' ||
      (argument?.kind === 'call' && argument.name === 'METRICS');
    return !overArray;
  }
  return LOOKS_AROUND.has(part.name);
}

function ownMetric(config: PutMetricAlarmInput) {
  return {
    Id: 'm1',
    MetricStat: {
      Metric: {
        Namespace: config.Namespace,
        MetricName: config.MetricName,
        Dimensions: config.Dimensions,
      },
      Period: config.Period,
      Stat: config.Statistic ?? config.ExtendedStatistic,
      Unit: config.Unit,
    },
  };
}

/** What a metric alarm watches and how: its configuration, ready to be evaluated. */
export class AlarmWatch {
  /**
   * Whether a data point depends on how much around it is asked for, as with AVG(m1) over all of a series. Such an alarm is
   * computed range by range; all others once over the whole span.
   */
  private readonly dependsOnWindow: boolean;

  private constructor(
    private readonly program: MetricProgram,
    private readonly watchedId: string,
    private readonly bandId: string | undefined,
    readonly config: PutMetricAlarmInput,
    /** Seconds. */
    readonly period: number,
  ) {
    this.dependsOnWindow = program.queries.some(
      query =>
        query.kind === 'expression' &&
        [...partsOf(query.expression)].some(looksAround),
    );
  }

  /** @throws {MathError} when the alarm's queries are none */
  static create(config: PutMetricAlarmInput): AlarmWatch {
    const program = compileQueries(config.Metrics ?? [ownMetric(config)]);
    const bandId = config.ThresholdMetricId;
    const watched = program.queries.find(
      query => query.returnData && query.id !== bandId,
    );
    const period = Math.max(
      ...program.queries.map(query => query.period ?? 0),
      0,
    );
    return new AlarmWatch(
      program,
      watched?.id ?? program.queries[0].id,
      bandId,
      config,
      period || 60,
    );
  }

  get evaluationPeriods(): number {
    return this.config.EvaluationPeriods ?? 1;
  }

  /** How many data points must breach: M of N. */
  get datapointsToAlarm(): number {
    return this.config.DatapointsToAlarm ?? this.evaluationPeriods;
  }

  get operator(): ComparisonOperator {
    return this.config.ComparisonOperator!;
  }

  /** The metrics that the alarm reads. */
  get metrics() {
    return this.program.queries.filter(query => query.kind === 'metric');
  }

  get hasBand(): boolean {
    return this.bandId !== undefined;
  }

  /** Alarms on AWS/DynamoDB always ignore missing data (API_PutMetricAlarm, TreatMissingData). */
  get missingData(): MissingData {
    const dynamo = this.program.queries.some(
      query =>
        query.kind === 'metric' && query.metric.namespace === 'AWS/DynamoDB',
    );
    if (dynamo) return 'ignore';
    return (this.config.TreatMissingData ?? 'missing') as MissingData;
  }

  /** Time between evaluations, milliseconds. AWS documents a minute; long periods are looked at less often here. */
  get interval(): number {
    if (this.period < 60) return 10_000;
    if (this.period < 3600) return MINUTE;
    return this.period < 86_400 ? 5 * MINUTE : 60 * MINUTE;
  }

  /** Which percentile is watched, 0 to 100; undefined for other statistics. */
  get percentile(): number | undefined {
    const found = /^p(\d+(?:\.\d+)?)$/i.exec(
      this.config.ExtendedStatistic ?? '',
    );
    return found ? Number(found[1]) : undefined;
  }

  /**
   * The evaluation range of each moment, oldest data point first. A range ends with the last full minute (ten seconds for
   * high resolution) and slides: its periods are counted back from there.
   *
   * @param moments Unix milliseconds, ascending
   */
  rangesAt(
    reader: MetricReader,
    moments: readonly number[],
  ): WatchedDatapoint[][] {
    const step = this.period * 1000;
    const length = evaluationRange(this.evaluationPeriods) * step;
    const align = this.period < 60 ? 10_000 : MINUTE;
    const ends = moments.map(at => Math.floor(at / align) * align);

    const series = new Map<number, (timestamp: number) => WatchedDatapoint>();
    const lookUp = (end: number) => {
      const phase = this.dependsOnWindow ? end : end % step;
      const known = series.get(phase);
      if (known) return known;
      const sharing = this.dependsOnWindow
        ? [end]
        : ends.filter(other => other % step === phase);
      const found = this.read(reader, {
        from: sharing[0] - length,
        to: sharing[sharing.length - 1],
      });
      series.set(phase, found);
      return found;
    };

    return ends.map(end => {
      const pointAt = lookUp(end);
      const range: WatchedDatapoint[] = [];
      for (let at = end - length; at < end; at += step) range.push(pointAt(at));
      return range;
    });
  }

  /** Samples behind data points of an alarm on one metric; undefined for expressions. */
  sampleCount(reader: MetricReader, timestamp: number): number | undefined {
    const [query] = this.program.queries;
    if (this.config.Metrics || query.kind !== 'metric') return undefined;
    const { values } = reader.read(
      query.metric,
      'SampleCount',
      query.period,
      timestamp,
      timestamp + query.period * 1000,
      query.unit,
    );
    return values[0];
  }

  private read(
    reader: MetricReader,
    window: MathWindow,
  ): (timestamp: number) => WatchedDatapoint {
    const values = this.valuesOf(this.watchedId, reader, window)[0];
    const [upper, lower] = this.bandId
      ? this.valuesOf(this.bandId, reader, window)
      : [];
    const { Threshold: threshold } = this.config;
    const { breaches } = COMPARISONS[this.operator];
    return timestamp => {
      const value = values?.get(timestamp);
      const limits = this.bandId
        ? { upper: upper?.get(timestamp), lower: lower?.get(timestamp) }
        : { upper: threshold, lower: threshold };
      if (value === undefined) return { timestamp, limits };
      return { timestamp, value, limits, breaching: breaches(value, limits) };
    };
  }

  private valuesOf(
    id: string,
    reader: MetricReader,
    window: MathWindow,
  ): Map<number, number>[] {
    const { series } = this.program.runOne(id, reader, window);
    return series.map(
      one =>
        new Map(
          one.timestamps.map((timestamp, index) => [
            timestamp,
            one.values[index],
          ]),
        ),
    );
  }
}
