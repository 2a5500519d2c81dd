import type {
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { RequestContext } from '../../model';
import { invalidNextToken, validationError } from '../errors';
import {
  compileQueries,
  MathError,
  MathSeries,
  MathWindow,
  MetricProgram,
  QueryResult,
} from '../math';
import { billedMetrics } from './billing';
import { checkGetMetricData, MAX_DATAPOINTS } from './getMetricDataInput';
import { defaultLabels, fillLabel, isDynamic } from './labels';
import { RecordingReader } from './metricReader';
import { InMemoryMetricStore } from './metricStore';
import { readToken, requestPrint, writeToken } from './pageToken';
import { windowOf } from './window';

type Output = Omit<GetMetricDataCommandOutput, '$metadata'>;
type Result = MetricDataResult & { Timestamps: Date[]; Values: number[] };

/** GetMetricData: metrics and metric math, paged by data points. */
export function getMetricData(
  input: GetMetricDataCommandInput,
  context: RequestContext,
  store: InMemoryMetricStore,
): Output {
  const queries = checkGetMetricData(input, context.place);
  const { place, clock } = context;
  const print = requestPrint({ ...input, NextToken: undefined, place });
  const offset = readToken(input.NextToken, print, invalidNextToken);
  const program = compile(queries);
  const window = windowOf(
    input.StartTime!,
    input.EndTime!,
    clock.now(),
    finestPeriod(program),
  );
  const reader = RecordingReader.create(store, place);
  const results = run(program, reader, window).filter(r => r.returnData);
  const ascending = input.ScanBy === 'TimestampAscending';
  const labelled = label(results, context);
  const all = labelled.map(({ query, series, text }) => ({
    ...toResult(query.id, text, series, ascending),
    ...multipleUnits(query, series, program, reader),
  }));
  const page = paged(all, {
    offset,
    limit: input.MaxDatapoints ?? MAX_DATAPOINTS,
    print,
    // Math is answered on one page (API_GetMetricData, NextToken).
    continues: program.queries.every(query => query.kind === 'metric'),
  });
  context.meter?.('billedMetrics', billedMetrics(reader.readings));
  context.meter?.(
    'points',
    page.MetricDataResults!.reduce((sum, r) => sum + r.Values!.length, 0),
  );
  return page;
}

function compile(
  queries: NonNullable<GetMetricDataCommandInput['MetricDataQueries']>,
): MetricProgram {
  return refusing(() => compileQueries(queries));
}

function run(
  program: MetricProgram,
  reader: RecordingReader,
  window: MathWindow,
): QueryResult[] {
  return refusing(() => program.run(reader, window));
}

/** What cannot be read or computed is the caller's mistake. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MathError) throw validationError(error.message);
    throw error;
  }
}

function finestPeriod(program: MetricProgram): number {
  return Math.min(60, ...program.queries.map(query => query.period ?? 60));
}

interface Labelled {
  query: QueryResult;
  series: MathSeries;
  text: string;
}

function label(
  results: readonly QueryResult[],
  { place }: RequestContext,
): Labelled[] {
  const metrics = results.flatMap(query =>
    query.isArray ? [] : query.series.filter(series => series.metric),
  );
  const names = new Map(
    defaultLabels(metrics).map((name, i) => [metrics[i], name]),
  );
  return results.flatMap(query =>
    query.series.map(series => {
      const defaultLabel =
        names.get(series) ?? (query.isArray ? series.label : query.id);
      const text = textOf(query, defaultLabel);
      return {
        query,
        series,
        text: fillLabel(text, { series, place, defaultLabel }),
      };
    }),
  );
}

/** The series of an array share the query's label; what tells them apart follows it. */
function textOf({ label: own, isArray }: QueryResult, defaultLabel: string) {
  if (own === undefined || own === '') return defaultLabel;
  return isArray && !isDynamic(own) ? `${own} ${defaultLabel}` : own;
}

function toResult(
  id: string,
  text: string,
  { timestamps, values }: MathSeries,
  ascending: boolean,
): Result {
  const times = timestamps.map(time => new Date(time));
  return {
    Id: id,
    Label: text,
    Timestamps: ascending ? times : times.reverse(),
    Values: ascending ? [...values] : [...values].reverse(),
    StatusCode: 'Complete',
  };
}

function multipleUnits(
  query: QueryResult,
  series: MathSeries,
  program: MetricProgram,
  reader: RecordingReader,
): Pick<MetricDataResult, 'Messages'> {
  const asked = program.queries.find(({ id }) => id === query.id);
  if (asked?.kind !== 'metric' || asked.unit !== undefined) return {};
  const units = reader.readings.find(
    reading =>
      reading.metric === series.metric &&
      reading.stat === asked.stat &&
      reading.periodSeconds === asked.period,
  )?.units;
  if (!units || units.length < 2) return {};
  return {
    Messages: [
      {
        Code: 'MultipleUnits',
        Value: `Multiple units returned: '[${[...units].sort().join(', ')}]'`,
      },
    ],
  };
}

interface Paging {
  /** Data points that earlier pages had. */
  offset: number;
  limit: number;
  print: string;
  continues: boolean;
}

/** The data points from `offset` on, over all results in their order; what is cut short is PartialData. */
function paged(results: readonly Result[], paging: Paging): Output {
  const end = paging.offset + paging.limit;
  const page: Result[] = [];
  let before = 0;
  let cut = false;
  for (const result of results) {
    const after = before + result.Values.length;
    const from = Math.max(0, paging.offset - before);
    const to = Math.min(result.Values.length, end - before);
    const empty = result.Values.length === 0;
    const finishedEarlier = paging.offset > 0 && after <= paging.offset;
    const startsLater = empty ? before > end : before >= end;
    cut ||= after > end;
    before = after;
    if (finishedEarlier || startsLater) continue;
    page.push({
      ...result,
      Timestamps: result.Timestamps.slice(from, to),
      Values: result.Values.slice(from, to),
      StatusCode: after > end ? 'PartialData' : 'Complete',
    });
  }
  return {
    MetricDataResults: page,
    NextToken:
      cut && paging.continues ? writeToken(end, paging.print) : undefined,
    Messages: [],
  };
}
