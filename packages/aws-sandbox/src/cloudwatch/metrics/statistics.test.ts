import fc from 'fast-check';
import { Bucket } from '../../model';
import { Sample } from './series';
import { statisticOf } from './statistics';

function bucketOf(samples: readonly Sample[]): Bucket {
  const values = samples.map(sample => sample.value);
  return {
    start: 0,
    count: samples.reduce((sum, { count }) => sum + count, 0),
    sum: samples.reduce((sum, { value, count }) => sum + value * count, 0),
    min: Math.min(...values),
    max: Math.max(...values),
    samples,
  };
}

const oneToHundred = bucketOf(
  Array.from({ length: 100 }, (_, i) => ({ value: 100 - i, count: 1 })),
);

describe('statistics of the values 1 to 100', () => {
  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p50', 50.5],
    ['p99', 99.01],
    ['p99.9', 99.901],
    ['P0', 1],
    ['p100', 100],
    // The mean of 1 to 90.
    ['tm90', 45.5],
    ['tm(10%:90%)', 50.5],
    ['TM(:95%)', 48],
    // Above 20 and up to 40.
    ['TM(20:40)', 30.5],
    ['TC(20:40)', 20],
    ['TS(20:40)', 610],
    ['tc90', 90],
    ['ts(80%:)', 1810],
    ['IQM', 50.5],
    ['PR(:30)', 30],
    ['PR(30:)', 70],
    ['PR(10:30)', 20],
    // 80 values stand, ten below become 10.9 and ten above 90.1.
    ['wm(10%:90%)', (4040 + 10 * 10.9 + 10 * 90.1) / 100],
    ['WM(20:40)', (610 + 20 * 20 + 60 * 40) / 100],
  ])('%s is %d', (name, expected) => {
    expect(statisticOf(name)!(oneToHundred)).toBeCloseTo(expected, 9);
  });
});

describe('names of statistics', () => {
  it.each([
    'average',
    'p',
    'p101',
    'p-1',
    'p99.12345678901',
    'tm(90)',
    'tm(90%:10%)',
    'tm(10%:20)',
    'PR(10%:20%)',
    'TM(:)',
    'toString',
    '__proto__',
    'iqm25',
    '',
  ])('does not know %s', name => {
    expect(statisticOf(name)).toBeUndefined();
  });
});

describe('statistic sets whose values are unknown', () => {
  const bucket: Bucket = {
    start: 0,
    count: 10,
    sum: 55,
    min: 1,
    max: 10,
    samples: [],
  };

  it('have sums and averages, but no percentiles', () => {
    expect(statisticOf('Average')!(bucket)).toBe(5.5);
    expect(statisticOf('p99')!(bucket)).toBeUndefined();
    expect(statisticOf('tm90')!(bucket)).toBeUndefined();
  });
});

describe('any samples', () => {
  const samples = fc.array(
    fc.record({
      value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      count: fc.integer({ min: 1, max: 20 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  const percentage = fc.integer({ min: 0, max: 100 });

  it('have percentiles that rise from the minimum to the maximum', () => {
    fc.assert(
      fc.property(samples, percentage, percentage, (list, a, b) => {
        const bucket = bucketOf(list);
        const at = (p: number) => statisticOf(`p${p}`)!(bucket)!;
        expect(at(0)).toBe(bucket.min);
        expect(at(100)).toBe(bucket.max);
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(
          at(Math.max(a, b)) + 1e-6,
        );
      }),
    );
  });

  it('have the same percentiles whether equal values come together or one by one', () => {
    fc.assert(
      fc.property(samples, percentage, (list, p) => {
        const single = list.flatMap(({ value, count }) =>
          Array.from({ length: count }, () => ({ value, count: 1 })),
        );
        const statistic = statisticOf(`p${p}`)!;
        expect(statistic(bucketOf(list))).toBeCloseTo(
          statistic(bucketOf(single))!,
          6,
        );
      }),
    );
  });

  it('fall apart into what is up to a value and what is above it', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 1000 }), (list, limit) => {
        const bucket = bucketOf(list);
        const parts = [`TC(:${limit})`, `TC(${limit}:)`].map(name =>
          statisticOf(name)!(bucket)!,
        );
        expect(parts[0] + parts[1]).toBe(bucket.count);
      }),
    );
  });
});
