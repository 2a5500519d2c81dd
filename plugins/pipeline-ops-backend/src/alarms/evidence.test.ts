import fc from 'fast-check';
import { evidenceOf } from './evidence';

const written = (data: object) =>
  evidenceOf(JSON.stringify({ version: '1.0', ...data }));

it('tells the points behind a change of state, newest first, with the gaps between', () => {
  expect(
    written({
      queryDate: '2026-11-21T02:43:00.000+0000',
      startDate: '2026-11-21T02:40:00.000+0000',
      statistic: 'Sum',
      period: 60,
      recentDatapoints: [9, 14],
      threshold: 5,
      evaluatedDatapoints: [
        { timestamp: '2026-11-21T02:42:00.000+0000', value: 14 },
        { timestamp: '2026-11-21T02:41:00.000+0000' },
        { timestamp: '2026-11-21T02:40:00.000+0000', value: 9 },
      ],
    }),
  ).toEqual({
    values: [14, null, 9],
    threshold: 5,
    evaluatedAt: '2026-11-21T02:43:00.000Z',
    windowStart: '2026-11-21T02:40:00.000Z',
  });
});

it('turns around what older evidence lists oldest first', () => {
  expect(written({ recentDatapoints: [1, 2, 3], threshold: 2.5 })).toEqual({
    values: [3, 2, 1],
    threshold: 2.5,
  });
});

it('tells the band that values of an anomaly alarm were held against', () => {
  expect(
    written({
      recentDatapoints: [190, 50],
      recentLowerThresholds: [180, 181],
      recentUpperThresholds: [220, 221],
    }),
  ).toEqual({
    values: [50, 190],
    band: [
      { lower: 181, upper: 221 },
      { lower: 180, upper: 220 },
    ],
  });
  expect(
    written({
      evaluatedDatapoints: [
        {
          timestamp: '2026-11-21T02:42:00.000+0000',
          value: 50,
          threshold: 220,
          lowerThreshold: 180,
        },
      ],
    }),
  ).toEqual({ values: [50], band: [{ lower: 180, upper: 220 }] });
});

it('names the alarms that decided a composite one, without their ARNs', () => {
  expect(
    written({
      triggeringAlarms: [
        {
          arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:Orders are late',
          state: { value: 'ALARM', timestamp: '2026-11-21T02:40:00.000+0000' },
        },
      ],
    }),
  ).toEqual({
    values: [],
    triggeredBy: [
      {
        alarmName: 'Orders are late',
        state: 'ALARM',
        since: '2026-11-21T02:40:00.000Z',
      },
    ],
  });
});

it.each([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['no object', '[1, 2]'],
  ['nothing known', '{"version":"2.0","points":{}}'],
  ['other types', '{"recentDatapoints":"many","triggeringAlarms":7}'],
])('leaves evidence out when it is %s', (_, text) => {
  expect(evidenceOf(text)).toBeUndefined();
});

it('keeps what it understands beside what it does not', () => {
  expect(
    written({
      recentDatapoints: [1, 'x', null],
      threshold: 'high',
      queryDate: 'yesterday',
    }),
  ).toEqual({ values: [null, null, 1] });
});

it('takes any JSON that SetAlarmState lets somebody write', () => {
  const parts = fc.record(
    {
      recentDatapoints: fc.jsonValue(),
      evaluatedDatapoints: fc.jsonValue(),
      triggeringAlarms: fc.jsonValue(),
      queryDate: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(parts, fc.jsonValue()), value => {
      const evidence = evidenceOf(JSON.stringify(value));
      expect(
        (evidence?.values ?? []).every(
          one => one === null || Number.isFinite(one),
        ),
      ).toBe(true);
    }),
  );
});
