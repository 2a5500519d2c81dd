import type {
  ChartSeriesSpec,
  ChartSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import fc from 'fast-check';
import { BaselineBand, densityOf, noiseOf, type BandOptions } from './band';
import { expectationAt } from './expectation';
import {
  DAY,
  dayOf,
  historyWindow,
  HOUR,
  type HourlyHistory,
} from './hourlyHistory';
import { kindOf } from './seriesKind';

/** A Saturday. */
const TODAY = Date.parse('2026-11-21T00:00:00Z') / 1_000;
const NOW = TODAY + 3 * HOUR + 18 * 60;

/** A history whose value of an hour is computed; the hour counts from 1970. */
function history(
  valueOf: (hour: number) => number | null,
  now = NOW,
): HourlyHistory {
  const { from, to } = historyWindow(now);
  return {
    t0: from,
    values: Array.from({ length: (to - from) / HOUR }, (_, index) =>
      valueOf(from / HOUR + index),
    ),
  };
}

const hourOf = (time: string) => Date.parse(time) / 1_000 / HOUR;

describe('the history of a series', () => {
  it('is the same for everybody who looks on one day', () => {
    const window = {
      from: Date.parse('2026-10-23T00:00:00Z') / 1_000,
      to: TODAY,
      period: HOUR,
    };
    expect(historyWindow(TODAY)).toEqual(window);
    expect(historyWindow(NOW)).toEqual(window);
    expect(historyWindow(TODAY + DAY - 1)).toEqual(window);
    expect(dayOf(NOW)).toBe('2026-11-21');
  });
});

describe('what is usual in an hour', () => {
  it('is what happened at the same weekday and hour, and an hour to either side', () => {
    const values = new Map([
      [hourOf('2026-11-14T02:00:00Z'), 90],
      [hourOf('2026-11-14T03:00:00Z'), 100],
      [hourOf('2026-11-14T04:00:00Z'), 110],
      [hourOf('2026-11-07T02:00:00Z'), 94],
      [hourOf('2026-11-07T03:00:00Z'), 104],
      [hourOf('2026-11-07T04:00:00Z'), 130],
    ]);
    const expected = expectationAt(
      history(hour => values.get(hour) ?? 7),
      hourOf('2026-11-21T03:00:00Z'),
    );
    // Median 102, distances 12, 2, 8, 8, 2, 28: their median is 8.
    expect(expected).toEqual({
      low: 90,
      high: 130,
      middle: 102,
      spread: 8 * 1.4826,
    });
  });

  it('is the value of a nightly job at its hour, and may come an hour early', () => {
    const nightly = history(hour => (hour % 24 === 2 ? 1_000 : 0));
    expect(expectationAt(nightly, hourOf('2026-11-21T02:00:00Z'))).toEqual({
      low: 0,
      high: 1_000,
      middle: 1_000,
      spread: 50,
    });
    expect(
      expectationAt(nightly, hourOf('2026-11-21T01:00:00Z')),
    ).toMatchObject({ middle: 0, high: 1_000 });
    expect(
      expectationAt(nightly, hourOf('2026-11-21T05:00:00Z')),
    ).toMatchObject({ middle: 0, high: 0 });
  });

  it('falls back to the same hour of all days, and says nothing of too little', () => {
    const since = (time: string) =>
      history(hour => (hour >= hourOf(time) ? (hour % 24) * 10 : null));
    const hour = hourOf('2026-11-21T03:00:00Z');
    // Saturday the 14th is whole, the 7th is not: three values of the six.
    expect(expectationAt(since('2026-11-14T00:00:00Z'), hour)).toEqual({
      low: 30,
      high: 30,
      middle: 30,
      spread: 1.5,
    });
    expect(expectationAt(since('2026-11-18T00:00:00Z'), hour)).toBeDefined();
    expect(expectationAt(since('2026-11-19T00:00:00Z'), hour)).toBeUndefined();
  });

  // Buckets are those of UTC: no hour is doubled or left out when clocks are put forward or back.
  it('is known for every hour of a view of two weeks, and contains what repeats every week', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 1_000 }), {
      minLength: 168,
      maxLength: 168,
    });
    fc.assert(
      fc.property(shape, fc.integer({ min: 0, max: 4_000 }), (ofWeek, day) => {
        const now = TODAY - day * DAY + 10 * HOUR;
        const weekly = history(hour => ofWeek[hour % 168], now);
        const end = Math.floor(now / HOUR);
        for (let hour = end - 14 * 24; hour <= end; hour += 1) {
          const expected = expectationAt(weekly, hour);
          expect(expected?.middle).toBe(ofWeek[hour % 168]);
          expect(expected?.low).toBeLessThanOrEqual(ofWeek[hour % 168]);
          expect(expected?.high).toBeGreaterThanOrEqual(ofWeek[hour % 168]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a band', () => {
  const flat = (value: number) => history(() => value);
  const options = (more: Partial<BandOptions> = {}): BandOptions => ({
    kind: 'level',
    unit: 'None',
    density: 1,
    noise: 0,
    ...more,
  });
  const at = (value: number, step: number, more: Partial<BandOptions>) =>
    BaselineBand.create(flat(value), step, options(more)).at(NOW);

  it('shares sums among the buckets of the hour, and leaves levels alone', () => {
    // The spread is 5 % of 3,600; six minutes are a tenth of an hour.
    expect(at(3_600, 360, { kind: 'sum', unit: 'Bytes' })).toEqual({
      middle: 360,
      low: 342,
      high: 378,
    });
    expect(at(200, 3_600, { kind: 'level' })).toEqual({
      middle: 200,
      low: 190,
      high: 210,
    });
    expect(at(200, 900, { kind: 'level' })).toMatchObject({
      low: 190,
      high: 210,
    });
  });

  it('gives counts what chance does to them', () => {
    // 6,000 an hour are 100 a minute; chance scatters them by three times ten, the spread by five.
    expect(at(6_000, 60, { kind: 'count', unit: 'Count' })).toEqual({
      middle: 100,
      low: 70,
      high: 130,
    });
    // Of a million a minute, chance is a thousandth; less than the spread.
    expect(at(60_000_000, 60, { kind: 'count', unit: 'Count' })).toEqual({
      middle: 1_000_000,
      low: 950_000,
      high: 1_050_000,
    });
    // At an hourly period, the hours themselves have shown how much they scatter.
    expect(at(6_000, 3_600, { kind: 'count', unit: 'Count' })).toEqual({
      middle: 6_000,
      low: 5_700,
      high: 6_300,
    });
  });

  it('is as wide as values scatter from one bucket to the next', () => {
    // Differences 4, 4, 100, 100, 4: their median 4 times 1.4826 / √2 is 4.19, and the nearest of 2^(n/4) is 4.
    expect(noiseOf([10, 14, null, 10, 110, 10, 14])).toBe(4);
    expect(noiseOf([7])).toBe(0);
    expect(at(200, 60, { noise: 10 })).toMatchObject({ low: 170, high: 230 });
    // Hours have shown how much hours scatter.
    expect(at(200, 3_600, { noise: 10 })).toMatchObject({
      low: 190,
      high: 210,
    });
  });

  it('knows that what reports every five minutes has twelve buckets an hour', () => {
    expect(densityOf([null, 1, null, null, null, null, 1, null])).toBe(1 / 3);
    expect(densityOf([null, null])).toBe(1);
    expect(at(1_200, 60, { kind: 'sum', density: 0.2 })?.middle).toBe(100);
    expect(at(1_200, 60, { kind: 'sum', density: 0.001 })?.middle).toBe(1_200);
  });

  it('has no negative counts, no share above 100 %, and no floor under peaks', () => {
    expect(at(2, 60, { kind: 'count', unit: 'Count' })?.low).toBe(0);
    expect(at(99, 60, { unit: 'Percent' })?.high).toBe(100);
    expect(at(-50, 3_600, {})?.low).toBe(-52.5);
    expect(at(800, 60, { kind: 'peak' })).toEqual({
      middle: 800,
      low: 0,
      high: 840,
    });
    expect(at(800, 3_600, { kind: 'peak' })?.low).toBe(760);
  });

  it('scales sums so that the buckets of an hour add up to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom(60, 300, 900, 3_600),
        fc.constantFrom<BandOptions['kind']>('count', 'sum'),
        (hourly, step, kind) => {
          const usual = at(hourly, step, { kind, unit: 'Count' });
          expect((usual!.middle * HOUR) / step).toBeCloseTo(hourly, 3);
          expect(usual!.low).toBeLessThanOrEqual(usual!.middle);
          expect(usual!.high).toBeGreaterThanOrEqual(usual!.middle);
        },
      ),
    );
  });

  it('has gaps where too little is known', () => {
    const band = BaselineBand.create(
      history(() => null),
      60,
      options(),
    );
    expect(band.over({ t0: NOW, step: 60, values: [1, 2] })).toEqual({
      low: [null, null],
      high: [null, null],
    });
  });

  describe('judges the newest value', () => {
    // Usual: 100, from 95 to 105.
    const judged = (values: (number | null)[], kind?: BandOptions['kind']) =>
      BaselineBand.create(flat(100), 60, options(kind ? { kind } : {})).judge({
        t0: NOW - values.length * 60,
        step: 60,
        values,
      });

    it('by how it compares', () => {
      expect(judged([100, 110])).toEqual({ ratio: 1.1, unusual: false });
      expect(judged([100, 33.333])).toMatchObject({ ratio: 0.333 });
    });

    it('not by one noisy bucket, and not by two', () => {
      expect(judged([100, 300, 300]).unusual).toBe(false);
      expect(judged([100, 300, 300, 300]).unusual).toBe(true);
      expect(judged([300, 300, 100, 300]).unusual).toBe(false);
      expect(judged([300, 300, 300, 100, 100]).unusual).toBe(true);
      expect(judged([300, 300, 300, 100, 100, 100]).unusual).toBe(false);
      expect(judged([10, null, 10, 10]).unusual).toBe(true);
    });

    it('by the far side only, where an hour knows no other', () => {
      expect(judged([10, 10, 10], 'peak').unusual).toBe(false);
      expect(judged([300, 300, 300], 'peak').unusual).toBe(true);
      expect(judged([300, 300, 300], 'trough').unusual).toBe(false);
      expect(judged([10, 10, 10], 'trough').unusual).toBe(true);
    });

    it('unless it is old', () => {
      expect(judged([300, 300, 300, ...Array(20).fill(null)])).toEqual({});
    });
  });
});

describe('the kind of a series', () => {
  const series = (more: Partial<ChartSeriesSpec>): ChartSeriesSpec => ({
    id: 'm1',
    label: 'Value',
    visible: true,
    ...more,
  });
  const stored = (stat: string, id = 'm1') =>
    series({
      id,
      metric: { namespace: 'Orders', metricName: id, dimensions: {}, stat },
    });
  const chart = (unit: string, ...all: ChartSeriesSpec[]): ChartSpec => ({
    id: 'custom:orders:x',
    title: 'X',
    unit,
    thresholds: [],
    series: all,
  });

  it.each([
    ['Sum', 'Count', 'count'],
    ['SampleCount', 'Milliseconds', 'count'],
    ['Sum', 'Bytes', 'sum'],
    ['Average', 'Count', 'level'],
    ['p50', 'Milliseconds', 'level'],
    ['tm99', 'Milliseconds', 'level'],
    ['p99.9', 'Milliseconds', 'peak'],
    ['Maximum', 'Count', 'peak'],
    ['Minimum', 'Bytes', 'trough'],
    ['p5', 'Bytes', 'trough'],
  ])('by %s in %s is %s', (stat, unit, kind) => {
    expect(kindOf(stored(stat), chart(unit))).toBe(kind);
  });

  it.each([
    ['100*m1/MAX([m1,m2])', 'level'],
    ['m1/PERIOD(m1)', 'level'],
    ['FILL(m1,0)+m2', 'count'],
    ['m1+unknown', undefined],
    ['m1*100', undefined],
    ["SEARCH('{Orders} Rows', 'Sum')", undefined],
    ['SUM(METRICS())', undefined],
    ['ANOMALY_DETECTION_BAND(m1, 2)', undefined],
    ['e1+m1', undefined],
  ])('of %s is %s', (expression, kind) => {
    const math = series({ id: 'e1', expression });
    expect(
      kindOf(
        math,
        chart('Count', stored('Sum', 'm1'), stored('Sum', 'm2'), math),
      ),
    ).toBe(kind);
  });
});
