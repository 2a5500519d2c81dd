import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type DescribeAlarmHistoryCommandInput,
  type DescribeAlarmsCommandInput,
  type PutCompositeAlarmCommandInput,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '../..';

const START = Date.UTC(2026, 10, 21, 2, 40);
const MINUTE = 60_000;
const ACCOUNT = '111111111111';
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:pager`;
const ARN = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:`;

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

const orders: PutMetricAlarmCommandInput = {
  AlarmName: 'orders',
  Namespace: 'Shop',
  MetricName: 'Failed',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
};

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

const query = (Id: string, MetricName: string, ReturnData = false) => ({
  Id,
  ReturnData,
  MetricStat: {
    Metric: { Namespace: 'Shop', MetricName },
    Period: 60,
    Stat: 'Sum',
  },
});

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

describe('metric alarms', () => {
  it('start unchecked, as AWS tells them', async () => {
    await putAlarm();
    expect(await metricAlarm()).toEqual({
      ActionsEnabled: true,
      AlarmActions: [],
      AlarmArn: `${ARN}orders`,
      AlarmConfigurationUpdatedTimestamp: new Date(START),
      AlarmName: 'orders',
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [],
      EvaluationPeriods: 1,
      InsufficientDataActions: [],
      MetricName: 'Failed',
      Namespace: 'Shop',
      OKActions: [],
      Period: 60,
      StateReason: 'Unchecked: Initial alarm creation',
      StateTransitionedTimestamp: new Date(START),
      StateUpdatedTimestamp: new Date(START),
      StateValue: 'INSUFFICIENT_DATA',
      Statistic: 'Sum',
      Threshold: 5,
    });
  });

  it('go into ALARM and back, with reason, times and history', async () => {
    await putAlarm({ AlarmActions: [TOPIC] });
    await report('Failed', [14, 0]);
    clock.advance(MINUTE + 30_000);
    const raised = await metricAlarm();
    expect(raised).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 1 datapoint [14.0 (21/11/26 02:40:00)] was greater than the threshold (5.0).',
      StateTransitionedTimestamp: new Date(START + MINUTE),
      StateUpdatedTimestamp: new Date(START + MINUTE),
    });
    expect(JSON.parse(raised.StateReasonData!)).toEqual({
      version: '1.0',
      queryDate: '2026-11-21T02:41:00.000+0000',
      startDate: '2026-11-21T02:40:00.000+0000',
      statistic: 'Sum',
      period: 60,
      recentDatapoints: [14],
      threshold: 5,
      evaluatedDatapoints: [
        {
          timestamp: '2026-11-21T02:40:00.000+0000',
          sampleCount: 1,
          value: 14,
        },
      ],
    });

    clock.advance(MINUTE);
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'Threshold Crossed: 1 datapoint [0.0 (21/11/26 02:41:00)] was not greater than the threshold (5.0).',
    });
    const history = await historyOf('orders');
    expect(history.map(item => item.HistorySummary)).toEqual([
      'Alarm "orders" created',
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
      `Successfully executed action ${TOPIC}`,
      'Alarm updated from ALARM to OK',
    ]);
    expect(JSON.parse(history[1].HistoryData!)).toMatchObject({
      version: '1.0',
      oldState: { stateValue: 'INSUFFICIENT_DATA' },
      newState: {
        stateValue: 'ALARM',
        stateReasonData: { recentDatapoints: [14] },
      },
    });
  });

  it('are the same whether somebody looks every minute or once', async () => {
    const values = [1, 9, null, 9, 9, 1, null, null, null, 9, 9, 9, 1];
    await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await putAlarm({
      AlarmName: 'watched',
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
    await report('Failed', values);
    for (let minute = 0; minute < 20; minute++) {
      clock.advance(MINUTE);
      await aws.send(new DescribeAlarmsCommand({ AlarmNames: ['watched'] }));
    }
    const strip = async (name: string) =>
      (await historyOf(name)).slice(1).map(item => ({
        ...item,
        AlarmName: undefined,
      }));
    const watched = await strip('watched');
    expect(watched.length).toBeGreaterThan(2);

    await running.sandbox.reset();
    clock.set(START);
    await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await report('Failed', values);
    clock.advance(20 * MINUTE);
    expect(await strip('orders')).toEqual(watched);
  });

  it('tell M of N, limits of the list and missing data in their reasons', async () => {
    await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await report('Failed', [9, 1, 7]);
    clock.advance(3 * MINUTE);
    expect((await metricAlarm()).StateReason).toBe(
      'Threshold Crossed: 2 out of the last 3 datapoints [7.0 (21/11/26 02:42:00), 9.0 (21/11/26 02:40:00)]' +
        ' were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    );
    await putAlarm({
      AlarmName: 'silence',
      MetricName: 'Nothing',
      EvaluationPeriods: 2,
      TreatMissingData: 'breaching',
    });
    await putAlarm({ AlarmName: 'unknown', MetricName: 'Nothing' });
    await putAlarm({
      AlarmName: 'quiet',
      MetricName: 'Nothing',
      TreatMissingData: 'notBreaching',
    });
    clock.advance(MINUTE);
    expect((await metricAlarm('silence')).StateReason).toBe(
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    );
    expect((await metricAlarm('quiet')).StateReason).toBe(
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    );
    expect(await metricAlarm('unknown')).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 1 datapoint was unknown.',
      StateTransitionedTimestamp: new Date(START + 3 * MINUTE),
    });
  });

  it('watch metric math', async () => {
    await putMath({
      Threshold: 10,
      Metrics: [
        query('bad', 'Failed'),
        query('all', 'Orders'),
        { Id: 'rate', Expression: '100 * FILL(bad, 0) / all', Label: 'Rate' },
      ],
    });
    await report('Failed', [null, 3]);
    await report('Orders', [20, 20]);
    clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('OK');
    clock.advance(MINUTE);
    const alarm = await metricAlarm();
    expect(alarm.StateReason).toContain('[15.0 (21/11/26 02:41:00)]');
    expect(alarm.Metrics).toHaveLength(3);
    expect(alarm.MetricName).toBeUndefined();
  });

  it('watch an anomaly detection band', async () => {
    clock.advance(-7 * 24 * 60 * MINUTE);
    const usual = (at: number) => ({
      MetricName: 'Orders',
      Timestamp: new Date(at),
      Values: [90, 110],
    });
    await aws.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: Array.from({ length: 60 }, (_, minute) =>
          usual(START - 7 * 24 * 60 * MINUTE + minute * MINUTE - 40 * MINUTE),
        ),
      }),
    );
    clock.set(START);
    await putMath({
      Threshold: undefined,
      ThresholdMetricId: 'band',
      ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
      Metrics: [
        query('m1', 'Orders', true),
        { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
      ],
    });
    await report('Orders', [50]);
    clock.advance(MINUTE);
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Thresholds Crossed: 1 datapoint [50.0 (21/11/26 02:40:00)] was less than the lower thresholds [180.0] or greater than the upper thresholds [220.0].',
      ThresholdMetricId: 'band',
    });
  });

  it('stay as they are while a percentile has too few samples', async () => {
    await putAlarm({
      Statistic: undefined,
      ExtendedStatistic: 'p90',
      EvaluateLowSampleCountPercentile: 'ignore',
    });
    await report('Failed', [90]);
    clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('INSUFFICIENT_DATA');
    await aws.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Failed',
            Timestamp: new Date(START + MINUTE),
            Values: [90],
            Counts: [100],
          },
        ],
      }),
    );
    clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('ALARM');
  });

  it('of high resolution look at seconds', async () => {
    await putAlarm({ Period: 10 });
    await aws.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Failed',
            Timestamp: new Date(START + 10_000),
            Value: 9,
            StorageResolution: 1,
          },
        ],
      }),
    );
    clock.advance(20_000);
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date(START + 20_000),
    });
  });

  it('of a scenario look as if they had been there for a day', async () => {
    const hour = 60 * MINUTE;
    await running.sandbox.addScenario(
      scenarioSchema.parse({
        name: 'shop',
        account: ACCOUNT,
        region: 'eu-west-1',
        metrics: [
          {
            namespace: 'Shop',
            name: 'Failed',
            base: 1,
            noise: 0,
            changes: [
              { from: '-10h', to: '-9h', set: 20 },
              { from: '-2h', set: 30 },
            ],
          },
        ],
        alarms: [orders],
        compositeAlarms: [{ AlarmName: 'shop', AlarmRule: 'ALARM(orders)' }],
      }),
    );
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date(START - 2 * hour + MINUTE),
      AlarmConfigurationUpdatedTimestamp: new Date(START - 24 * hour),
    });
    const changes = (await historyOf('shop', 'CompositeAlarm')).filter(
      item => item.HistoryItemType === 'StateUpdate',
    );
    expect(
      changes.map(item => [item.HistorySummary, item.Timestamp!.getTime()]),
    ).toEqual([
      ['Alarm updated from INSUFFICIENT_DATA to OK', START - 24 * hour],
      ['Alarm updated from OK to ALARM', START - 10 * hour + MINUTE],
      ['Alarm updated from ALARM to OK', START - 9 * hour + MINUTE],
      ['Alarm updated from OK to ALARM', START - 2 * hour + MINUTE],
    ]);
  });

  it('keep a state that was set until the next evaluation', async () => {
    await putAlarm();
    await setState('orders', 'ALARM');
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'test',
    });
    clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('INSUFFICIENT_DATA');
  });

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

