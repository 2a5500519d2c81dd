import { SandboxClock } from '../../clock/sandboxClock';
import { MetricIdentity } from '../../model';
import { TEST_NOW, TEST_PLACE } from '../../testing/testSandbox';
import { InMemoryMetricStore } from './metricStore';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ORDERS: MetricIdentity = {
  namespace: 'Shop',
  metricName: 'Orders',
  dimensions: { Country: 'NO', Channel: 'web' },
};

describe('the metric store', () => {
  const clock = SandboxClock.create();
  let store: InMemoryMetricStore;

  beforeEach(() => {
    clock.freeze();
    clock.set(TEST_NOW);
    store = InMemoryMetricStore.create(clock);
  });

  const put = (ago: number, value: number, options: object = {}) =>
    store.put(TEST_PLACE, ORDERS, {
      timestamp: TEST_NOW - ago,
      value,
      storageResolution: 60,
      ...options,
    });
  const read = (
    fromAgo: number,
    toAgo: number,
    period: number,
    unit?: string,
  ) =>
    store
      .read(
        TEST_PLACE,
        ORDERS,
        TEST_NOW - fromAgo,
        TEST_NOW - toAgo,
        period,
        unit,
      )
      .map(({ start, sum }) => [(TEST_NOW - start) / MINUTE, sum]);

  it('gathers the points of a period into a bucket that starts where the window does', () => {
    put(7 * MINUTE, 1);
    put(6 * MINUTE, 2);
    put(2 * MINUTE, 4);
    expect(read(10 * MINUTE, 0, 300)).toEqual([
      [10, 3],
      [5, 4],
    ]);
    expect(read(7 * MINUTE, 0, 300)).toEqual([
      [7, 3],
      [2, 4],
    ]);
  });

  it('takes the start of a window in and leaves its end out', () => {
    put(5 * MINUTE, 1);
    expect(read(5 * MINUTE, 4 * MINUTE, 60)).toEqual([[5, 1]]);
    expect(read(6 * MINUTE, 5 * MINUTE, 60)).toEqual([]);
  });

  it('knows a metric by its dimensions, in any order, and by its place', () => {
    put(5 * MINUTE, 1);
    const window = [TEST_NOW - HOUR, TEST_NOW, 60] as const;
    const same = { ...ORDERS, dimensions: { Channel: 'web', Country: 'NO' } };
    const fewer = { ...ORDERS, dimensions: { Channel: 'web' } };
    const elsewhere = { ...TEST_PLACE, region: 'us-east-1' };
    expect(store.read(TEST_PLACE, same, ...window)).toHaveLength(1);
    expect(store.read(TEST_PLACE, fewer, ...window)).toEqual([]);
    expect(store.read(elsewhere, ORDERS, ...window)).toEqual([]);
  });

  it.each([
    ['a second', 1, 3 * HOUR],
    ['a minute', 60, 15 * DAY],
    ['seven minutes', 420, 15 * DAY],
    ['five minutes', 300, 63 * DAY],
    ['an hour', 3600, 455 * DAY],
  ])(
    'forgets what %s needs when it is too old for it',
    (_name, period, kept) => {
      put(kept - HOUR, 1, { storageResolution: 1 });
      put(kept + HOUR + DAY, 2, { storageResolution: 1 });
      const values = read(500 * DAY, 0, period).map(([, sum]) => sum);
      expect(values).toEqual([1]);
    },
  );

  it('keeps seconds apart only where the metric has them', () => {
    put(61_500, 1, { storageResolution: 1 });
    put(60_500, 2, { storageResolution: 1 });
    expect(
      store.read(TEST_PLACE, ORDERS, TEST_NOW - HOUR, TEST_NOW, 1),
    ).toHaveLength(2);
    put(90_000, 4);
    const fine = store.read(TEST_PLACE, ORDERS, TEST_NOW - HOUR, TEST_NOW, 30);
    expect(fine.map(({ start, sum }) => [TEST_NOW - start, sum])).toEqual([
      [120_000, 4],
      [90_000, 3],
    ]);
  });

  it('answers from one unit alone where there are several', () => {
    put(5 * MINUTE, 60, { unit: 'Seconds' });
    put(5 * MINUTE, 60_000, { unit: 'Milliseconds' });
    expect(read(HOUR, 0, 60)).toEqual([[5, 60_000]]);
    expect(read(HOUR, 0, 60, 'Seconds')).toEqual([[5, 60]]);
    expect(read(HOUR, 0, 60, 'Count')).toEqual([]);
    const { units } = store.readUnits(
      TEST_PLACE,
      ORDERS,
      TEST_NOW - HOUR,
      TEST_NOW,
      60,
    );
    expect([...units].sort()).toEqual(['Milliseconds', 'Seconds']);
  });

  it('lists a metric for two weeks after its last point', () => {
    put(0, 1);
    clock.advance(14 * DAY - MINUTE);
    expect(store.list(TEST_PLACE, 'Shop')).toEqual([ORDERS]);
    expect(store.list(TEST_PLACE, 'Else')).toEqual([]);
    expect(store.list(TEST_PLACE, undefined, 3 * HOUR)).toEqual([]);
    clock.advance(2 * MINUTE);
    expect(store.list(TEST_PLACE)).toEqual([]);
  });

  it('knows the values behind values with counts, and behind equal ones', () => {
    store.put(TEST_PLACE, ORDERS, {
      timestamp: TEST_NOW - 5 * MINUTE,
      values: [3, 5],
      counts: [2, 1],
      storageResolution: 60,
    });
    store.put(TEST_PLACE, ORDERS, {
      timestamp: TEST_NOW - 5 * MINUTE,
      statistics: { count: 4, sum: 28, min: 7, max: 7 },
      storageResolution: 60,
    });
    const [bucket] = store.read(
      TEST_PLACE,
      ORDERS,
      TEST_NOW - HOUR,
      TEST_NOW,
      60,
    );
    expect(bucket).toMatchObject({ count: 7, sum: 39, min: 3, max: 7 });
    expect(bucket.samples).toEqual([
      { value: 3, count: 2 },
      { value: 5, count: 1 },
      { value: 7, count: 4 },
    ]);
  });
});
