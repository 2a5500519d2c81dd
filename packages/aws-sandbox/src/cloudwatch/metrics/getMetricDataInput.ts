import type {
  GetMetricDataCommandInput,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { Place } from '../../model';
import {
  invalidParameterValue,
  missingParameter,
  validationError,
} from '../errors';
import {
  checkDimensions,
  checkEnum,
  checkLength,
  checkMinimum,
  checkNamespace,
  checkUnit,
  isPeriod,
  requirePresent,
} from './input';
import { checkLabel } from './labels';
import { statisticOf } from './statistics';

/** Data points of one page, and of a request that names no limit. */
export const MAX_DATAPOINTS = 100_800;

const MAX_QUERIES = 500;

/** The queries of a request, once everything that can be checked without computing is right. */
export function checkGetMetricData(
  input: GetMetricDataCommandInput,
  { accountId }: Place,
): MetricDataQuery[] {
  const { MetricDataQueries: queries, StartTime, EndTime } = input;
  requirePresent(queries, 'metricDataQueries');
  requirePresent(StartTime, 'startTime');
  requirePresent(EndTime, 'endTime');
  checkEnum(input.ScanBy, 'scanBy', [
    'TimestampDescending',
    'TimestampAscending',
  ]);
  if (queries.length === 0) throw missingParameter('MetricDataQueries');
  if (queries.length > MAX_QUERIES) {
    throw validationError(
      `The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`,
    );
  }
  if (!(StartTime < EndTime)) {
    throw validationError(
      'The parameter StartTime must be less than the parameter EndTime.',
    );
  }
  const { MaxDatapoints: limit } = input;
  if (limit !== undefined && !(limit >= 1 && limit <= MAX_DATAPOINTS)) {
    throw validationError(
      `The parameter MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`,
    );
  }
  const { Timezone: zone = '+0000' } = input.LabelOptions ?? {};
  if (zone !== '+0000') {
    throw validationError(
      `The sandbox labels times in UTC only; LabelOptions.Timezone is ${zone}.`,
    );
  }
  queries.forEach((query, i) => checkQuery(query, i + 1));
  const foreign = queries.find(
    query => query.AccountId !== undefined && query.AccountId !== accountId,
  );
  if (foreign) {
    throw validationError(
      `The account ${foreign.AccountId} of the query with Id '${foreign.Id}' is not linked to this monitoring account.`,
    );
  }
  const ids = queries.map(query => query.Id);
  if (new Set(ids).size < ids.length) {
    throw validationError(
      'The values for parameter id in MetricDataQueries are not unique.',
    );
  }
  if (queries.every(query => query.ReturnData === false)) {
    throw validationError(
      'At least one of the MetricDataQueries must have ReturnData set to true.',
    );
  }
  return queries;
}

function checkQuery(query: MetricDataQuery, position: number): void {
  const at = `metricDataQueries.${position}.member`;
  const parameter = `MetricDataQueries.member.${position}`;
  requirePresent(query.Id, `${at}.id`);
  checkLength(query.Id, `${at}.id`, 1, 255);
  checkLength(query.Expression, `${at}.expression`, 1, 2048);
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(query.Id)) {
    throw validationError(
      `The value ${query.Id} for parameter ${parameter}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
    );
  }
  if (query.Label !== undefined) checkLabel(query.Label, query.Id);
  if (query.Period !== undefined) {
    checkMinimum(query.Period, `${at}.period`, 1);
    checkPeriod(query.Period, `${parameter}.Period`);
  }
  const stat = query.MetricStat;
  if (!stat) return;
  requirePresent(stat.Metric, `${at}.metricStat.metric`);
  requirePresent(stat.Period, `${at}.metricStat.period`);
  requirePresent(stat.Stat, `${at}.metricStat.stat`);
  checkNamespace(stat.Metric.Namespace, `${at}.metricStat.metric.namespace`);
  checkLength(
    stat.Metric.MetricName,
    `${at}.metricStat.metric.metricName`,
    1,
    255,
  );
  checkDimensions(
    stat.Metric.Dimensions,
    `${at}.metricStat.metric.dimensions`,
    { max: 30, valueRequired: true },
  );
  checkMinimum(stat.Period, `${at}.metricStat.period`, 1);
  checkPeriod(stat.Period, `${parameter}.MetricStat.Period`);
  checkUnit(stat.Unit, `${at}.metricStat.unit`);
  if (!statisticOf(stat.Stat)) {
    throw invalidParameterValue(
      `The value ${stat.Stat} for parameter ${parameter}.MetricStat.Stat is not supported.`,
    );
  }
}

function checkPeriod(period: number, parameter: string): void {
  if (!isPeriod(period)) {
    throw validationError(
      `The value ${period} for parameter ${parameter} must be 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
  }
}
