import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { FakeTelemetry, LAB } from './__fixtures__/FakeTelemetry';
import { OpenTelemetryMeter } from './meter';
import { MeteringTelemetrySource } from './MeteringTelemetrySource';

it('records each request on the wire with what it is billed for', async () => {
  const add = jest.fn();
  const record = jest.fn();
  const metrics = metricsServiceMock.mock({
    createCounter: jest.fn(name => ({
      add: (value, attributes) => add(name, value, attributes),
    })),
    createHistogram: jest.fn(name => ({
      record: (value, attributes) => record(name, value, attributes),
    })),
  });
  const cloud = new FakeTelemetry();
  cloud.latency = async options => {
    const page = { source: LAB, api: 'GetMetricData', seconds: 0.2 };
    options?.afterRequest?.({ ...page, outcome: 'failed', billedMetrics: 0 });
    options?.afterRequest?.({ ...page, outcome: 'ok', billedMetrics: 40 });
  };
  const meter = OpenTelemetryMeter.create({ metrics });
  const metered = MeteringTelemetrySource.create(cloud, { meter });
  const seen = jest.fn();
  await metered.metricData(
    { source: LAB, queries: [], from: 0, to: 60, period: 60 },
    { afterRequest: seen },
  );
  meter.cacheRead('metricData', 'hit');

  expect(add.mock.calls).toEqual([
    [
      'pipeline_ops.cloud.requests',
      1,
      { source: 'lab', api: 'GetMetricData', outcome: 'failed' },
    ],
    [
      'pipeline_ops.cloud.requests',
      1,
      { source: 'lab', api: 'GetMetricData', outcome: 'ok' },
    ],
    ['pipeline_ops.cloud.billed_metrics', 40, { source: 'lab' }],
    [
      'pipeline_ops.cache.reads',
      1,
      { operation: 'metricData', outcome: 'hit' },
    ],
  ]);
  expect(record).toHaveBeenCalledTimes(2);
  expect(seen).toHaveBeenCalledTimes(2);
});

it('counts what a log query scans once, however often it is looked at', async () => {
  const bytesScanned = jest.fn();
  const cloud = new FakeTelemetry();
  const metered = MeteringTelemetrySource.create(cloud, {
    meter: { bytesScanned, request: () => {}, cacheRead: () => {} },
  });
  for (const bytes of [0, 400, 400, 1_000]) {
    cloud.queryRun = { ...cloud.queryRun, bytesScanned: bytes };
    await metered.logQueryResults({ source: LAB, queryId: 'query-1' });
  }
  await metered.logQueryResults({ source: LAB, queryId: 'query-2' });
  expect(bytesScanned.mock.calls).toEqual([
    [LAB, 400],
    [LAB, 600],
    [LAB, 1_000],
  ]);
});
