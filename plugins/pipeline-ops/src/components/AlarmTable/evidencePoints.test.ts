import { evidencePoints } from './evidencePoints';

const metric = {
  namespace: 'Orders',
  metricName: 'Failures',
  dimensions: {},
  stat: 'Sum',
  period: 300,
};

it('dates each point from the start of the window, newest first', () => {
  expect(
    evidencePoints({
      comparison: '>',
      threshold: 5,
      metric,
      evidence: {
        values: [14, null, 3],
        windowStart: '2026-11-21T02:30:00.000Z',
      },
    }),
  ).toEqual([
    {
      at: Date.parse('2026-11-21T02:40:00Z'),
      value: 14,
      limit: { lower: 5, upper: 5 },
      breaching: true,
    },
    {
      at: Date.parse('2026-11-21T02:35:00Z'),
      value: null,
      limit: { lower: 5, upper: 5 },
      breaching: undefined,
    },
    {
      at: Date.parse('2026-11-21T02:30:00Z'),
      value: 3,
      limit: { lower: 5, upper: 5 },
      breaching: false,
    },
  ]);
});

it('holds each point against its own band', () => {
  const band = [
    { lower: 2, upper: 8 },
    { lower: 2, upper: 8 },
    { lower: null, upper: 8 },
  ];
  const judged = (comparison: 'outside-band' | 'above-band' | 'below-band') =>
    evidencePoints({
      comparison,
      metric,
      evidence: { values: [9, 1, 5], band },
    }).map(({ breaching }) => breaching);
  expect(judged('outside-band')).toEqual([true, true, undefined]);
  expect(judged('above-band')).toEqual([true, false, undefined]);
  expect(judged('below-band')).toEqual([false, true, undefined]);
});

it.each([
  ['>=', 5, true],
  ['>', 5, false],
  ['<=', 5, true],
  ['<', 5, false],
  [undefined, 5, undefined],
] as const)(
  'judges %s at the threshold itself',
  (comparison, value, breach) => {
    const [point] = evidencePoints({
      comparison,
      evidence: { values: [value], threshold: 5 },
    });
    expect(point.breaching).toBe(breach);
    expect(point.at).toBeUndefined();
  },
);

it('has nothing to show without evidence', () => {
  expect(evidencePoints({ comparison: '>' })).toEqual([]);
});
