import type {
  MetricQuery,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  FakeTelemetry,
  functionMetric,
  LAB,
} from '../__fixtures__/FakeTelemetry';
import type { CacheOutcome } from '../meter';
import { CachingTelemetrySource } from './CachingTelemetrySource';

type MetricDataRequest = Parameters<TelemetrySource['metricData']>[0];

const START = Date.parse('2026-11-21T03:18:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function setUp(options: { maxBytes?: number; patienceMs?: number } = {}) {
  const cloud = new FakeTelemetry();
  let now = START;
  cloud.now = () => now;
  const reads: CacheOutcome[] = [];
  const cached = CachingTelemetrySource.create(cloud, {
    now: () => now,
    patienceMs: 30,
    meter: {
      request: () => {},
      bytesScanned: () => {},
      cacheRead: (_, outcome) => reads.push(outcome),
    },
    ...options,
  });
  return { cloud, cached, reads, pass: (ms: number) => (now += ms) };
}

const allAlarms = { source: LAB, prefixes: [''] };

/** The three hours before a moment. */
function lastHours(
  at: number,
  queries: MetricQuery[] = [functionMetric('Errors')],
): MetricDataRequest {
  const to = Math.floor(at / MINUTE) * 60;
  return { source: LAB, queries, from: to - 3 * 3_600, to, period: 60 };
}

const slow = (ms: number) => () =>
  new Promise<void>(resolve => setTimeout(resolve, ms));

describe('alarms', () => {
  it('reads once for a hundred readers who come at once', async () => {
    const { cloud, cached, reads } = setUp();
    cloud.latency = slow(10);
    await Promise.all(
      Array.from({ length: 100 }, () => cached.listAlarms(allAlarms)),
    );
    await cached.listAlarms(allAlarms);
    expect(cloud.asked).toHaveLength(1);
    expect(reads.filter(read => read === 'miss')).toHaveLength(1);
    expect(reads.filter(read => read === 'joined')).toHaveLength(99);
    expect(reads.at(-1)).toBe('hit');
  });

  it('shows the earlier answer at once when the new one takes long', async () => {
    const { cloud, cached, pass } = setUp();
    const before = await cached.listAlarms(allAlarms);
    pass(30 * SECOND);
    cloud.latency = slow(300);
    const started = performance.now();
    const during = await cached.listAlarms(allAlarms);
    expect(performance.now() - started).toBeLessThan(200);
    expect(during.state).toEqual(before.state);
    await slow(350)();
    const after = await cached.listAlarms(allAlarms);
    expect(Date.parse(after.state.asOf)).toBe(START + 30 * SECOND);
    expect(cloud.asked).toHaveLength(2);
  });

  it('waits for the new answer when that is quick', async () => {
    const { cached, reads, pass } = setUp();
    await cached.listAlarms(allAlarms);
    pass(30 * SECOND);
    const both = await Promise.all([
      cached.listAlarms(allAlarms),
      cached.listAlarms(allAlarms),
    ]);
    both.forEach(({ state }) =>
      expect(Date.parse(state.asOf)).toBe(START + 30 * SECOND),
    );
    expect(reads).toEqual(['miss', 'miss', 'joined']);
  });

  it('keeps the last good answer as stale when the source fails, and recovers', async () => {
    const { cloud, cached, pass } = setUp();
    cloud.alarms = [{ name: 'etl-errors' }] as typeof cloud.alarms;
    await cached.listAlarms(allAlarms);
    pass(10 * MINUTE);
    cloud.failure = { status: 'throttled', message: 'Slow down.' };
    const stale = await cached.listAlarms(allAlarms);
    expect(stale.data).toHaveLength(1);
    expect(stale.state).toMatchObject({
      status: 'stale',
      asOf: '2026-11-21T03:18:00.000Z',
      message: 'Shown as of 2026-11-21 03:18 UTC. Slow down.',
      // Ten minutes later, and five seconds of rest.
      retryAt: '2026-11-21T03:28:05.000Z',
    });
    await cached.listAlarms(allAlarms);
    expect(cloud.asked).toHaveLength(2);
    cloud.failure = undefined;
    pass(6 * SECOND);
    expect((await cached.listAlarms(allAlarms)).state.status).toBe('ok');
  });

  it('does not keep a failure long', async () => {
    const { cloud, cached, pass } = setUp();
    cloud.failure = { status: 'unavailable', message: 'No answer.' };
    await cached.listAlarms(allAlarms);
    expect((await cached.listAlarms(allAlarms)).state.status).toBe(
      'unavailable',
    );
    expect(cloud.asked).toHaveLength(1);
    pass(6 * SECOND);
    cloud.failure = undefined;
    expect((await cached.listAlarms(allAlarms)).state.status).toBe('ok');
  });

  it('shares what pipelines with a common prefix ask for', async () => {
    const { cloud, cached } = setUp();
    await cached.listAlarms({ source: LAB, prefixes: ['etl-', 'shared-'] });
    await cached.listAlarms({ source: LAB, prefixes: ['shared-', 'load-'] });
    expect(cloud.asked).toHaveLength(3);
  });

  it('lets one reader leave without the others, and stops the read when all have left', async () => {
    const { cloud, cached } = setUp();
    let seen: AbortSignal | undefined;
    cloud.latency = async options => {
      seen = options?.signal;
      await slow(50)();
    };
    const [first, second] = [new AbortController(), new AbortController()];
    const one = cached.listAlarms(allAlarms, { signal: first.signal });
    const two = cached.listAlarms(allAlarms, { signal: second.signal });
    first.abort(new Error('left'));
    await expect(one).rejects.toThrow('left');
    expect(seen?.aborted).toBe(false);
    second.abort(new Error('left, too'));
    await expect(two).rejects.toThrow('left, too');
    expect(seen?.aborted).toBe(true);
    cloud.latency = async () => {};
    expect((await cached.listAlarms(allAlarms)).state.status).toBe('ok');
  });
});

