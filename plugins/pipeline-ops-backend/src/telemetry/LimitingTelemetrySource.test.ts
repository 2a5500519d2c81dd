import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import { FakeTelemetry, LAB } from './__fixtures__/FakeTelemetry';
import { LimitingTelemetrySource } from './LimitingTelemetrySource';

/** A cloud that makes one request for each page. */
function pagedCloud(pages: number) {
  const cloud = new FakeTelemetry();
  cloud.latency = async options => {
    for (let page = 0; page < pages; page += 1) {
      await options?.beforeRequest?.(LAB, 'DescribeAlarms');
    }
  };
  return cloud;
}

const allAlarms = { source: LAB, prefixes: [''] };

it('lets a second’s worth through at once and the rest at the rate, pages included', async () => {
  const limited = LimitingTelemetrySource.create(pagedCloud(3), {
    rates: { DescribeAlarms: 20 },
  });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 9 }, () => limited.listAlarms(allAlarms)),
  );
  const seconds = (performance.now() - started) / 1_000;
  // 27 requests at 20 a second, 20 of them at once.
  expect(seconds).toBeGreaterThan(0.3);
  expect(seconds).toBeLessThan(1.5);
});

it('keeps another source’s requests out of the queue', async () => {
  const cloud = new FakeTelemetry();
  cloud.latency = async options => {
    await options?.beforeRequest?.(LAB, 'DescribeAlarms');
  };
  const limited = LimitingTelemetrySource.create(cloud, {
    rates: { DescribeAlarms: 1 },
  });
  await limited.listAlarms(allAlarms);
  cloud.latency = async options => {
    await options?.beforeRequest?.(
      { ...LAB, region: 'us-east-1' },
      'DescribeAlarms',
    );
  };
  const started = performance.now();
  await limited.listAlarms(allAlarms);
  expect(performance.now() - started).toBeLessThan(200);
});

it('refuses a request that would wait too long', async () => {
  const limited: TelemetrySource = LimitingTelemetrySource.create(
    pagedCloud(10),
    { rates: { DescribeAlarms: 1 }, maxWaitMs: 500 },
  );
  await expect(limited.listAlarms(allAlarms)).rejects.toMatchObject({
    name: 'RequestRefused',
    status: 'throttled',
  });
});

it('stops waiting when the caller leaves', async () => {
  const limited = LimitingTelemetrySource.create(pagedCloud(3), {
    rates: { DescribeAlarms: 1 },
  });
  const leaving = new AbortController();
  const answer = limited.listAlarms(allAlarms, { signal: leaving.signal });
  leaving.abort(new Error('gone'));
  await expect(answer).rejects.toThrow('gone');
});
