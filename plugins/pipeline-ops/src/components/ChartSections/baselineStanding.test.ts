import type { Baseline, Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { baselineStandingOf, baselineWords } from './baselineStanding';

const chart = (...baselines: (Partial<Baseline> | undefined)[]): Chart => ({
  id: 'x',
  title: 'x',
  unit: 'Count',
  thresholds: [],
  alarmNames: [],
  series: baselines.map((baseline, i) => ({
    id: `${i}`,
    label: `line ${i}`,
    t0: 0,
    step: 60,
    values: [1],
    status: 'complete',
    empty: false,
    baseline: baseline && { low: [0], high: [2], ...baseline },
  })),
});

it('tells of the line that is furthest from what is usual, an unusual one first', () => {
  expect(
    baselineStandingOf(chart({ ratio: 1.2 }, { ratio: 0.5 }, { ratio: 1.1 })),
  ).toEqual({ series: 'line 1', ratio: 0.5, unusual: false });
  expect(
    baselineStandingOf(
      chart(undefined, { ratio: 4 }, { ratio: 2, unusual: true }),
    ),
  ).toEqual({ series: 'line 2', ratio: 2, unusual: true });
  expect(baselineStandingOf(chart(undefined))).toBeUndefined();
});

it.each([
  [3.14, { key: 'times', factor: '3.1' }],
  [1.5, { key: 'times', factor: '1.5' }],
  [1.08, { key: 'above', percent: '8' }],
  [1.01, { key: 'usual' }],
  [0.92, { key: 'below', percent: '8' }],
  [0, { key: 'below', percent: '100' }],
  [99.4, { key: 'times', factor: '99' }],
  [1234, { key: 'far' }],
])('puts %p into words', (ratio, words) => {
  expect(baselineWords(ratio)).toEqual(words);
});
