import fc from 'fast-check';
import { TEST_NOW } from '../testing/testSandbox';
import { GeneratedSeries } from './generatedSeries';
import { scenarioSchema } from './schema';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function seriesOf(metric: object, seed = 'shop/orders') {
  const { metrics } = scenarioSchema.parse({
    name: 'shop',
    account: '111111111111',
    region: 'eu-west-1',
    metrics: [{ namespace: 'Shop', name: 'Orders', base: 100, ...metric }],
  });
  return GeneratedSeries.create(metrics[0], seed, TEST_NOW);
}

interface Point {
  time: number;
  count: number;
  sum: number;
  min: number;
  max: number;
}

/** Points from `from` to `to`, minutes relative to the anchor. */
function points(
  series: GeneratedSeries,
  from: number,
  to: number,
  now = TEST_NOW,
): Point[] {
  const found: Point[] = [];
  series.visit(
    TEST_NOW + from * MINUTE,
    TEST_NOW + to * MINUTE,
    now,
    (time, count, sum, min, max) => found.push({ time, count, sum, min, max }),
  );
  return found;
}

const sums = (list: Point[]) => list.map(({ sum }) => sum);

describe('a generated metric', () => {
  const metrics = fc.record({
    noise: fc.double({ min: 0, max: 2, noNaN: true }),
    daily: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('level', 'count'),
    samples: fc.integer({ min: 1, max: 12 }),
    spread: fc.double({ min: 0, max: 3, noNaN: true }),
    every: fc.constantFrom('10s', '1m', '5m'),
    base: fc.integer({ min: 0, max: 1000 }),
    max: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  });

  it('has the same points whatever window they are asked in', () => {
    fc.assert(
      fc.property(
        metrics,
        fc.integer({ min: -3000, max: -10 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 0, max: 300 }),
        (metric, from, length, cut) => {
          const to = from + length;
          const middle = Math.min(from + cut, to);
          const whole = points(seriesOf(metric), from, to);
          const parts = [
            ...points(seriesOf(metric), from, middle),
            ...points(seriesOf(metric), middle, to),
          ];
          expect(parts).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has samples that add up to its points', () => {
    fc.assert(
      fc.property(
        metrics,
        fc.integer({ min: -3000, max: -10 }),
        (metric, at) => {
          const series = seriesOf(metric);
          for (const point of points(series, at, at + 10)) {
            const values = series
              .samples(point.time, point.time + 1, TEST_NOW)
              .map(({ value }) => value);
            expect(values).toHaveLength(point.count);
            const sum = values.reduce((a, b) => a + b, 0);
            expect(Math.abs(sum - point.sum)).toBeLessThanOrEqual(
              1e-6 * Math.max(1, point.sum),
            );
            expect(Math.min(...values)).toBeCloseTo(point.min, 6);
            expect(Math.max(...values)).toBeCloseTo(point.max, 6);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is another one for another seed', () => {
    const one = points(seriesOf({}, 'a'), -60, 0);
    const other = points(seriesOf({}, 'b'), -60, 0);
    expect(sums(one)).not.toEqual(sums(other));
  });

  it('lies around its level', () => {
    const values = sums(points(seriesOf({ noise: 0.05 }), -1440, 0));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    expect(values).toHaveLength(1440);
    expect(mean).toBeGreaterThan(98);
    expect(mean).toBeLessThan(102);
    expect(Math.max(...values)).toBeLessThan(125);
  });

  it('draws rare events as whole numbers that keep their rate', () => {
    const series = seriesOf({ base: 0.1, kind: 'count', noise: 0 });
    const values = sums(points(series, -10_000, 0));
    const total = values.reduce((a, b) => a + b, 0);
    expect(new Set(values)).toEqual(new Set([0, 1]));
    expect(total).toBeGreaterThan(850);
    expect(total).toBeLessThan(1150);
  });

  it('is higher by day and lower at weekends', () => {
    const series = seriesOf({ noise: 0, daily: 0.5, weekend: 0.4 });
    const at = (iso: string) => {
      const minute = (Date.parse(iso) - TEST_NOW) / MINUTE;
      return points(series, minute, minute + 1)[0].sum;
    };
    expect(at('2026-11-17T13:30:00Z')).toBeCloseTo(150, 6);
    expect(at('2026-11-17T01:30:00Z')).toBeCloseTo(50, 6);
    expect(at('2026-11-15T13:30:00Z')).toBeCloseTo(90, 6);
  });

  it('changes when its scenario says so', () => {
    const series = seriesOf({
      noise: 0,
      changes: [
        { from: '-60m', to: '-30m', set: 500, ramp: '10m' },
        { from: '-30m', to: '-20m', multiply: 2 },
        { from: '-20m', to: '-10m', gap: true },
        { from: '-10m', add: -40 },
      ],
    });
    const at = (minute: number) => sums(points(series, minute, minute + 1))[0];
    expect(at(-61)).toBe(100);
    expect(at(-60)).toBe(100);
    expect(at(-55)).toBe(300);
    expect(at(-50)).toBe(500);
    expect(at(-30)).toBe(200);
    expect(points(series, -20, -10)).toEqual([]);
    expect(at(-10)).toBe(60);
  });

  it('keeps to its hours, also over midnight', () => {
    const hoursOf = (hours: [number, number]) =>
      points(seriesOf({ hours, every: '1h' }), -24 * 60, 0).map(({ time }) =>
        new Date(time).getUTCHours(),
      );
    expect(hoursOf([2, 4])).toEqual([2, 3]);
    expect(hoursOf([22, 1])).toEqual([22, 23, 0]);
  });

  it('has a point when its minute is over, and none before', () => {
    const series = seriesOf({});
    const now = TEST_NOW + 30_000;
    const last = points(series, -5, 5, now).pop()!.time;
    expect(last).toBe(TEST_NOW - MINUTE);
  });

  it('publishes once a day when it is told to', () => {
    const series = seriesOf({ every: '1d' });
    const [point, ...others] = points(series, -24 * 60, 0);
    expect(others).toEqual([]);
    expect(point.time % (24 * HOUR)).toBe(0);
  });
});
