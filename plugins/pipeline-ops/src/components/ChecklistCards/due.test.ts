import type { ChecklistPeriod } from '@pipeline-ops/plugin-pipeline-ops-common';
import { dailyChecks } from '../../__fixtures__/checklists';
import { NOW } from '../../__fixtures__/clock';
import { dueOf } from './due';

const HOUR = 3_600_000;

const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

function list(period: Partial<ChecklistPeriod>, timeZone = 'UTC') {
  const daily = dailyChecks();
  return {
    ...daily,
    timeZone,
    period: { ...daily.period, status: 'open' as const, ...period },
  };
}

it.each([
  [6.7, { key: 'at', when: '10:00', tone: 'warn', pressing: true }],
  [20.7, { key: 'today', tone: 'warn', pressing: true }],
  [30, { key: 'tomorrow', tone: 'warn', pressing: true }],
  [44.7, { key: 'tomorrow', tone: 'warn', pressing: true }],
  [9 * 24, { key: 'daysLeft', count: 9, tone: 'idle', pressing: false }],
  [-0.3, { key: 'was', when: '03:00', tone: 'warn', pressing: true }],
])('a list due in %p hours says %p', (hours, expected) => {
  expect(dueOf(list({ dueAt: at(hours) }), NOW)).toEqual(expected);
});

it('tells times and days of the list, not of the reader', () => {
  // 03:18 UTC is 22:18 of the day before in New York, and the list is due there at 05:00.
  expect(dueOf(list({ dueAt: at(6.7) }, 'America/New_York'), NOW)).toEqual({
    key: 'tomorrow',
    tone: 'warn',
    pressing: true,
  });
  expect(dueOf(list({ dueAt: at(6.7) }, 'Europe/Berlin'), NOW)).toMatchObject({
    key: 'at',
    when: '11:00',
  });
});

it('presses earlier where the list wants to be answered ahead', () => {
  const ahead = list({ dueAt: at(9 * 24), status: 'due-soon' });
  expect(dueOf(ahead, NOW)).toMatchObject({ tone: 'warn', pressing: true });
});

it.each([
  [{ status: 'missed' }, { key: 'missed', tone: 'bad', pressing: false }],
  [
    { status: 'overdue', dueAt: at(-1.3) },
    { key: 'overdue', when: '02:00', tone: 'bad', pressing: true },
  ],
  [
    { status: 'overdue', dueAt: at(-30) },
    { key: 'overdue', when: '19 Nov', tone: 'bad', pressing: true },
  ],
  [{ status: 'excused' }, { key: 'excused', tone: 'idle', pressing: false }],
  [
    {
      status: 'excused',
      excuse: {
        id: 'p1',
        from: at(-30),
        until: at(72),
        reason: 'Moved to another account',
        by: 'user:default/ana',
        at: at(-40),
      },
    },
    { key: 'excusedUntil', when: '24 Nov', tone: 'idle', pressing: false },
  ],
] satisfies [Partial<ChecklistPeriod>, object][])(
  'whatever the clock says, %p is %p',
  (period, expected) => {
    expect(dueOf(list(period), NOW)).toEqual(expected);
  },
);

it('a complete list is fine only when everything was done', () => {
  const complete = list({ status: 'complete' });
  expect(dueOf(complete, NOW)).toMatchObject({ key: 'complete', tone: 'warn' });
  const { progress } = complete;
  expect(
    dueOf({ ...complete, progress: { ...progress, notDone: 0 } }, NOW).tone,
  ).toBe('ok');
});