describe('composite alarms', () => {
  beforeEach(async () => {
    await putAlarm();
    await putAlarm({ AlarmName: 'stock' });
  });

  it('follow their children, with the child that made the change', async () => {
    await putComposite({
      AlarmRule: `ALARM("${ARN}orders") OR ALARM(stock)`,
      AlarmActions: [TOPIC],
    });
    expect(await compositeAlarm()).toMatchObject({
      StateValue: 'OK',
      StateReason: `${ARN}shop was created and its alarm rule evaluates to OK`,
    });
    await setState('stock', 'ALARM');
    const raised = await compositeAlarm();
    expect(raised).toMatchObject({
      AlarmArn: `${ARN}shop`,
      StateValue: 'ALARM',
      StateReason: `${ARN}stock transitioned to ALARM at Saturday 21 November, 2026 02:40:00 UTC`,
    });
    expect(JSON.parse(raised.StateReasonData!)).toEqual({
      triggeringAlarms: [
        {
          arn: `${ARN}stock`,
          state: { value: 'ALARM', timestamp: '2026-11-21T02:40:00.000+0000' },
        },
      ],
    });
    await setState('stock', 'OK');
    expect((await compositeAlarm()).StateValue).toBe('OK');
    expect(
      (await historyOf('shop', 'CompositeAlarm')).map(
        item => item.HistorySummary,
      ),
    ).toEqual([
      'Alarm "shop" created',
      'Alarm updated from INSUFFICIENT_DATA to OK',
      'Alarm updated from OK to ALARM',
      `Successfully executed action ${TOPIC}`,
      'Alarm updated from ALARM to OK',
    ]);
  });

  it('follow other composite alarms, and data', async () => {
    await putComposite({ AlarmName: 'floor', AlarmRule: 'ALARM(orders)' });
    await putComposite({ AlarmRule: 'ALARM(floor) AND NOT OK(stock)' });
    await report('Failed', [9]);
    clock.advance(MINUTE);
    expect(await compositeAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date(START + MINUTE),
    });
  });

  it('tell children and parents', async () => {
    await putComposite({ AlarmName: 'floor', AlarmRule: 'ALARM(stock)' });
    await putComposite({ AlarmRule: 'ALARM(floor) OR ALARM(orders)' });
    const { CompositeAlarms, MetricAlarms, LogAlarms } = await aws.send(
      new DescribeAlarmsCommand({ ChildrenOfAlarmName: 'shop' }),
    );
    expect(CompositeAlarms!.map(alarm => alarm.AlarmName)).toEqual(['floor']);
    expect(LogAlarms).toEqual([]);
    expect(MetricAlarms).toEqual([
      {
        AlarmName: 'orders',
        AlarmArn: `${ARN}orders`,
        StateValue: 'INSUFFICIENT_DATA',
        StateUpdatedTimestamp: new Date(START),
      },
    ]);
    const parents = await aws.send(
      new DescribeAlarmsCommand({ ParentsOfAlarmName: 'stock' }),
    );
    expect(parents.CompositeAlarms).toEqual([
      { AlarmName: 'floor', AlarmArn: `${ARN}floor` },
    ]);
    await expect(
      aws.send(
        new DescribeAlarmsCommand({
          ParentsOfAlarmName: 'stock',
          AlarmTypes: ['CompositeAlarm'],
        }),
      ),
    ).rejects.toThrow('cannot be specified together with AlarmTypes');
  });

  it('hold their actions back for the suppressor', async () => {
    await putComposite({
      AlarmActions: [TOPIC],
      ActionsSuppressor: 'stock',
      ActionsSuppressorWaitPeriod: 20,
      ActionsSuppressorExtensionPeriod: 30,
    });
    const suppressedBy = async () =>
      (await compositeAlarm()).ActionsSuppressedBy;
    const actions = async () =>
      (await historyOf('shop', 'CompositeAlarm')).filter(
        item => item.HistoryItemType === 'Action',
      ).length;

    await setState('orders', 'ALARM');
    expect(await compositeAlarm()).toMatchObject({
      StateValue: 'ALARM',
      ActionsSuppressedBy: 'WaitPeriod',
      ActionsSuppressedReason: 'Actions suppressed by WaitPeriod',
    });
    clock.advance(10_000);
    await setState('stock', 'ALARM');
    expect(await suppressedBy()).toBe('Alarm');
    clock.advance(10_000);
    await setState('stock', 'OK');
    expect(await suppressedBy()).toBe('ExtensionPeriod');
    expect(await actions()).toBe(0);
    clock.advance(31_000);
    expect(await suppressedBy()).toBeUndefined();
    expect(await actions()).toBe(1);

    await setState('orders', 'OK');
    await setState('orders', 'ALARM');
    clock.advance(21_000);
    expect(await suppressedBy()).toBeUndefined();
    expect(await actions()).toBe(2);
  });

  it('in a circle are kept but not evaluated, and cannot be deleted', async () => {
    await putComposite({ AlarmName: 'a', AlarmRule: 'ALARM(orders)' });
    await putComposite({ AlarmName: 'b', AlarmRule: 'ALARM(a)' });
    await putComposite({ AlarmName: 'a', AlarmRule: 'ALARM(b) OR TRUE' });
    expect((await compositeAlarm('b')).StateValue).toBe('OK');
    await expect(
      aws.send(new DeleteAlarmsCommand({ AlarmNames: ['a'] })),
    ).rejects.toThrow('composite alarm(s) depending on it');
    await putComposite({ AlarmName: 'a', AlarmRule: 'FALSE' });
    await aws.send(new DeleteAlarmsCommand({ AlarmNames: ['b'] }));
    await aws.send(new DeleteAlarmsCommand({ AlarmNames: ['a'] }));
  });

  it.each<[string, Partial<PutCompositeAlarmCommandInput>, string]>([
    [
      'a child that is not there',
      { AlarmRule: 'ALARM(nobody)' },
      'alarms [nobody] in the alarm rule do not exist',
    ],
    ['no rule', { AlarmRule: 'ALARM(' }, 'syntax error'],
    [
      'a suppressor that is not there',
      {
        ActionsSuppressor: 'nobody',
        ActionsSuppressorWaitPeriod: 1,
        ActionsSuppressorExtensionPeriod: 1,
      },
      'suppressor alarm nobody does not exist',
    ],
    [
      'a suppressor without periods',
      { ActionsSuppressor: 'stock' },
      'requires ActionsSuppressorWaitPeriod',
    ],
    [
      'periods without suppressor',
      { ActionsSuppressorWaitPeriod: 1 },
      'require ActionsSuppressor',
    ],
    ['the name of a metric alarm', { AlarmName: 'stock' }, 'another type'],
  ])('are refused with %s', async (_, changes, message) => {
    await expect(putComposite(changes)).rejects.toThrow(message);
  });

  it('are deleted one at a time and before their children', async () => {
    await putComposite({ AlarmName: 'shop' });
    await putComposite({ AlarmName: 'floor' });
    const remove = (...AlarmNames: string[]) =>
      aws.send(new DeleteAlarmsCommand({ AlarmNames }));
    await expect(remove('shop', 'floor')).rejects.toThrow('one composite');
    await expect(remove('orders')).rejects.toThrow('depending on it');
    await remove('floor', 'nobody');
    await remove('shop', 'orders', 'stock');
    const { MetricAlarms, CompositeAlarms } = await aws.send(
      new DescribeAlarmsCommand({
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      }),
    );
    expect([...MetricAlarms!, ...CompositeAlarms!]).toEqual([]);
    expect((await historyOf('orders')).at(-1)!.HistorySummary).toBe(
      'Alarm "orders" deleted',
    );
  });
});

