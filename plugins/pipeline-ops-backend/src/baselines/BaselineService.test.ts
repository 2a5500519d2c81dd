import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { queriesOf } from '../metrics/chartMapping';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { decorateTelemetry } from '../telemetry/createTelemetry';
import type { BaselineStore } from './BaselineStore';
import { DatabaseBaselineStore } from './DatabaseBaselineStore';
import { DefaultBaselineService } from './DefaultBaselineService';

const MORNING = Date.parse('2026-11-21T03:18:00Z');
const DAY = 86_400_000;

const charts: ChartSpec[] =
  ordersPipeline().environments[0].resources[0].charts;
const wanted = charts.map(chart => ({
  source: LAB,
  chart,
  queries: queriesOf(chart),
}));

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** A replica whose background work is done when the test says so. */
function replica(
  store: BaselineStore,
  cloud: FakeTelemetry,
  now: () => number = () => MORNING,
) {
  cloud.now = now;
  const waiting: (() => Promise<void>)[] = [];
  const service = DefaultBaselineService.create({
    telemetry: decorateTelemetry(cloud, { now }),
    store,
    logger: mockServices.logger.mock(),
    now,
    later: work => waiting.push(work),
  });
  return {
    service,
    look: () => service.histories(wanted),
    waiting,
    afterwards: async () => {
      for (const work of waiting.splice(0)) await work();
    },
  };
}

