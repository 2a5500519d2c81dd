import type {
  MetricDatum,
  PutMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { MetricStore, RequestContext } from '../../model';
import {
  invalidParameterCombination,
  invalidParameterValue,
  missingParameter,
} from '../errors';
import { toDimensions } from './identity';
import {
  checkDimensions,
  checkLength,
  checkNamespace,
  checkUnit,
  requirePresent,
} from './input';
import { FUTURE } from './retention';

const MAX_METRICS = 1000;
const MAX_VALUES = 150;
const PAST = 14 * 24 * 3_600_000;
/** Values that CloudWatch can keep: 2^360 either way (API_MetricDatum). */
const MAX_VALUE = 2 ** 360;

/** PutMetricData: everything is checked before anything is kept. */
export function putMetricData(
  input: PutMetricDataCommandInput,
  { place, clock }: RequestContext,
  store: MetricStore,
): Record<string, never> {
  const { Namespace: namespace } = input;
  if (!namespace) throw missingParameter('Namespace');
  checkNamespace(namespace, 'namespace');
  const data = [
    ...(input.MetricData ?? []),
    ...(input.EntityMetricData ?? []).flatMap(({ MetricData }) => [
      ...(MetricData ?? []),
    ]),
  ];
  if (data.length === 0) throw missingParameter('MetricData');
  if (data.length > MAX_METRICS) {
    throw invalidParameterValue(
      `The collection MetricData must not have a size greater than ${MAX_METRICS}.`,
    );
  }
  const now = clock.now();
  data.forEach((datum, i) =>
    checkDatum(datum, `MetricData.member.${i + 1}`, now),
  );
  for (const datum of data) {
    const set = datum.StatisticValues;
    store.put(
      place,
      {
        namespace,
        metricName: datum.MetricName!,
        dimensions: toDimensions(datum.Dimensions),
      },
      {
        timestamp: datum.Timestamp?.getTime() ?? now,
        value: datum.Value,
        values: datum.Values,
        counts: datum.Counts,
        statistics: set && {
          count: set.SampleCount!,
          sum: set.Sum!,
          min: set.Minimum!,
          max: set.Maximum!,
        },
        unit: datum.Unit,
        storageResolution: datum.StorageResolution ?? 60,
      },
    );
  }
  return {};
}

function checkDatum(datum: MetricDatum, at: string, now: number): void {
  const member = at.replace('MetricData', 'metricData');
  if (!datum.MetricName) throw missingParameter(`${at}.MetricName`);
  checkLength(datum.MetricName, `${member}.metricName`, 1, 255);
  checkDimensions(datum.Dimensions, `${member}.dimensions`, {
    max: 30,
    valueRequired: true,
  });
  checkUnit(datum.Unit, `${member}.unit`);
  checkForm(datum, at);
  checkValues(datum, at);
  checkTime(datum.Timestamp, at, now);
  if (![undefined, 1, 60].includes(datum.StorageResolution)) {
    throw invalidParameterValue(
      `The parameter ${at}.StorageResolution must be equal to 1 or 60.`,
    );
  }
}

/** One of Value, Values and StatisticValues. */
function checkForm(datum: MetricDatum, at: string): void {
  const forms = (['Value', 'Values', 'StatisticValues'] as const).filter(
    form => datum[form] !== undefined && datum[form] !== null,
  );
  if (forms.length === 0) {
    throw missingParameter(`${at}.Value`);
  }
  if (forms.length > 1) {
    throw invalidParameterCombination(
      `The parameters ${at}.${forms[0]} and ${at}.${forms[1]} are mutually exclusive and you have specified both.`,
    );
  }
}

function checkValues(datum: MetricDatum, at: string): void {
  const { Values: values, Counts: counts, StatisticValues: set } = datum;
  if (counts && counts.length !== (values?.length ?? 0)) {
    throw invalidParameterValue(
      `The parameters ${at}.Values and ${at}.Counts must be of the same size.`,
    );
  }
  if (values && values.length > MAX_VALUES) {
    throw invalidParameterValue(
      `The collection ${at}.Values must not have a size greater than ${MAX_VALUES}.`,
    );
  }
  if (set) {
    requirePresent(set.SampleCount, 'statisticValues.sampleCount');
    requirePresent(set.Sum, 'statisticValues.sum');
    requirePresent(set.Minimum, 'statisticValues.minimum');
    requirePresent(set.Maximum, 'statisticValues.maximum');
    if (set.Minimum > set.Maximum) {
      throw invalidParameterCombination(
        `The parameter ${at}.StatisticValues.Maximum must be greater than or equal to ${at}.StatisticValues.Minimum.`,
      );
    }
  }
  const numbers = [
    ...(datum.Value === undefined ? [] : [datum.Value]),
    ...(values ?? []),
    ...(counts ?? []),
    ...(set ? [set.SampleCount!, set.Sum!, set.Minimum!, set.Maximum!] : []),
  ];
  for (const number of numbers) {
    if (!(Math.abs(Number(number)) <= MAX_VALUE)) {
      throw invalidParameterValue(
        `The value ${number} for parameter ${at} is invalid.`,
      );
    }
  }
  const negative = [...(counts ?? []), ...(set ? [set.SampleCount!] : [])];
  if (negative.some(count => count < 0)) {
    throw invalidParameterValue(
      `The parameter ${at}.Counts must not be negative.`,
    );
  }
}

function checkTime(time: Date | undefined, at: string, now: number): void {
  if (!time) return;
  if (!(time.getTime() >= now - PAST && time.getTime() <= now + FUTURE)) {
    throw invalidParameterValue(
      `The parameter ${at}.Timestamp must specify a time no more than two weeks in the past and two hours in the future.`,
    );
  }
}
