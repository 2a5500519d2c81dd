import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
import { actionInWords, withoutArns } from './actions';
import { conditionOf, valueInWords } from './condition';
import { describes, type ExpectedAlarm } from './documentedAlarms';
import {
  severityFromDescription,
  severityFromName,
  severityFromTags,
  severityFromText,
} from './severity';

const errors: CloudAlarm = {
  name: 'orders-load-errors',
  arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-load-errors',
  type: 'metric',
  state: 'OK',
  stateReason: '',
  actionsEnabled: true,
  alarmActions: [],
  okActions: [],
  insufficientDataActions: [],
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { FunctionName: 'orders-load' },
    stat: 'Sum',
    period: 300,
  },
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods: 1,
};

it('says the condition in words', () => {
  expect(conditionOf(errors)).toBe('Errors Sum >= 1 for 1 of 1 x 5 min');
  expect(
    conditionOf({ ...errors, evaluationPeriods: 5, datapointsToAlarm: 3 }),
  ).toBe('Errors Sum >= 1 for 3 of 5 x 5 min');
  expect(
    conditionOf({
      ...errors,
      comparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
      threshold: undefined,
    }),
  ).toBe('Errors Sum outside its band for 1 of 1 x 5 min');
  expect(
    conditionOf({
      ...errors,
      metric: undefined,
      expression: '100 * m1 / m2',
      threshold: 5,
    }),
  ).toBe('100 * m1 / m2 >= 5 for 1 of 1');
  const onMath = { ...errors, metric: undefined, threshold: 10 };
  expect(
    conditionOf({
      ...onMath,
      expression: 'm1/m2',
      expressionLabel: 'Failures',
    }),
  ).toBe('Failures >= 10 for 1 of 1');
  expect(
    conditionOf({
      ...onMath,
      expression: 'm1/m2',
      queries: [
        { id: 'm1', metric: errors.metric, period: 60 },
        { id: 'm2', metric: errors.metric, period: 300 },
        { id: 'e1', expression: 'm1/m2' },
      ],
    }),
  ).toBe('m1/m2 >= 10 for 1 of 1 x 5 min');
  expect(
    conditionOf({ ...onMath, expression: `${'m1+'.repeat(40)}m2` }).length,
  ).toBeLessThan(90);
  expect(
    conditionOf({
      ...errors,
      type: 'composite',
      rule: 'ALARM(a) OR (ALARM(b) AND NOT OK(a))',
    }),
  ).toBe('rule over 2 alarms');
});

it.each([
  [90_000, 'Milliseconds', '90,000 ms'],
  [99.95, 'Percent', '99.95 %'],
  [2_147_483_648, 'Bytes', '2 GiB'],
  [1_500, 'Bytes', '1.465 KiB'],
  [512, 'Bytes', '512 bytes'],
  [0.0000012, undefined, '0.0000012'],
  [12_345_678, 'Count', '12,345,678'],
])('says %d %s as %s', (value, unit, words) => {
  expect(valueInWords(value, unit)).toBe(words);
});

it('takes the unit of the condition from the alarm, else from the chart', () => {
  expect(conditionOf({ ...errors, threshold: 30_000 }, 'Milliseconds')).toBe(
    'Errors Sum >= 30,000 ms for 1 of 1 x 5 min',
  );
  expect(
    conditionOf({ ...errors, threshold: 30, unit: 'Seconds' }, 'Milliseconds'),
  ).toBe('Errors Sum >= 30 s for 1 of 1 x 5 min');
});

it('says where an action goes without its ARN', () => {
  const words = [
    'arn:aws:sns:eu-central-1:111122223333:data-alerts',
    'arn:aws:lambda:eu-central-1:111122223333:function:page-somebody',
    'arn:aws:ssm:eu-central-1:111122223333:opsitem:3',
    'arn:aws:automate:eu-central-1:ec2:reboot',
    'arn:aws:newthing:eu-central-1:111122223333:x',
    'no arn',
  ].map(actionInWords);
  expect(words).toEqual([
    'SNS topic data-alerts',
    'Lambda function page-somebody',
    'Systems Manager OpsItem',
    'EC2 reboot in eu-central-1',
    'newthing action',
    'unknown action',
  ]);
});

it('finds a severity where somebody meant one', () => {
  expect(severityFromText('High (P2)')).toBe('high');
  expect(severityFromText('SEV-1')).toBe('critical');
  expect(severityFromText('page somebody')).toBeUndefined();
  expect(severityFromTags({ 'ops:Severity': 'Warning' })).toBe('warning');
  expect(severityFromName('sensor-pipeline-critical')).toBe('critical');
  expect(severityFromName('[High] load failed')).toBe('high');
  expect(severityFromName('OrdersLoadWarning')).toBe('warning');
  expect(severityFromDescription('Severity: P3. Look at it.')).toBe('medium');
});

it('does not take what is measured for a severity', () => {
  expect(severityFromName('orders-high-latency')).toBeUndefined();
  expect(severityFromName('low-throughput')).toBeUndefined();
  expect(severityFromName('load-error')).toBeUndefined();
  expect(severityFromDescription('A high error rate')).toBeUndefined();
});

it('knows a documented alarm by its pattern', () => {
  const named = (name: string, literal = false) =>
    ({ name, literal }) as ExpectedAlarm;
  expect(describes(named('load-errors', true), 'load-errors')).toBe(true);
  expect(describes(named('{env}-load-errors'), 'prod-load-errors')).toBe(true);
  expect(describes(named('load-{topic}-late'), 'load-orders-late')).toBe(true);
  expect(describes(named('load-{topic}-late'), 'load-late')).toBe(false);
  expect(describes(named('load-{topic}'), 'other-orders')).toBe(false);
  expect(describes(named('a{x}a'), 'a')).toBe(false);
});

it('leaves no ARN in what CloudWatch says', () => {
  expect(
    [
      'Successfully executed action arn:aws:sns:eu-west-1:111122223333:data-alerts',
      'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Orders are late transitioned to ALARM',
      'arn:aws-cn:lambda:cn-north-1:111122223333:function:answer, then nothing',
    ].map(withoutArns),
  ).toEqual([
    'Successfully executed action SNS topic data-alerts',
    'Orders are late transitioned to ALARM',
    'Lambda function answer, then nothing',
  ]);
});
