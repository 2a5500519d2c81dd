import {
  DescribeAlarmsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { scenarioSchema } from '../..';
import {
  ACCOUNT,
  ARN,
  MINUTE,
  START,
  TOPIC,
  orders,
  query,
  useAlarmStage,
} from './testing/alarmStage';

const stage = useAlarmStage();
const { putAlarm, putMath, setState, report, metricAlarm, historyOf } = stage;

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
    stage.clock.advance(MINUTE + 30_000);
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

    stage.clock.advance(MINUTE);
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
      stage.clock.advance(MINUTE);
      await stage.aws.send(
        new DescribeAlarmsCommand({ AlarmNames: ['watched'] }),
      );
    }
    const strip = async (name: string) =>
      (await historyOf(name)).slice(1).map(item => ({
        ...item,
        AlarmName: undefined,
      }));
    const watched = await strip('watched');
    expect(watched.length).toBeGreaterThan(2);

    await stage.running.sandbox.reset();
    stage.clock.set(START);
    await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await report('Failed', values);
    stage.clock.advance(20 * MINUTE);
    expect(await strip('orders')).toEqual(watched);
  });

  it('tell M of N, limits of the list and missing data in their reasons', async () => {
    await putAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await report('Failed', [9, 1, 7]);
    stage.clock.advance(3 * MINUTE);
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
    stage.clock.advance(MINUTE);
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
    stage.clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('OK');
    stage.clock.advance(MINUTE);
    const alarm = await metricAlarm();
    expect(alarm.StateReason).toContain('[15.0 (21/11/26 02:41:00)]');
    expect(alarm.Metrics).toHaveLength(3);
    expect(alarm.MetricName).toBeUndefined();
  });

  it('watch an anomaly detection band', async () => {
    stage.clock.advance(-7 * 24 * 60 * MINUTE);
    const usual = (at: number) => ({
      MetricName: 'Orders',
      Timestamp: new Date(at),
      Values: [90, 110],
    });
    await stage.aws.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: Array.from({ length: 60 }, (_, minute) =>
          usual(START - 7 * 24 * 60 * MINUTE + minute * MINUTE - 40 * MINUTE),
        ),
      }),
    );
    stage.clock.set(START);
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
    stage.clock.advance(MINUTE);
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
    stage.clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('INSUFFICIENT_DATA');
    await stage.aws.send(
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
    stage.clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('ALARM');
  });

  it('of high resolution look at seconds', async () => {
    await putAlarm({ Period: 10 });
    await stage.aws.send(
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
    stage.clock.advance(20_000);
    expect(await metricAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date(START + 20_000),
    });
  });

  it('of a scenario look as if they had been there for a day', async () => {
    const hour = 60 * MINUTE;
    await stage.running.sandbox.addScenario(
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
    stage.clock.advance(MINUTE);
    expect((await metricAlarm()).StateValue).toBe('INSUFFICIENT_DATA');
  });
});
