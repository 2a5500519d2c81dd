import { type PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { TOPIC, query, useAlarmStage } from './testing/alarmStage';

const stage = useAlarmStage();
const { putAlarm, putMath } = stage;

describe('metric alarms', () => {
  it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
    ['no statistic', { Statistic: undefined }, 'Exactly one of Statistic'],
    [
      'two statistics',
      { ExtendedStatistic: 'p99' },
      'Exactly one of Statistic',
    ],
    [
      'a statistic that is none',
      { Statistic: 'Mean' as 'Sum' },
      'enum value set',
    ],
    [
      'a percentile that is none',
      { Statistic: undefined, ExtendedStatistic: 'p101' },
      'ExtendedStatistic',
    ],
    [
      'a period of 45 s',
      { Period: 45 },
      'Period must be 10, 20, 30 or a multiple of 60',
    ],
    [
      'more than a day',
      { Period: 300, EvaluationPeriods: 289 },
      'EvaluationPeriods * Period must be <= 86400',
    ],
    ['more than a week', { Period: 3600, EvaluationPeriods: 169 }, '<= 604800'],
    [
      'no threshold',
      { Threshold: undefined },
      'Exactly one of Threshold and ThresholdMetricId',
    ],
    ['M above N', { DatapointsToAlarm: 2 }, 'DatapointsToAlarm must be less'],
    ['zero periods', { EvaluationPeriods: 0 }, 'greater than or equal to 1'],
    [
      'no operator',
      { ComparisonOperator: undefined },
      "Value null at 'comparisonOperator'",
    ],
    [
      'a band operator without band',
      { ComparisonOperator: 'GreaterThanUpperThreshold' },
      'requires the parameter ThresholdMetricId',
    ],
    [
      'unknown treatment',
      { TreatMissingData: 'zero' },
      'TreatMissingData is invalid',
    ],
    [
      'low samples without percentile',
      { EvaluateLowSampleCountPercentile: 'ignore' },
      'alarms on a percentile',
    ],
    [
      'Metrics beside MetricName',
      { Metrics: [query('m1', 'x', true)] },
      'cannot be specified together with Metrics',
    ],
    [
      'an action that is no ARN',
      { AlarmActions: ['pager'] },
      'Invalid arn syntax',
    ],
    [
      'six actions',
      { OKActions: Array(6).fill(TOPIC) },
      'length less than or equal to 5',
    ],
    [
      'a name of 256 characters',
      { AlarmName: 'a'.repeat(256) },
      'length less than or equal to 255',
    ],
    [
      'a wall clock window',
      { EvaluationInterval: 60 },
      'not supported by this sandbox',
    ],
  ])('are refused with %s', async (_, changes, message) => {
    await expect(putAlarm(changes)).rejects.toThrow(message);
  });

  it.each<[string, Partial<PutMetricAlarmCommandInput>, string]>([
    ['no metrics', { Metrics: [] }, 'Invalid metrics list'],
    [
      'two results',
      { Metrics: [query('m1', 'a', true), query('m2', 'b', true)] },
      'Exactly one element of the metrics list should return data',
    ],
    [
      'several series',
      { Metrics: [query('m1', 'a'), { Id: 'e1', Expression: '[m1, m1]' }] },
      'return multi time series',
    ],
    [
      'SEARCH',
      {
        Metrics: [{ Id: 'e1', Expression: "SUM(SEARCH('{Shop}', 'Sum', 60))" }],
      },
      'SEARCH is not supported on Metric Alarms',
    ],
    [
      'an unknown function',
      { Metrics: [query('m1', 'a'), { Id: 'e1', Expression: 'MEDIAN(m1)' }] },
      "Error in expression 'e1': Function 'MEDIAN' not found",
    ],
    [
      'a band that is none',
      {
        Threshold: undefined,
        ThresholdMetricId: 'm1',
        ComparisonOperator: 'GreaterThanUpperThreshold',
        Metrics: [query('m1', 'a', true)],
      },
      'matching the ThresholdMetricId',
    ],
    [
      'a band and a threshold',
      { ThresholdMetricId: 'm1', Metrics: [query('m1', 'a', true)] },
      'Exactly one of Threshold and ThresholdMetricId',
    ],
    [
      'two periods',
      {
        Metrics: [
          query('m1', 'a'),
          {
            ...query('m2', 'b'),
            MetricStat: { ...query('m2', 'b').MetricStat, Period: 120 },
          },
          { Id: 'e1', Expression: 'm1 + m2' },
        ],
      },
      'must have the same Period',
    ],
  ])('on math are refused with %s', async (_, changes, message) => {
    await expect(putMath(changes)).rejects.toThrow(message);
  });
});
