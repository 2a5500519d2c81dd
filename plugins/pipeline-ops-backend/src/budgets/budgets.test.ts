import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { CallOptions } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  FakeTelemetry,
  functionMetric,
  LAB,
} from '../telemetry/__fixtures__/FakeTelemetry';
import { CachingTelemetrySource } from '../telemetry/cache/CachingTelemetrySource';
import { BudgetTelemetrySource } from './BudgetTelemetrySource';
import { DatabaseUsageStore } from './DatabaseUsageStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const START = Date.parse('2026-11-21T03:18:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A cloud that bills one metric for each request. */
class BillingTelemetry extends FakeTelemetry {
  async metricData(
    request: Parameters<FakeTelemetry['metricData']>[0],
    options?: CallOptions,
  ) {
    const answer = await super.metricData(request, options);
    options?.afterRequest?.({
      source: request.source,
      api: 'GetMetricData',
      outcome: 'ok',
      seconds: 0.1,
      billedMetrics: 1,
    });
    return answer;
  }
}

function lastHour(at: number) {
  const to = Math.floor(at / MINUTE) * 60;
  return {
    source: LAB,
    queries: [functionMetric('Errors')],
    from: to - 3_600,
    to,
    period: 60,
  };
}

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('a budget on %s', id => {
  async function setUp(metricsPerDay: number | undefined) {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    const cloud = new BillingTelemetry();
    let time = START;
    const now = () => time;
    cloud.now = now;
    const logger = mockServices.logger.mock();
    const store = await DatabaseUsageStore.create({ database });
    const replica = () =>
      new BudgetTelemetrySource(cloud, {
        ...{ store, logger, now },
        budgetOf: ({ id: source }) =>
          source === LAB.id ? metricsPerDay : undefined,
      });
    return {
      ...{ cloud, replica, store, logger, knex, now },
      pass: (ms: number) => (time += ms),
    };
  }

  it('lets nothing through when it is used up, until the next day', async () => {
    const { cloud, replica, now, pass } = await setUp(3);
    const source = replica();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => source.metricData(lastHour(now()))),
    );
    expect(cloud.asked).toHaveLength(3);
    const [, , , refused] = asked;
    expect(refused.data).toMatchObject([{ status: 'failed' }]);
    expect(refused.state).toMatchObject({
      status: 'throttled',
      message:
        'The budget of 3 metrics a day for the source lab is used up. It renews at 00:00 UTC; the operator can raise it under pipelineOps.sources.lab.budget.',
      retryAt: '2026-11-22T00:00:00.000Z',
    });
    pass(Date.parse('2026-11-22T00:00:00Z') - now());
    const { state } = await source.metricData(lastHour(now()));
    expect(state.status).toBe('ok');
  });

  it('costs only what was billed, and other sources have their own', async () => {
    const { cloud, replica, now, pass } = await setUp(2);
    const source = replica();
    const wide = {
      ...lastHour(now()),
      queries: ['A', 'B'].map(name => functionMetric(name)),
    };
    // Two are reserved and one is billed: one is left, too little for two.
    await source.metricData(wide);
    expect((await source.metricData(wide)).state.status).toBe('throttled');
    expect((await source.metricData(lastHour(now()))).state.status).toBe('ok');
    pass(SECOND);
    const other = { ...lastHour(now()), source: { ...LAB, id: 'other' } };
    expect((await source.metricData(other)).state.status).toBe('ok');
    expect(cloud.asked).toHaveLength(3);
  });

  it('is shared by replicas, within what they spend in half a minute, and outlives a restart', async () => {
    const { cloud, replica, now, pass } = await setUp(10);
    const replicas = [replica(), replica(), replica()];
    for (let minute = 0; minute < 10; minute += 1) {
      for (const one of replicas) {
        await one.metricData(lastHour(now()));
      }
      pass(MINUTE);
    }
    // Ten, and at most what two others spend between two looks.
    expect(cloud.asked.length).toBeGreaterThanOrEqual(10);
    expect(cloud.asked.length).toBeLessThanOrEqual(12);
    await Promise.all(replicas.map(one => one.flush()));
    const { state } = await replica().metricData(lastHour(now()));
    expect(state.status).toBe('throttled');
  });

  it('loses no spending when replicas tell it at the same time', async () => {
    const { store } = await setUp(1);
    await Promise.all(
      Array.from({ length: 50 }, () => store.add(LAB, '2026-11-21', 2)),
    );
    expect(await store.add(LAB, '2026-11-21', 0)).toBe(100);
    await store.prune('2026-11-22');
    expect(await store.add(LAB, '2026-11-21', 0)).toBe(0);
  });

  it('leaves the last data on screen, with the reason', async () => {
    const { replica, now, pass } = await setUp(1);
    const cached = CachingTelemetrySource.create(replica(), { now });
    await cached.metricData(lastHour(now()));
    pass(10 * MINUTE);
    const { data, state } = await cached.metricData(lastHour(now()));
    expect(data[0].values.slice(0, 50)).toEqual(new Array(50).fill(1));
    expect(state).toMatchObject({
      status: 'stale',
      asOf: '2026-11-21T03:18:00.000Z',
      retryAt: '2026-11-22T00:00:00.000Z',
    });
    expect(state.message).toContain('is used up');
  });

  it('is counted by each replica when the database is away', async () => {
    const { cloud, replica, now, logger, knex } = await setUp(2);
    await knex.destroy();
    const source = replica();
    for (let time = 0; time < 4; time += 1) {
      await source.metricData(lastHour(now()));
    }
    expect(cloud.asked).toHaveLength(2);
    expect(logger.warn).toHaveBeenCalled();
  });
});
