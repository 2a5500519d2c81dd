import type { CloudMuteRule } from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import { mutesOf, toMute } from './mutes';

/** A Saturday. */
const NOW = Date.parse('2026-11-21T03:18:00Z');

const rule = (more: Partial<CloudMuteRule>): CloudMuteRule => ({
  name: 'maintenance',
  status: 'active',
  alarmNames: ['orders-prod-errors'],
  ...more,
});

const untilOf = (more: Partial<CloudMuteRule>, now = NOW) =>
  toMute(rule(more), now).until;

it.each([
  // In Berlin it is 04:18.
  ['cron(0 2 * * *)', 'PT4H', 'Europe/Berlin', '2026-11-21T05:00:00.000Z'],
  ['cron(0 2 * * *)', 'PT4H', undefined, '2026-11-21T06:00:00.000Z'],
  // From Friday evening to Monday morning.
  ['cron(0 18 * * FRI)', 'P2DT12H', 'UTC', '2026-11-23T06:00:00.000Z'],
  ['cron(0 1 15-20 NOV *)', 'P2D', 'UTC', '2026-11-22T01:00:00.000Z'],
  // In New York it is still Friday, 22:18.
  [
    'at(2026-11-20T22:00)',
    'PT1H',
    'America/New_York',
    '2026-11-21T04:00:00.000Z',
  ],
])(
  'tells until when %s for %s in %s mutes',
  (schedule, duration, timeZone, until) => {
    expect(untilOf({ schedule, duration, timeZone })).toBe(until);
  },
);

it('ends with the rule, when that comes first', () => {
  expect(
    untilOf({
      schedule: 'cron(0 2 * * *)',
      duration: 'PT4H',
      expires: '2026-11-21T04:00:00.000Z',
    }),
  ).toBe('2026-11-21T04:00:00.000Z');
});

it('goes on where the next mute begins before this one ends', () => {
  // Mutes begin at 02:00, 03:00 and 04:00 and last 90 minutes: 05:30.
  expect(untilOf({ schedule: 'cron(0 2-4 * * *)', duration: 'PT90M' })).toBe(
    '2026-11-21T05:30:00.000Z',
  );
});

it('keeps the length of a mute over a change of the clock', () => {
  // On 25 October 2026 the clock in Berlin goes back from 03:00 to 02:00: 01:00 CEST is 23:00 UTC the day before.
  expect(
    untilOf(
      {
        schedule: 'cron(0 1 * * *)',
        duration: 'PT4H',
        timeZone: 'Europe/Berlin',
      },
      Date.parse('2026-10-25T02:30:00Z'),
    ),
  ).toBe('2026-10-25T03:00:00.000Z');
});

it.each([
  ['every minute, without end', 'cron(* * * * *)', 'PT1H', 'UTC'],
  ['steps, which AWS does not know', 'cron(*/5 * * * *)', 'PT1H', 'UTC'],
  ['no day at all', 'cron(0 0 31 FEB *)', 'P1D', 'UTC'],
  ['something else', 'rate(5 minutes)', 'PT1H', 'UTC'],
  ['no duration', 'cron(0 2 * * *)', 'soon', 'UTC'],
  ['no time zone', 'cron(0 2 * * *)', 'PT4H', 'Mars/Base'],
  ['a start that is long over', 'at(2026-11-01T00:00)', 'PT1H', 'UTC'],
])(
  'says the schedule in words only when it is %s',
  (_, schedule, duration, timeZone) => {
    expect(toMute(rule({ schedule, duration, timeZone }), NOW)).toEqual({
      rule: 'maintenance',
      active: true,
      schedule: `${schedule} for ${duration} (${timeZone})`,
    });
  },
);

it('puts what mutes now first, and leaves out what is over', () => {
  expect(
    mutesOf(
      [
        rule({
          name: 'nightly',
          status: 'scheduled',
          schedule: 'cron(0 23 * * *)',
          duration: 'PT2H',
        }),
        rule({ name: 'old', status: 'expired' }),
        rule({ name: 'now', status: 'active' }),
      ],
      NOW,
    ),
  ).toEqual([
    { rule: 'now', active: true },
    {
      rule: 'nightly',
      active: false,
      schedule: 'cron(0 23 * * *) for PT2H (UTC)',
    },
  ]);
});

it('never ends in the past, whatever the schedule says', () => {
  const field = fc.constantFrom(
    '*',
    '0',
    '5',
    '1-3',
    '7,9',
    'MON',
    'JAN',
    '99',
    '-',
    '',
  );
  fc.assert(
    fc.property(
      fc.tuple(field, field, field, field, field),
      fc.constantFrom('PT1M', 'PT4H', 'P1D', 'P15D', 'P16D', 'x'),
      (fields, duration) => {
        const until = untilOf({
          schedule: `cron(${fields.join(' ')})`,
          duration,
        });
        expect(until === undefined || Date.parse(until) > NOW).toBe(true);
      },
    ),
  );
});
