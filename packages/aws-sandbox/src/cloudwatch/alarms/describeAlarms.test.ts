import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  type DescribeAlarmHistoryCommandInput,
  type DescribeAlarmsCommandInput,
} from '@aws-sdk/client-cloudwatch';
import {
  ACCOUNT,
  START,
  TOPIC,
  query,
  useAlarmStage,
} from './testing/alarmStage';

const stage = useAlarmStage();
const { putAlarm, putMath, putComposite, setState } = stage;

describe('DescribeAlarms', () => {
  it('pages through both kinds, and gives metric alarms alone by default', async () => {
    for (let index = 0; index < 5; index++)
      await putAlarm({ AlarmName: `orders-${index}` });
    await putComposite({ AlarmRule: 'TRUE' });
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await stage.aws.send(
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
    const plain = await stage.aws.send(new DescribeAlarmsCommand({}));
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
      (
        await stage.aws.send(new DescribeAlarmsCommand(input))
      ).MetricAlarms!.map(alarm => alarm.AlarmName);
    expect(await names({ AlarmNamePrefix: 'etl' })).toEqual(['etl-a', 'etl-b']);
    expect(await names({ AlarmNames: ['other', 'nobody'] })).toEqual(['other']);
    expect(await names({ StateValue: 'ALARM' })).toEqual(['etl-b']);
    expect(await names({ ActionPrefix: 'arn:aws:sns' })).toEqual(['etl-a']);
  });

  it('keeps places apart', async () => {
    await putAlarm();
    const elsewhere = new CloudWatchClient({
      endpoint: stage.running.url,
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
      stage.aws.send(new DescribeAlarmsCommand(input)),
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
        await stage.aws.send(
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
      stage.clock.advance(1000);
      await setState('orders', state);
    }
    const ask = (input: DescribeAlarmHistoryCommandInput) =>
      stage.aws.send(new DescribeAlarmHistoryCommand(input));
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
