import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type PutCompositeAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { ARN, MINUTE, START, TOPIC, useAlarmStage } from './testing/alarmStage';

const stage = useAlarmStage();
const { putAlarm, putComposite, setState, report, compositeAlarm, historyOf } =
  stage;

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
    stage.clock.advance(MINUTE);
    expect(await compositeAlarm()).toMatchObject({
      StateValue: 'ALARM',
      StateTransitionedTimestamp: new Date(START + MINUTE),
    });
  });

  it('tell children and parents', async () => {
    await putComposite({ AlarmName: 'floor', AlarmRule: 'ALARM(stock)' });
    await putComposite({ AlarmRule: 'ALARM(floor) OR ALARM(orders)' });
    const { CompositeAlarms, MetricAlarms, LogAlarms } = await stage.aws.send(
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
    const parents = await stage.aws.send(
      new DescribeAlarmsCommand({ ParentsOfAlarmName: 'stock' }),
    );
    expect(parents.CompositeAlarms).toEqual([
      { AlarmName: 'floor', AlarmArn: `${ARN}floor` },
    ]);
    await expect(
      stage.aws.send(
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
    stage.clock.advance(10_000);
    await setState('stock', 'ALARM');
    expect(await suppressedBy()).toBe('Alarm');
    stage.clock.advance(10_000);
    await setState('stock', 'OK');
    expect(await suppressedBy()).toBe('ExtensionPeriod');
    expect(await actions()).toBe(0);
    stage.clock.advance(31_000);
    expect(await suppressedBy()).toBeUndefined();
    expect(await actions()).toBe(1);

    await setState('orders', 'OK');
    await setState('orders', 'ALARM');
    stage.clock.advance(21_000);
    expect(await suppressedBy()).toBeUndefined();
    expect(await actions()).toBe(2);
  });

  it('in a circle are kept but not evaluated, and cannot be deleted', async () => {
    await putComposite({ AlarmName: 'a', AlarmRule: 'ALARM(orders)' });
    await putComposite({ AlarmName: 'b', AlarmRule: 'ALARM(a)' });
    await putComposite({ AlarmName: 'a', AlarmRule: 'ALARM(b) OR TRUE' });
    expect((await compositeAlarm('b')).StateValue).toBe('OK');
    await expect(
      stage.aws.send(new DeleteAlarmsCommand({ AlarmNames: ['a'] })),
    ).rejects.toThrow('composite alarm(s) depending on it');
    await putComposite({ AlarmName: 'a', AlarmRule: 'FALSE' });
    await stage.aws.send(new DeleteAlarmsCommand({ AlarmNames: ['b'] }));
    await stage.aws.send(new DeleteAlarmsCommand({ AlarmNames: ['a'] }));
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
      stage.aws.send(new DeleteAlarmsCommand({ AlarmNames }));
    await expect(remove('shop', 'floor')).rejects.toThrow('one composite');
    await expect(remove('orders')).rejects.toThrow('depending on it');
    await remove('floor', 'nobody');
    await remove('shop', 'orders', 'stock');
    const { MetricAlarms, CompositeAlarms } = await stage.aws.send(
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
