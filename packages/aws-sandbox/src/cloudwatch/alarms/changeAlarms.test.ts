import {
  DeleteAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { ARN, TOPIC, useAlarmStage } from './testing/alarmStage';

const stage = useAlarmStage();
const { putAlarm, setState, metricAlarm, historyOf } = stage;

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
      stage.aws.send(
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
    await stage.aws.send(new DisableAlarmActionsCommand({ AlarmNames }));
    expect((await metricAlarm()).ActionsEnabled).toBe(false);
    await setState('orders', 'ALARM');
    await stage.aws.send(new EnableAlarmActionsCommand({ AlarmNames }));
    expect((await metricAlarm()).ActionsEnabled).toBe(true);
    const types = (await historyOf('orders')).map(item => item.HistoryItemType);
    expect(types).not.toContain('Action');
  });

  it('keep tags apart from the configuration', async () => {
    const ResourceARN = `${ARN}orders`;
    const tags = async () =>
      (await stage.aws.send(new ListTagsForResourceCommand({ ResourceARN })))
        .Tags;
    await putAlarm({ Tags: [{ Key: 'team', Value: 'a' }] });
    await putAlarm({ Tags: [{ Key: 'team', Value: 'b' }] });
    expect(await tags()).toEqual([{ Key: 'team', Value: 'a' }]);
    const Tags = [
      { Key: 'tag1', Value: 'foo' },
      { Key: 'tag2', Value: 'bar' },
    ];
    await stage.aws.send(new TagResourceCommand({ ResourceARN, Tags }));
    await stage.aws.send(
      new UntagResourceCommand({ ResourceARN, TagKeys: ['tag1', 'team'] }),
    );
    expect(await tags()).toEqual([{ Key: 'tag2', Value: 'bar' }]);
    await stage.aws.send(new DeleteAlarmsCommand({ AlarmNames: ['orders'] }));
    expect(await tags()).toEqual([]);
    await expect(
      stage.aws.send(new TagResourceCommand({ ResourceARN, Tags })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });
});
