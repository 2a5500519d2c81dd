import type {
  Datapoint,
  GetMetricStatisticsCommandInput,
  GetMetricStatisticsCommandOutput,
  StandardUnit,
} from '@aws-sdk/client-cloudwatch';
import { Bucket, RequestContext } from '../../model';
import {
  invalidParameterCombination,
  invalidParameterValue,
  missingParameter,
} from '../errors';
import { toDimensions } from './identity';
import {
  checkDimensions,
  checkEnum,
  checkLength,
  checkMinimum,
  checkNamespace,
  checkUnit,
  isPeriod,
} from './input';
import { InMemoryMetricStore } from './metricStore';
import { statisticOf } from './statistics';
import { windowOf } from './window';

const MAX_DATAPOINTS = 1440;
const SIMPLE = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

type Output = Omit<GetMetricStatisticsCommandOutput, '$metadata'>;

/** GetMetricStatistics: several statistics of one metric; units are answered side by side. */
export function getMetricStatistics(
  input: GetMetricStatisticsCommandInput,
  { place, clock, meter }: RequestContext,
  store: InMemoryMetricStore,
): Output {
  check(input);
  const window = windowOf(
    input.StartTime!,
    input.EndTime!,
    clock.now(),
    input.Period!,
  );
  const metric = {
    namespace: input.Namespace!,
    metricName: input.MetricName!,
    dimensions: toDimensions(input.Dimensions),
  };
  const read = (unit?: string) =>
    store.readUnits(place, metric, window.from, window.to, input.Period!, unit);
  const units = input.Unit ? [input.Unit] : read().units;
  const datapoints = units.flatMap(unit =>
    read(unit).buckets.map(bucket => toDatapoint(bucket, input)),
  );
  meter?.('points', datapoints.length);
  return { Label: input.MetricName, Datapoints: datapoints };
}

function toDatapoint(
  bucket: Bucket,
  input: GetMetricStatisticsCommandInput,
): Datapoint {
  const valuesOf = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap(name => {
        const value = statisticOf(name)?.(bucket);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    Timestamp: new Date(bucket.start),
    ...valuesOf(input.Statistics ?? []),
    ...(input.ExtendedStatistics
      ? { ExtendedStatistics: valuesOf(input.ExtendedStatistics) }
      : {}),
    Unit: bucket.unit as StandardUnit,
  };
}

function check(input: GetMetricStatisticsCommandInput): void {
  for (const member of [
    'Namespace',
    'MetricName',
    'StartTime',
    'EndTime',
    'Period',
  ] as const) {
    if (input[member] === undefined) throw missingParameter(member);
  }
  checkNamespace(input.Namespace, 'namespace');
  checkLength(input.MetricName, 'metricName', 1, 255);
  checkDimensions(input.Dimensions, 'dimensions', {
    max: 30,
    valueRequired: true,
  });
  checkMinimum(input.Period, 'period', 1);
  checkUnit(input.Unit, 'unit');
  const { Statistics: simple, ExtendedStatistics: extended } = input;
  simple?.forEach((name, i) =>
    checkEnum(name, `statistics.${i + 1}.member`, SIMPLE),
  );
  if (!simple?.length && !extended?.length) {
    throw invalidParameterCombination(
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    );
  }
  const unknown = extended?.find(
    name => SIMPLE.includes(name) || !statisticOf(name),
  );
  if (unknown !== undefined) {
    throw invalidParameterValue(
      `The value ${unknown} for parameter ExtendedStatistics is not supported.`,
    );
  }
  if (!isPeriod(input.Period!)) {
    throw invalidParameterValue(
      'The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
    );
  }
  const span = input.EndTime!.getTime() - input.StartTime!.getTime();
  if (!(span > 0)) {
    throw invalidParameterValue(
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const asked = Math.ceil(span / 1000 / input.Period!);
  if (asked > MAX_DATAPOINTS) {
    throw invalidParameterCombination(
      `You have requested up to ${asked} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
}
