import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { createSandbox } from '../sandbox';
import { startTestSandbox, TEST_NOW } from '../testing/testSandbox';
import { Scenario, scenarioSchema } from './schema';

const shop = (changes: object = {}): Scenario =>
  scenarioSchema.parse({
    name: 'shop',
    account: '111111111111',
    region: 'eu-west-1',
    metrics: [
      {
        namespace: 'Shop',
        name: 'Latency',
        unit: 'Milliseconds',
        base: 100,
        samples: 5,
        changes: [{ from: '-20m', multiply: 4 }],
      },
    ],
    alarms: [
      {
        AlarmName: 'shop-latency',
        Namespace: 'Shop',
        MetricName: 'Latency',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 250,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    ],
    compositeAlarms: [
      { AlarmName: 'shop', AlarmRule: 'ALARM("shop-latency")' },
    ],
    logGroups: [{ name: '/shop', retentionDays: 30 }],
    ...changes,
  });

describe('a scenario', () => {
  it('tells one story in metrics, alarms and logs', async () => {
    const aws = await startTestSandbox({ scenarios: [shop()] });
    const { MetricAlarms, CompositeAlarms } = await aws.cloudWatch.send(
      new DescribeAlarmsCommand({
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      }),
    );
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    await aws.close();
    expect(MetricAlarms![0].StateValue).toBe('ALARM');
    expect(
      (TEST_NOW - MetricAlarms![0].StateTransitionedTimestamp!.getTime()) /
        60_000,
    ).toBeCloseTo(17, 0);
    expect(CompositeAlarms![0].StateValue).toBe('ALARM');
    expect(logGroups).toMatchObject([
      { logGroupName: '/shop', retentionInDays: 30 },
    ]);
  });

  it('tells the same story on every start, and another one under another name', async () => {
    const valuesOf = async (scenario: Scenario) => {
      const aws = await startTestSandbox({ scenarios: [scenario] });
      const { MetricDataResults } = await aws.cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: ['Average', 'p90'].map((Stat, i) => ({
            Id: `m${i}`,
            MetricStat: {
              Metric: { Namespace: 'Shop', MetricName: 'Latency' },
              Period: 300,
              Stat,
            },
          })),
          StartTime: new Date(TEST_NOW - 86_400_000),
          EndTime: new Date(TEST_NOW),
        }),
      );
      await aws.close();
      return MetricDataResults!.map(({ Values }) => Values);
    };
    const once = await valuesOf(shop());
    expect(once[0]).toHaveLength(288);
    expect(await valuesOf(shop())).toEqual(once);
    expect(await valuesOf(shop({ name: 'other' }))).not.toEqual(once);
  });

  it('whose alarm AWS would refuse is refused by its name', async () => {
    const alarms = [{ ...shop().alarms[0], EvaluationPeriods: undefined }];
    await expect(
      createSandbox({ scenarios: [shop({ alarms })] }),
    ).rejects.toThrow(/^Scenario shop: PutMetricAlarm refused shop-latency: /);
  });
});
