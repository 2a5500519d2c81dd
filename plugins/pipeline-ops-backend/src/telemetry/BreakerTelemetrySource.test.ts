import { FakeTelemetry, LAB } from './__fixtures__/FakeTelemetry';
import { BreakerTelemetrySource } from './BreakerTelemetrySource';

const allAlarms = { source: LAB, prefixes: [''] };

function setUp() {
  const cloud = new FakeTelemetry();
  let now = Date.parse('2026-11-21T03:18:00Z');
  const guarded = BreakerTelemetrySource.create(cloud, {
    failuresToOpen: 3,
    pauseMs: 15_000,
    now: () => now,
  });
  return { cloud, guarded, pass: (ms: number) => (now += ms) };
}

it('stops asking after some failures in a row, and says when it asks again', async () => {
  const { cloud, guarded } = setUp();
  cloud.failure = { status: 'unavailable', message: 'No answer.' };
  for (let call = 0; call < 10; call += 1) {
    await guarded.listAlarms(allAlarms);
  }
  expect(cloud.asked).toHaveLength(3);
  const { state, data } = await guarded.listAlarms(allAlarms);
  expect(data).toEqual([]);
  expect(state).toMatchObject({
    status: 'unavailable',
    message: 'No answer. It is asked again at 03:18:15 UTC.',
    retryAt: '2026-11-21T03:18:15.000Z',
  });
});

it('gives every wanted series without points while it does not ask', async () => {
  const { cloud, guarded } = setUp();
  cloud.failure = { status: 'throttled', message: 'Slow down.' };
  const request = {
    source: LAB,
    queries: [{ id: 'm1', expression: 'TIME_SERIES(1)' }],
    from: 0,
    to: 180,
    period: 60,
  };
  for (let call = 0; call < 4; call += 1) {
    await guarded.metricData(request);
  }
  const { data, state } = await guarded.metricData(request);
  expect(cloud.asked).toHaveLength(3);
  expect(state.status).toBe('throttled');
  expect(data).toMatchObject([
    { id: 'm1', status: 'failed', values: [null, null, null] },
  ]);
});

it('lets one call through after the pause, and closes when that succeeds', async () => {
  const { cloud, guarded, pass } = setUp();
  cloud.failure = { status: 'unavailable', message: 'No answer.' };
  for (let call = 0; call < 3; call += 1) {
    await guarded.listAlarms(allAlarms);
  }
  pass(15_000);
  await Promise.all(
    Array.from({ length: 5 }, () => guarded.listAlarms(allAlarms)),
  );
  expect(cloud.asked).toHaveLength(4);
  pass(15_000);
  cloud.failure = undefined;
  await guarded.listAlarms(allAlarms);
  const { state } = await guarded.listAlarms(allAlarms);
  expect(state.status).toBe('ok');
});

it('does not count a denial, and keeps operations apart', async () => {
  const { cloud, guarded } = setUp();
  cloud.failure = { status: 'denied', message: 'Not allowed.' };
  for (let call = 0; call < 5; call += 1) {
    await guarded.listAlarms(allAlarms);
  }
  expect(cloud.asked).toHaveLength(5);
  cloud.failure = { status: 'unavailable', message: 'No answer.' };
  for (let call = 0; call < 5; call += 1) {
    await guarded.listAlarms(allAlarms);
  }
  cloud.failure = undefined;
  const { state } = await guarded.listLogGroups({ source: LAB, prefix: '' });
  expect(state.status).toBe('ok');
});