it('looks at a query that runs as it is, and starts what it is told to', async () => {
  const { cloud, cached } = setUp();
  const query = { query: 'fields @message', from: 0, to: 60, limit: 10 };
  for (let time = 0; time < 2; time += 1) {
    await cached.startLogQuery({ source: LAB, logGroups: ['g'], ...query });
    await cached.logQueryResults({ source: LAB, queryId: 'query-1' });
    await cached.dashboardBody({ source: LAB, name: 'orders' });
  }
  expect(cloud.callsOf('startLogQuery')).toHaveLength(2);
  expect(cloud.callsOf('logQueryResults')).toHaveLength(2);
  expect(cloud.callsOf('dashboardBody')).toHaveLength(1);
});

describe('metric data', () => {
  it('costs the same for a thousand viewers of an hour as for one', async () => {
    const readsOf = async (viewers: number) => {
      const { cloud, cached, pass } = setUp();
      for (let refresh = 0; refresh < 120; refresh += 1) {
        const at = START + refresh * 30 * SECOND;
        for (let viewer = 0; viewer < viewers; viewer += 1) {
          await cached.metricData(lastHours(at));
        }
        pass(30 * SECOND);
      }
      return cloud.asked.length;
    };
    expect(await readsOf(1)).toBe(60);
    expect(await readsOf(20)).toBe(60);
  });

  it('shares a series between charts that give it other ids, also inside math', async () => {
    const { cloud, cached } = setUp();
    const rate = (errors: string, all: string): MetricQuery[] => [
      { ...functionMetric('Errors', 'Sum', errors), returnData: false },
      { ...functionMetric('Invocations', 'Sum', all), returnData: false },
      { id: `${errors}_rate`, expression: `100 * ${errors} / ${all}` },
    ];
    await cached.metricData(lastHours(START, rate('m1', 'm2')));
    const { data } = await cached.metricData(
      lastHours(START, rate('m2', 'm1')),
    );
    expect(cloud.asked).toHaveLength(1);
    expect(data).toMatchObject([{ id: 'm2_rate', label: 'm2_rate' }]);
  });

  it('shares a series between readers who call it differently, but not labels that CloudWatch writes', async () => {
    const { cloud, cached } = setUp();
    const labelled = (label?: string, period?: number) => [
      { ...functionMetric('Errors'), label, period },
    ];
    const labelOf = async (queries: MetricQuery[]) =>
      (await cached.metricData(lastHours(START, queries))).data[0].label;
    expect(await labelOf(labelled('Failed loads'))).toBe('Failed loads');
    expect(await labelOf(labelled('Broken'))).toBe('Broken');
    expect(await labelOf(labelled())).toBe('Errors');
    expect(cloud.asked).toHaveLength(1);
    expect(await labelOf(labelled('now ${LAST}'))).toBe('now ${LAST}');
    await labelOf(labelled('Failed loads', 300));
    expect(cloud.asked).toHaveLength(3);
  });

  it('shows the window before while the next one is read slowly, with the new buckets missing', async () => {
    const { cloud, cached, pass } = setUp();
    cloud.valueAt = (_, bucketStart) => bucketStart / 60;
    await cached.metricData(lastHours(START));
    pass(MINUTE);
    cloud.latency = slow(300);
    const { data } = await cached.metricData(lastHours(START + MINUTE));
    const { from, to } = lastHours(START + MINUTE);
    expect(data[0]).toMatchObject({ t0: from, step: 60 });
    expect(data[0].values).toHaveLength((to - from) / 60);
    expect(data[0].values[0]).toBe(from / 60);
    expect(data[0].values.slice(-2)).toEqual([to / 60 - 2, null]);
  });

  it('keeps showing the last good window as stale when the source fails', async () => {
    const { cloud, cached, pass } = setUp();
    await cached.metricData(lastHours(START));
    pass(10 * MINUTE);
    cloud.failure = { status: 'denied', message: 'Not allowed.' };
    const { data, state } = await cached.metricData(
      lastHours(START + 10 * MINUTE),
    );
    expect(state).toMatchObject({ status: 'stale' });
    expect(data[0].values.filter(value => value === null)).toHaveLength(10);
    expect(data[0].status).toBe('complete');
  });

  it('does not ask again for a window that lies long back', async () => {
    const { cloud, cached, pass } = setUp();
    const yesterday = lastHours(START - 24 * 60 * MINUTE);
    await cached.metricData(yesterday);
    pass(30 * MINUTE);
    await cached.metricData(yesterday);
    expect(cloud.asked).toHaveLength(1);
  });

  it('keeps no more bytes than it may, and drops what was not used longest', async () => {
    const { cloud, cached } = setUp({ maxBytes: 10_000 });
    const ask = (name: string) =>
      cached.metricData(lastHours(START, [functionMetric(name)]));
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
      await ask('Kept');
      await ask(name);
    }
    const before = cloud.asked.length;
    await ask('Kept');
    expect(cloud.asked).toHaveLength(before);
    await ask('A');
    expect(cloud.asked).toHaveLength(before + 1);
  });
});