describe('DescribeAlarms', () => {
  it('pages through both kinds, and gives metric alarms alone by default', async () => {
    for (let index = 0; index < 5; index++)
      await putAlarm({ AlarmName: `orders-${index}` });
    await putComposite({ AlarmRule: 'TRUE' });
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await aws.send(
        new DescribeAlarmsCommand({
          AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
          MaxRecords: 2,
          NextToken,
        }),
      );
      names.push(
        ...page.CompositeAlarms!.map(alarm => alarm.AlarmName),
        ...page.MetricAlarms!.map(alarm => alarm.AlarmName),
      );
      NextToken = page.NextToken;
      pages++;
    } while (NextToken);
    expect(pages).toBe(3);
    expect(names).toEqual([
      'shop',
      ...[0, 1, 2, 3, 4].map(index => `orders-${index}`),
    ]);
    const plain = await aws.send(new DescribeAlarmsCommand({}));
    expect(plain.MetricAlarms).toHaveLength(5);
    expect(plain.CompositeAlarms).toEqual([]);
    expect(plain.LogAlarms).toEqual([]);
  });

  it('filters by prefix, names, state and action', async () => {
    await putAlarm({ AlarmName: 'etl-a', AlarmActions: [TOPIC] });
    await putAlarm({ AlarmName: 'etl-b' });
    await putAlarm({ AlarmName: 'other' });
    await setState('etl-b', 'ALARM');
    const names = async (input: DescribeAlarmsCommandInput) =>
      (await aws.send(new DescribeAlarmsCommand(input))).MetricAlarms!.map(
        alarm => alarm.AlarmName,
      );
    expect(await names({ AlarmNamePrefix: 'etl' })).toEqual(['etl-a', 'etl-b']);
    expect(await names({ AlarmNames: ['other', 'nobody'] })).toEqual(['other']);
    expect(await names({ StateValue: 'ALARM' })).toEqual(['etl-b']);
    expect(await names({ ActionPrefix: 'arn:aws:sns' })).toEqual(['etl-a']);
  });

  it('keeps places apart', async () => {
    await putAlarm();
    const elsewhere = new CloudWatchClient({
      endpoint: running.url,
      region: 'us-east-1',
      credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
    });
    const { MetricAlarms } = await elsewhere.send(
      new DescribeAlarmsCommand({}),
    );
    elsewhere.destroy();
    expect(MetricAlarms).toEqual([]);
  });

  it.each([
    [{ MaxRecords: 0 }, 'ValidationException'],
    [{ MaxRecords: 101 }, 'ValidationException'],
    [{ NextToken: 'garbage' }, 'InvalidNextToken'],
    [{ StateValue: 'BAD' as 'OK' }, 'ValidationException'],
    [{ AlarmTypes: ['Alarm' as 'MetricAlarm'] }, 'ValidationException'],
    [{ AlarmNames: ['a'], AlarmNamePrefix: 'a' }, 'ValidationException'],
    [{ ChildrenOfAlarmName: 'nobody' }, 'ResourceNotFound'],
  ])('refuses %j', async (input, name) => {
    await expect(
      aws.send(new DescribeAlarmsCommand(input)),
    ).rejects.toMatchObject({ name });
  });

  it('finds alarms by their metric, in Metrics too', async () => {
    await putAlarm();
    await putAlarm({
      AlarmName: 'host',
      Dimensions: [{ Name: 'Host', Value: 'a' }],
    });
    await putMath({
      AlarmName: 'math',
      Metrics: [
        query('m1', 'Failed'),
        { Id: 'e1', Expression: 'm1 / PERIOD(m1)' },
      ],
    });
    const names = async (extra = {}) =>
      (
        await aws.send(
          new DescribeAlarmsForMetricCommand({
            Namespace: 'Shop',
            MetricName: 'Failed',
            ...extra,
          }),
        )
      ).MetricAlarms!.map(alarm => alarm.AlarmName);
    expect(await names()).toEqual(['math', 'orders']);
    expect(await names({ Statistic: 'Average' })).toEqual([]);
    expect(await names({ Dimensions: [{ Name: 'Host', Value: 'a' }] })).toEqual(
      ['host'],
    );
  });
});

