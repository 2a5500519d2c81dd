import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import {
  invalidParameterCombination,
  invalidParameterValue,
  validationError,
} from '../errors';
import {
  compileQueries,
  MathError,
  partsOf,
  type MetricProgram,
} from '../math';
import {
  checkDimensions,
  checkEnum,
  checkLength,
  checkMinimum,
  checkNamespace,
  checkUnit,
  requirePresent,
} from '../metrics/input';
import { statisticOf } from '../metrics/statistics';
import { checkTags } from '../tags/tagInput';
import { checkActions, checkAlarmName } from './alarmInput';
import { BAND_OPERATORS, COMPARISONS } from './comparison';

const DAY = 86_400;
const WEEK = 7 * DAY;
const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'];
const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

/** Members that describe one metric, and cannot stand beside Metrics. */
const OWN_METRIC = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Period',
  'Unit',
  'Statistic',
  'ExtendedStatistic',
] as const;

const UNSUPPORTED = [
  'EvaluationCriteria',
  'EvaluationInterval',
  'EvaluationWindow',
  'WarmUpConfiguration',
] as const;

/** Most metrics and most expressions of one alarm (API_MetricDataQuery). */
const MAX_EACH = 10;

/**
 * The constraints that AWS documents for PutMetricAlarm.
 *
 * @throws {ServiceError} ValidationError, InvalidParameterCombination or InvalidParameterValue
 */
export function checkMetricAlarm(input: PutMetricAlarmInput): void {
  checkAlarmName(input.AlarmName);
  for (const member of UNSUPPORTED) {
    if (input[member] !== undefined) {
      throw invalidParameterValue(
        `The parameter ${member} is not supported by this sandbox.`,
      );
    }
  }
  checkLength(input.AlarmDescription, 'alarmDescription', 0, 1024);
  checkActions(input);
  checkTags(input.Tags);
  requirePresent(input.EvaluationPeriods, 'evaluationPeriods');
  checkMinimum(input.EvaluationPeriods, 'evaluationPeriods', 1);
  checkMinimum(input.DatapointsToAlarm, 'datapointsToAlarm', 1);
  requirePresent(input.ComparisonOperator, 'comparisonOperator');
  checkEnum(
    input.ComparisonOperator,
    'comparisonOperator',
    Object.keys(COMPARISONS),
  );
  if ((input.DatapointsToAlarm ?? 1) > input.EvaluationPeriods) {
    throw validationError(
      'DatapointsToAlarm must be less than or equal to EvaluationPeriods.',
    );
  }
  checkTreatment(input);
  checkThreshold(input);
  if (input.Metrics) checkMetrics(input);
  else checkOwnMetric(input);
}

function checkTreatment(input: PutMetricAlarmInput): void {
  const {
    TreatMissingData: missing,
    EvaluateLowSampleCountPercentile: lowSamples,
  } = input;
  if (missing !== undefined && !MISSING_DATA.includes(missing)) {
    throw validationError(
      `Option ${missing} for TreatMissingData is invalid. Valid values: ${MISSING_DATA.join(', ')}.`,
    );
  }
  if (lowSamples === undefined) return;
  if (!['evaluate', 'ignore'].includes(lowSamples)) {
    throw validationError(
      `Option ${lowSamples} for EvaluateLowSampleCountPercentile is invalid. Valid values: evaluate, ignore.`,
    );
  }
  if (!/^p\d/i.test(input.ExtendedStatistic ?? '')) {
    throw invalidParameterCombination(
      'EvaluateLowSampleCountPercentile can only be set for alarms on a percentile.',
    );
  }
}

function checkThreshold(input: PutMetricAlarmInput): void {
  const needsBand = BAND_OPERATORS.has(input.ComparisonOperator!);
  if (input.ThresholdMetricId === undefined) {
    if (needsBand) {
      throw validationError(
        `ComparisonOperator ${input.ComparisonOperator} requires the parameter ThresholdMetricId.`,
      );
    }
    if (input.Threshold === undefined) {
      throw validationError(
        'Exactly one of Threshold and ThresholdMetricId must be specified.',
      );
    }
    if (!Number.isFinite(input.Threshold)) {
      throw invalidParameterValue('The parameter Threshold must be a number.');
    }
    return;
  }
  checkLength(input.ThresholdMetricId, 'thresholdMetricId', 1, 255);
  if (input.Threshold !== undefined) {
    throw validationError(
      'Exactly one of Threshold and ThresholdMetricId must be specified.',
    );
  }
  if (!input.Metrics) {
    throw validationError('ThresholdMetricId requires the parameter Metrics.');
  }
  if (!needsBand) {
    throw validationError(
      `ComparisonOperator ${input.ComparisonOperator} cannot be used with ThresholdMetricId.`,
    );
  }
}

