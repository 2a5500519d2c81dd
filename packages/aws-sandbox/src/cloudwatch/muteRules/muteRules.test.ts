import {
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  PutAlarmMuteRuleCommand,
  type PutAlarmMuteRuleCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { START, TOPIC, useAlarmStage } from '../alarms/testing/alarmStage';
import { parseSchedule } from './schedule';

const HOUR = 3_600_000;

describe('the schedule of a mute rule', () => {
  const start = (expression: string, at: string, timeZone?: string) => {
    const schedule = parseSchedule({ expression, duration: 'PT4H', timeZone });
    const found = schedule.latestStart(Date.parse(at));
    return found === undefined ? undefined : new Date(found).toISOString();
  };

  it('starts again and again', () => {
    // The start itself, a moment within, the last one, and after it.
    expect(start('cron(0 2 * * *)', '2026-11-21T02:00:00Z')).toBe(
      '2026-11-21T02:00:00.000Z',
    );
    expect(start('cron(0 2 * * *)', '2026-11-21T05:59:00Z')).toBe(
      '2026-11-21T02:00:00.000Z',
    );
    expect(start('cron(0 2 * * *)', '2026-11-21T06:01:00Z')).toBeUndefined();
    // A Saturday.
    expect(start('cron(0 2 * * SUN)', '2026-11-21T03:00:00Z')).toBeUndefined();
    expect(start('cron(0 2 * NOV SAT)', '2026-11-21T03:00:00Z')).toBeDefined();
    expect(start('cron(30 1,3 1-21 * *)', '2026-11-21T04:00:00Z')).toBe(
      '2026-11-21T03:30:00.000Z',
    );
  });

  it('counts in its time zone, in summer and winter', () => {
    expect(
      start('cron(0 2 * * *)', '2026-11-21T01:30:00Z', 'Europe/Berlin'),
    ).toBe('2026-11-21T01:00:00.000Z');
    expect(
      start('cron(0 2 * * *)', '2026-07-01T01:30:00Z', 'Europe/Berlin'),
    ).toBe('2026-07-01T00:00:00.000Z');
  });

  it('starts once', () => {
    expect(start('at(2026-11-21T02:00)', '2026-11-21T03:00:00Z')).toBe(
      '2026-11-21T02:00:00.000Z',
    );
    expect(start('at(2026-11-21T02:00)', '2026-11-22T03:00:00Z')).toBe(
      undefined,
    );
  });

  it('is refused when it is none', () => {
    for (const expression of [
      'rate(5 minutes)',
      'cron(0 2 * *)',
      'cron(0 2 * * * 2026)',
      'cron(99 2 * * *)',
      'at(2026-13-21T02:00)',
      'at(tomorrow)',
    ]) {
      expect(() => parseSchedule({ expression, duration: 'PT1H' })).toThrow(
        RangeError,
      );
    }
    for (const duration of ['PT30S', 'P16D', '4 hours']) {
      expect(() =>
        parseSchedule({ expression: 'cron(0 2 * * *)', duration }),
      ).toThrow(/PT1M to P15D/);
    }
  });
});

describe('mute rules', () => {
  const stage = useAlarmStage();
  const put = (input: Partial<PutAlarmMuteRuleCommandInput> = {}) =>
    stage.aws.send(
      new PutAlarmMuteRuleCommand({
        Name: 'nightly-load',
        Rule: {
          Schedule: { Expression: 'cron(0 2 * * *)', Duration: 'PT1H' },
        },
        MuteTargets: { AlarmNames: ['orders'] },
        ...input,
      }),
    );

  beforeEach(async () => {
    await stage.putAlarm({ AlarmActions: [TOPIC] });
  });

  it('come back as they were put, with what they do now', async () => {
    // The stage's clock stands at 02:40.
    await put({
      Description: 'The load stops the shop',
      ExpireDate: new Date(START + 30 * 24 * HOUR),
    });
    expect(
      await stage.aws.send(
        new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'nightly-load' }),
      ),
    ).toMatchObject({
      Name: 'nightly-load',
      Description: 'The load stops the shop',
      Status: 'ACTIVE',
      MuteType: 'RECURRING',
      MuteTargets: { AlarmNames: ['orders'] },
      Rule: {
        Schedule: { Expression: 'cron(0 2 * * *)', Duration: 'PT1H' },
      },
    });
    const list = async (input: object) =>
      (
        await stage.aws.send(new ListAlarmMuteRulesCommand(input))
      ).AlarmMuteRuleSummaries?.map(rule =>
        rule.AlarmMuteRuleArn?.split(':').pop(),
      );
    await put({
      Name: 'expired',
      StartDate: new Date(START - 2 * HOUR),
      ExpireDate: new Date(START - HOUR),
    });
    expect(await list({ AlarmName: 'orders' })).toEqual([
      'expired',
      'nightly-load',
    ]);
    expect(await list({ Statuses: ['ACTIVE'] })).toEqual(['nightly-load']);
    expect(await list({ AlarmName: 'stock' })).toEqual([]);
    await stage.aws.send(
      new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'nightly-load' }),
    );
    await expect(
      stage.aws.send(
        new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'nightly-load' }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('hold actions back, and not the state', async () => {
    await put();
    await stage.setState('orders', 'ALARM');
    const summaries = async () =>
      (await stage.historyOf('orders')).map(item => item.HistorySummary);
    expect(await summaries()).toContain(
      'Alarm updated from INSUFFICIENT_DATA to ALARM',
    );
    expect(await summaries()).not.toContain(
      `Successfully executed action ${TOPIC}`,
    );
    await stage.setState('orders', 'OK');
    stage.clock.advance(HOUR);
    await stage.setState('orders', 'ALARM');
    expect(await summaries()).toContain(
      `Successfully executed action ${TOPIC}`,
    );
  });

  it('are refused for alarms that are not there, and schedules that are none', async () => {
    await expect(
      put({ MuteTargets: { AlarmNames: ['nobody'] } }),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The alarm nobody does not exist.',
    });
    await expect(
      put({
        Rule: { Schedule: { Expression: 'rate(1 day)', Duration: 'PT1H' } },
      }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