describe('DescribeAlarmHistory', () => {
  it('pages newest first and filters by type and date', async () => {
    await putAlarm();
    for (const state of ['ALARM', 'OK', 'ALARM', 'OK'] as const) {
      clock.advance(1000);
      await setState('orders', state);
    }
    const ask = (input: DescribeAlarmHistoryCommandInput) =>
      aws.send(new DescribeAlarmHistoryCommand(input));
    const first = await ask({ HistoryItemType: 'StateUpdate', MaxRecords: 3 });
    expect(first.AlarmHistoryItems!.map(item => item.HistorySummary)).toEqual([
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to ALARM',
      'Alarm updated from ALARM to OK',
    ]);
    const second = await ask({
      HistoryItemType: 'StateUpdate',
      MaxRecords: 3,
      NextToken: first.NextToken,
    });
    expect(second.AlarmHistoryItems).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    const recent = await ask({
      StartDate: new Date(START + 3000),
      EndDate: new Date(START + 3000),
    });
    expect(recent.AlarmHistoryItems).toHaveLength(1);
    await expect(
      ask({
        HistoryItemType: 'ConfigurationUpdate',
        NextToken: first.NextToken,
      }),
    ).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });
});

describe('changes to alarms', () => {
  it('answer for alarms that are not there as AWS was recorded', async () => {
    await expect(setState('nobody', 'OK')).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    await putAlarm();
    await expect(setState('orders', 'INVALID' as 'OK')).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'INVALID' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]",
    });
  });

  it('refuse reason data that is no JSON', async () => {
    await putAlarm();
    await expect(
      aws.send(
        new SetAlarmStateCommand({
          AlarmName: 'orders',
          StateValue: 'OK',
          StateReason: 'test',
          StateReasonData: '{',
        }),
      ),
    ).rejects.toMatchObject({ Code: 'InvalidFormat' });
  });

  it('leave the state alone when the configuration changes', async () => {
    await putAlarm();
    await setState('orders', 'ALARM');
    await putAlarm({ Threshold: 50 });
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      Threshold: 50,
    });
  });

  it('switch actions off and on', async () => {
    await putAlarm({ AlarmActions: [TOPIC] });
    const AlarmNames = ['orders', 'nobody'];
    await aws.send(new DisableAlarmActionsCommand({ AlarmNames }));
    expect((await metricAlarm()).ActionsEnabled).toBe(false);
    await setState('orders', 'ALARM');
    await aws.send(new EnableAlarmActionsCommand({ AlarmNames }));
    expect((await metricAlarm()).ActionsEnabled).toBe(true);
    const types = (await historyOf('orders')).map(item => item.HistoryItemType);
    expect(types).not.toContain('Action');
  });

  it('keep tags apart from the configuration', async () => {
    const ResourceARN = `${ARN}orders`;
    const tags = async () =>
      (await aws.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    await putAlarm({ Tags: [{ Key: 'team', Value: 'a' }] });
    await putAlarm({ Tags: [{ Key: 'team', Value: 'b' }] });
    expect(await tags()).toEqual([{ Key: 'team', Value: 'a' }]);
    const Tags = [
      { Key: 'tag1', Value: 'foo' },
      { Key: 'tag2', Value: 'bar' },
    ];
    await aws.send(new TagResourceCommand({ ResourceARN, Tags }));
    await aws.send(
      new UntagResourceCommand({ ResourceARN, TagKeys: ['tag1', 'team'] }),
    );
    expect(await tags()).toEqual([{ Key: 'tag2', Value: 'bar' }]);
    await aws.send(new DeleteAlarmsCommand({ AlarmNames: ['orders'] }));
    expect(await tags()).toEqual([]);
    await expect(
      aws.send(new TagResourceCommand({ ResourceARN, Tags })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