function checkOwnMetric(input: PutMetricAlarmInput): void {
  if (!input.MetricName) {
    throw validationError(
      'Either MetricName or Metrics must be specified for a metric alarm.',
    );
  }
  checkLength(input.MetricName, 'metricName', 1, 255);
  requirePresent(input.Namespace, 'namespace');
  checkNamespace(input.Namespace, 'namespace');
  checkDimensions(input.Dimensions, 'dimensions', {
    max: 30,
    valueRequired: true,
  });
  checkEnum(input.Statistic, 'statistic', STATISTICS);
  checkUnit(input.Unit, 'unit');
  if (
    (input.Statistic === undefined) ===
    (input.ExtendedStatistic === undefined)
  ) {
    throw invalidParameterCombination(
      'Exactly one of Statistic and ExtendedStatistic must be specified.',
    );
  }
  if (
    input.ExtendedStatistic !== undefined &&
    (STATISTICS.includes(input.ExtendedStatistic) ||
      !statisticOf(input.ExtendedStatistic))
  ) {
    throw invalidParameterValue(
      `The value ${input.ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    );
  }
  requirePresent(input.Period, 'period');
  checkPeriod(input.Period);
  checkSpan(input.Period, input.EvaluationPeriods!);
}

function checkMetrics(input: PutMetricAlarmInput): void {
  const beside = OWN_METRIC.filter(member => {
    const value = input[member];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });
  if (beside.length > 0) {
    throw invalidParameterCombination(
      `The parameter(s) ${beside.join(', ')} cannot be specified together with Metrics.`,
    );
  }
  const program = compiled(input);
  const metrics = program.queries.filter(query => query.kind === 'metric');
  const expressions = program.queries.length - metrics.length;
  if (metrics.length > MAX_EACH || expressions > MAX_EACH) {
    throw validationError(
      `An alarm can have at most ${MAX_EACH} metrics and ${MAX_EACH} expressions.`,
    );
  }
  for (const metric of metrics) {
    checkPeriod(metric.period);
    checkUnit(metric.unit, 'metrics.member.metricStat.unit');
    if (!statisticOf(metric.stat)) {
      throw invalidParameterValue(
        `The value ${metric.stat} for parameter Stat is not supported.`,
      );
    }
  }
  const periods = new Set(metrics.map(metric => metric.period));
  if (periods.size > 1) {
    throw validationError('All metrics of an alarm must have the same Period.');
  }
  checkSpan([...periods][0] ?? 60, input.EvaluationPeriods!);
  checkReturned(input, program);
}

function checkReturned(
  input: PutMetricAlarmInput,
  program: MetricProgram,
): void {
  const bandId = input.ThresholdMetricId;
  const parts = program.queries.flatMap(query =>
    query.kind === 'expression'
      ? [...partsOf(query.expression)].map(part => ({ id: query.id, part }))
      : [],
  );
  const calls = (name: string) =>
    parts.filter(({ part }) => part.kind === 'call' && part.name === name);
  if (calls('SEARCH').length > 0) {
    throw validationError('SEARCH is not supported on Metric Alarms.');
  }
  if (
    bandId !== undefined &&
    !calls('ANOMALY_DETECTION_BAND').some(({ id }) => id === bandId)
  ) {
    throw validationError(
      'Metrics list must contain exactly one metric matching the ThresholdMetricId parameter',
    );
  }
  const returned = program.queries.filter(
    query => query.returnData && query.id !== bandId,
  );
  if (returned.length !== 1) {
    throw validationError(
      'Exactly one element of the metrics list should return data.',
    );
  }
  // Types do not depend on data: without any, an array is still an array.
  const noData = {
    read: () => ({ timestamps: [], values: [] }),
    list: () => [],
  };
  const [{ id }] = returned;
  if (refusing(() => program.runOne(id, noData, { from: 0, to: 0 })).isArray) {
    throw validationError(
      'Metrics expression that return multi time series are only allowed for MetricsInsights expression with an ORDER BY clause',
    );
  }
}

function compiled(input: PutMetricAlarmInput): MetricProgram {
  const metrics = input.Metrics!;
  if (metrics.length === 0) throw validationError('Invalid metrics list');
  const foreign = metrics.find(query => query.AccountId !== undefined);
  if (foreign) {
    throw invalidParameterValue(
      'Alarms on metrics of other accounts are not supported by this sandbox.',
    );
  }
  return refusing(() => compileQueries(metrics));
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MathError) throw validationError(error.message);
    throw error;
  }
}

function checkPeriod(period: number): void {
  if ([10, 20, 30].includes(period)) return;
  if (!Number.isInteger(period) || period <= 0 || period % 60 !== 0) {
    throw validationError('Period must be 10, 20, 30 or a multiple of 60');
  }
}

function checkSpan(period: number, evaluationPeriods: number): void {
  const limit = period < 3600 ? DAY : WEEK;
  if (period * evaluationPeriods > limit) {
    const span = limit === DAY ? 'a day' : 'seven days';
    throw validationError(
      `Metrics cannot be checked across more than ${span} (EvaluationPeriods * Period must be <= ${limit}).`,
    );
  }
}