describe.each(databases.eachSupportedId())('baselines on %s', id => {
  async function store() {
    const knex = await databases.init(id);
    return {
      knex,
      store: await DatabaseBaselineStore.create({
        database: mockServices.database({ knex }),
      }),
    };
  }

  it('are not there at the first look, and are at the next', async () => {
    const cloud = new FakeTelemetry();
    cloud.valueAt = (_, at) => (at / 3_600) % 24;
    const { look, afterwards } = replica((await store()).store, cloud);
    const first = await look();
    expect(first(charts[0], 'invocations')).toBeUndefined();
    expect(cloud.asked).toEqual([]);
    await afterwards();
    const history = (await look())(charts[0], 'invocations');
    expect(history?.t0).toBe(Date.parse('2026-10-23T00:00:00Z') / 1_000);
    expect(history?.values).toHaveLength(29 * 24);
    expect(history?.values.slice(0, 3)).toEqual([0, 1, 2]);
    // Both charts in one call, of whole days at an hourly period.
    expect(cloud.callsOf('metricData')).toMatchObject([
      { period: 3_600, to: Date.parse('2026-11-21T00:00:00Z') / 1_000 },
    ]);
  });

  it('are read once a day, whoever looks, on whatever replica', async () => {
    const cloud = new FakeTelemetry();
    const { store: shared } = await store();
    let now = MORNING;
    const replicas = [1, 2, 3].map(() => replica(shared, cloud, () => now));
    for (const one of replicas) {
      await one.look();
      await one.look();
      await one.afterwards();
    }
    now += 12 * 3_600_000;
    for (const one of replicas) {
      expect((await one.look())(charts[1], 'errors')).toBeDefined();
      expect(one.waiting).toEqual([]);
    }
    expect(cloud.callsOf('metricData')).toHaveLength(1);
    now = MORNING + DAY;
    for (const one of replicas) {
      // Yesterday's is shown until today's is there.
      expect((await one.look())(charts[1], 'errors')).toBeDefined();
      await one.afterwards();
    }
    expect(cloud.callsOf('metricData')).toHaveLength(2);
    expect((await replicas[2].look())(charts[1], 'errors')?.t0).toBe(
      Date.parse('2026-10-24T00:00:00Z') / 1_000,
    );
  });

  it('are read once, however many look while they are read', async () => {
    const cloud = new FakeTelemetry();
    let now = MORNING;
    const { look, afterwards } = replica(
      (await store()).store,
      cloud,
      () => now,
    );
    cloud.latency = async () => {
      // As long as an hour of the clock passes, and everybody asks for what is on its way.
      for (let minute = 0; minute < 60; minute += 1) {
        now += 60_000;
        await Promise.all([look(), look()]);
      }
    };
    await look();
    await afterwards();
    cloud.latency = async () => {};
    await afterwards();
    expect((await look())(charts[0], 'invocations')).toBeDefined();
    expect(cloud.callsOf('metricData')).toHaveLength(1);
  });

  it('that could not be read are left alone for a while, and are not taken for empty', async () => {
    const cloud = new FakeTelemetry();
    let now = MORNING;
    const { look, afterwards, waiting } = replica(
      (await store()).store,
      cloud,
      () => now,
    );
    cloud.failure = { status: 'throttled', message: 'Slow down.' };
    await look();
    await afterwards();
    cloud.failure = undefined;
    now += 4 * 60_000;
    expect((await look())(charts[0], 'invocations')).toBeUndefined();
    expect(waiting).toEqual([]);
    now += 2 * 60_000;
    await look();
    await afterwards();
    expect((await look())(charts[0], 'invocations')).toBeDefined();
  });

  it('ask a source that does not answer for a few charts only', async () => {
    const cloud = new FakeTelemetry();
    const [one] = wanted;
    const many = Array.from({ length: 40 }, (_, index) => {
      const [drawn] = one.chart.series;
      const metric = drawn.metric && {
        ...drawn.metric,
        metricName: `Metric${index}`,
      };
      const chart = {
        ...one.chart,
        id: `chart-${index}`,
        series: [{ ...drawn, metric }],
      };
      return { ...one, chart, queries: queriesOf(chart) };
    });
    const { service, afterwards } = replica((await store()).store, cloud);
    cloud.failure = { status: 'unavailable', message: 'No answer.' };
    await service.histories(many);
    await afterwards();
    expect(cloud.callsOf('metricData')).toHaveLength(1);
  });

  it('of a series without a value are known to be empty', async () => {
    const cloud = new FakeTelemetry();
    cloud.valueAt = () => null;
    const { look, afterwards, waiting } = replica((await store()).store, cloud);
    await look();
    await afterwards();
    expect((await look())(charts[0], 'invocations')).toBeDefined();
    expect(waiting).toEqual([]);
  });

  it('keep six digits and gaps, and the newer of two writers wins', async () => {
    const { store: shared } = await store();
    const key = 'a'.repeat(64);
    const of = (day: string, values: (number | null)[]) =>
      new Map([[key, { day, history: { t0: 0, values } }]]);
    await shared.write(of('2026-11-21', [1 / 3, null, 1_234_567]), MORNING);
    await shared.write(of('2026-11-20', [2]), MORNING);
    expect(await shared.read([key, 'b'.repeat(64)])).toEqual(
      of('2026-11-21', [0.333333, null, 1_234_567]),
    );
    await Promise.all(
      Array.from({ length: 8 }, (_, day) =>
        shared.write(of(`2026-11-2${day}`, [day]), MORNING),
      ),
    );
    expect(await shared.read([key])).toEqual(of('2026-11-27', [7]));
  });

  it('take many series at once, and forget those that nobody looks at', async () => {
    const { store: shared, knex } = await store();
    const many = new Map(
      Array.from({ length: 450 }, (_, index) => [
        `${index}`.padStart(64, '0'),
        { day: '2026-11-21', history: { t0: 0, values: [index] } },
      ]),
    );
    await shared.write(many, MORNING);
    expect((await shared.read([...many.keys()])).size).toBe(450);
    const { look, afterwards } = replica(
      shared,
      new FakeTelemetry(),
      () => MORNING + 3 * DAY + 1,
    );
    await look();
    await afterwards();
    // What was read just now, of three days ago nothing.
    expect(await knex('pipeline_ops_baselines')).toHaveLength(2);
  });
});

it('does not keep a page waiting for a slow database', async () => {
  const slow: BaselineStore = {
    read: () => new Promise(() => {}),
    write: async () => {},
    removeOlderThan: async () => {},
  };
  const start = performance.now();
  await replica(slow, new FakeTelemetry()).look();
  expect(performance.now() - start).toBeLessThan(1_000);
});

it('shows charts without baselines when the database is down', async () => {
  const down: BaselineStore = {
    read: async () => {
      throw new Error('connection refused');
    },
    write: async () => {},
    removeOlderThan: async () => {},
  };
  const { look, afterwards } = replica(down, new FakeTelemetry());
  await look();
  await afterwards();
  expect((await look())(charts[0], 'invocations')).toBeUndefined();
});
