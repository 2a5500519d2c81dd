import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  FakeTelemetry,
  functionMetric,
  LAB,
} from '../__fixtures__/FakeTelemetry';
import { PlanningTelemetrySource } from './PlanningTelemetrySource';

type Request = Parameters<TelemetrySource['metricData']>[0];

const window = { from: 0, to: 300, period: 60 };

const planned = (cloud: FakeTelemetry) =>
  PlanningTelemetrySource.create(cloud, { collectMs: 5 });

it('asks once for what many charts want at the same time', async () => {
  const cloud = new FakeTelemetry();
  cloud.valueAt = ({ metric }) => (metric?.metricName === 'Errors' ? 7 : 1);
  const source = planned(cloud);
  const answers = await Promise.all(
    ['Errors', 'Throttles', 'Errors'].map((name, index) =>
      source.metricData({
        source: LAB,
        queries: [functionMetric(name, 'Sum', `chart${index}`)],
        ...window,
      }),
    ),
  );
  const [call] = cloud.callsOf('metricData') as Request[];
  expect(cloud.asked).toHaveLength(1);
  expect(call.queries).toHaveLength(2);
  expect(answers.map(({ data }) => [data[0].id, data[0].values[0]])).toEqual([
    ['chart0', 7],
    ['chart1', 1],
    ['chart2', 7],
  ]);
});

it('gives each caller the label of its own', async () => {
  const source = planned(new FakeTelemetry());
  const labels = await Promise.all(
    [undefined, 'Failed loads', 'Broken'].map(async label => {
      const queries = [{ ...functionMetric('Errors'), label }];
      const { data } = await source.metricData({
        source: LAB,
        queries,
        ...window,
      });
      return data[0].label;
    }),
  );
  expect(labels).toEqual(['Errors', 'Failed loads', 'Broken']);
});

it('keeps sources, windows and periods apart', async () => {
  const cloud = new FakeTelemetry();
  const source = planned(cloud);
  const queries = [functionMetric('Errors')];
  await Promise.all([
    source.metricData({ source: LAB, queries, ...window }),
    source.metricData({ source: LAB, queries, ...window, to: 600 }),
    source.metricData({ source: LAB, queries, ...window, period: 300 }),
    source.metricData({
      source: { ...LAB, id: 'prod', region: 'us-east-1' },
      queries,
      ...window,
    }),
  ]);
  expect(cloud.asked).toHaveLength(4);
});

it('tells a caller only about its own series', async () => {
  const cloud = new FakeTelemetry();
  const partial = jest
    .spyOn(cloud, 'metricData')
    .mockImplementation(async ({ queries, source }) => ({
      data: queries.map(({ id, metric }) => ({
        id,
        label: id,
        t0: 0,
        step: 60,
        values: [1],
        status: metric?.metricName === 'Errors' ? 'partial' : 'complete',
        message: metric?.metricName === 'Errors' ? 'Cut short.' : undefined,
      })),
      state: {
        id: source.id,
        account: source.accountId,
        region: source.region,
        status: 'partial',
        asOf: '2026-11-21T03:18:00Z',
        message: 'Cut short.',
      },
    }));
  const source = planned(cloud);
  const ask = (name: string) =>
    source.metricData({
      source: LAB,
      queries: [functionMetric(name)],
      ...window,
    });
  const [errors, throttles] = await Promise.all([
    ask('Errors'),
    ask('Throttles'),
  ]);
  expect(partial).toHaveBeenCalledTimes(1);
  expect(errors.state).toMatchObject({
    status: 'partial',
    message: 'Cut short.',
  });
  expect(throttles.state.status).toBe('ok');
  expect(throttles.state.message).toBeUndefined();
});

it('goes on when one of several callers leaves, and stops when all have left', async () => {
  const cloud = new FakeTelemetry();
  let seen: AbortSignal | undefined;
  cloud.latency = async options => {
    seen = options?.signal;
    await new Promise(resolve => setTimeout(resolve, 40));
  };
  const source = planned(cloud);
  const [first, second] = [new AbortController(), new AbortController()];
  const ask = (signal: AbortSignal) =>
    source.metricData(
      { source: LAB, queries: [functionMetric('Errors')], ...window },
      { signal },
    );
  const both = Promise.allSettled([ask(first.signal), ask(second.signal)]);
  await new Promise(resolve => setTimeout(resolve, 20));
  first.abort(new Error('left'));
  expect(seen?.aborted).toBe(false);
  second.abort(new Error('left'));
  expect(seen?.aborted).toBe(true);
  await both;
});
