import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  type PutCompositeAlarmCommandInput,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { SandboxClock, startSandbox, type RunningSandbox } from '../../..';

/** When every test starts; the clock stands still but for the test. */
export const START = Date.UTC(2026, 10, 21, 2, 40);
export const MINUTE = 60_000;
export const ACCOUNT = '111111111111';
export const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:pager`;
/** What the ARN of an alarm begins with. */
export const ARN = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:`;

/** An alarm on more than five failed orders in a minute. */
export const orders: PutMetricAlarmCommandInput = {
  AlarmName: 'orders',
  Namespace: 'Shop',
  MetricName: 'Failed',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
};

export const query = (Id: string, MetricName: string, ReturnData = false) => ({
  Id,
  ReturnData,
  MetricStat: {
    Metric: { Namespace: 'Shop', MetricName },
    Period: 60,
    Stat: 'Sum',
  },
});

/** A sandbox of its own for each test of a file, with an SDK client on it and the calls that tests make most. */
export function useAlarmStage() {
  let running: RunningSandbox;
  let aws: CloudWatchClient;
  let clock: SandboxClock;

  beforeEach(async () => {
    clock = SandboxClock.create();
    clock.freeze();
    clock.set(START);
    running = await startSandbox({ clock, limits: false });
    aws = new CloudWatchClient({
      endpoint: running.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    aws.destroy();
    await running.close();
  });

  const putAlarm = (changes: Partial<PutMetricAlarmCommandInput> = {}) =>
    aws.send(new PutMetricAlarmCommand({ ...orders, ...changes }));

  /** An alarm with Metrics, which has none of the members of a single metric. */
  const putMath = (changes: Partial<PutMetricAlarmCommandInput>) =>
    aws.send(
      new PutMetricAlarmCommand({
        AlarmName: 'orders',
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        ...changes,
      }),
    );

  const putComposite = (changes: Partial<PutCompositeAlarmCommandInput>) =>
    aws.send(
      new PutCompositeAlarmCommand({
        AlarmName: 'shop',
        AlarmRule: 'ALARM(orders)',
        ...changes,
      }),
    );

  const setState = (AlarmName: string, StateValue: 'ALARM' | 'OK') =>
    aws.send(
      new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'test' }),
    );

  /** One value a minute, the first one at START. */
  const report = (MetricName: string, values: readonly (number | null)[]) =>
    aws.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: values.flatMap((Value, minute) =>
          Value === null
            ? []
            : [
                {
                  MetricName,
                  Value,
                  Timestamp: new Date(START + minute * MINUTE),
                },
              ],
        ),
      }),
    );

  const metricAlarm = async (name = 'orders') => {
    const { MetricAlarms } = await aws.send(
      new DescribeAlarmsCommand({ AlarmNames: [name] }),
    );
    return MetricAlarms![0];
  };

  const compositeAlarm = async (name = 'shop') => {
    const { CompositeAlarms } = await aws.send(
      new DescribeAlarmsCommand({
        AlarmNames: [name],
        AlarmTypes: ['CompositeAlarm'],
      }),
    );
    return CompositeAlarms![0];
  };

  const historyOf = async (AlarmName: string, type = 'MetricAlarm') => {
    const { AlarmHistoryItems } = await aws.send(
      new DescribeAlarmHistoryCommand({
        AlarmName,
        AlarmTypes: [type as 'MetricAlarm'],
        ScanBy: 'TimestampAscending',
      }),
    );
    return AlarmHistoryItems!;
  };

  return {
    get aws() {
      return aws;
    },
    get clock() {
      return clock;
    },
    get running() {
      return running;
    },
    putAlarm,
    putMath,
    putComposite,
    setState,
    report,
    metricAlarm,
    compositeAlarm,
    historyOf,
  };
}
