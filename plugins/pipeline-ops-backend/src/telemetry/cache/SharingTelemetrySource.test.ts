import type { CacheService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  FakeTelemetry,
  functionMetric,
  LAB,
} from '../__fixtures__/FakeTelemetry';
import { billedMetrics } from '../billing';
import { decorateTelemetry } from '../createTelemetry';
import { SharedWindows } from './SharedWindows';
import { SharingTelemetrySource } from './SharingTelemetrySource';

const START = Date.parse('2026-11-21T03:18:00Z');
const MINUTE = 60_000;

type Cache = Pick<CacheService, 'get' | 'set'>;

/** A store on the network, as Redis is: text, and a moment for each answer. */
class StoreOnTheNetwork {
  readonly entries = new Map<string, { text: string; until: number }>();
  constructor(private readonly now: () => number) {}

  readonly get: Cache['get'] = async key => {
    await sleep(1);
    const entry = this.entries.get(key);
    return entry && entry.until > this.now()
      ? JSON.parse(entry.text)
      : undefined;
  };

  readonly set: Cache['set'] = async (key, value, options) => {
    await sleep(1);
    this.entries.set(key, {
      text: JSON.stringify(value),
      until: this.now() + Number(options?.ttl ?? 0),
    });
  };
}

function setUp() {
  const cloud = new FakeTelemetry();
  let time = START;
  const now = () => time;
  cloud.now = now;
  cloud.valueAt = (_, start) => start / 60;
  const store: Cache = new StoreOnTheNetwork(now);
  const replica = () =>
    decorateTelemetry(cloud, {
      now,
      share: asking =>
        new SharingTelemetrySource(asking, new SharedWindows(store, now), now),
    });
  const billed = () =>
    cloud
      .callsOf('metricData')
      .reduce<number>(
        (sum, request) =>
          sum +
          billedMetrics(
            (request as { queries: Parameters<typeof billedMetrics>[0] })
              .queries,
          ),
        0,
      );
  return {
    ...{ cloud, replica, billed, store, now },
    pass: (ms: number) => (time += ms),
  };
}

const page = (at: number, prefix = 'm') => {
  const to = Math.floor(at / MINUTE) * 60;
  return {
    source: LAB,
    queries: Array.from({ length: 10 }, (_, index) =>
      functionMetric(`Metric${index}`, 'Sum', `${prefix}${index}`),
    ),
    from: to - 3_600,
    to,
    period: 60,
  };
};

jest.setTimeout(60_000);

it('costs the same for four replicas as for one', async () => {
  const costOf = async (replicas: number) => {
    const { cloud, replica, billed, now, pass } = setUp();
    cloud.latency = () => sleep(20);
    const portals = Array.from({ length: replicas }, replica);
    for (let minute = 0; minute < 30; minute += 1) {
      // Readers come within a few hundredths of a second, one after the other, to whichever replica.
      await Promise.all(
        Array.from({ length: 8 }, async (_, reader) => {
          await sleep(reader * 6);
          await portals[reader % replicas].metricData(page(now()));
        }),
      );
      pass(MINUTE);
    }
    return billed();
  };
  const one = await costOf(1);
  // Ten metrics a minute for half an hour.
  expect(one).toBe(300);
  expect((await costOf(4)) / one).toBeLessThanOrEqual(1.05);
});

it('gives a series to a replica that calls it differently, as old as it is', async () => {
  const { cloud, replica, now, pass } = setUp();
  await replica().metricData(page(now()));
  pass(20_000);
  const asked = cloud.asked.length;
  const { data, state } = await replica().metricData(page(now(), 'other'));
  expect(cloud.asked).toHaveLength(asked);
  expect(data.map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `other${index}`),
  );
  expect(data[0]).toMatchObject({ label: 'Metric0', step: 60 });
  expect(data[0].values[0]).toBe(page(START).from / 60);
  expect(state).toMatchObject({
    status: 'ok',
    asOf: '2026-11-21T03:18:00.000Z',
  });
});

it.each<[string, Partial<Cache>]>([
  ['hangs', { get: () => new Promise(() => {}) }],
  ['fails', { get: async () => Promise.reject(new Error('gone')) }],
  ['holds something else', { get: async () => '{"results":"all"}' as never }],
])('goes on without a store that %s', async (_, broken) => {
  const { cloud, replica, store, now, pass } = setUp();
  Object.assign(store, broken);
  const portal = replica();
  const started = performance.now();
  const { data } = await portal.metricData(page(now()));
  expect(data).toHaveLength(10);
  expect(cloud.asked).toHaveLength(1);
  // Waited for once; then the store is left alone.
  expect(performance.now() - started).toBeLessThan(900);
  pass(5_000);
  expect((await replica().metricData(page(now()))).data).toHaveLength(10);
});

it('does not share what is not whole', async () => {
  const { cloud, replica, now, pass } = setUp();
  cloud.failure = { status: 'throttled', message: 'Slow down.' };
  await replica().metricData(page(now()));
  cloud.failure = undefined;
  pass(3_000);
  const { state } = await replica().metricData(page(now()));
  expect(state.status).toBe('ok');
});
