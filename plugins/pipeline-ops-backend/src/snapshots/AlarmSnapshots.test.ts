import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { CloudAlarm } from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
} from '@pipeline-ops/aws-sandbox';
import { createTelemetry } from '../telemetry/createTelemetry';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { AlarmSnapshots } from './AlarmSnapshots';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const config = { refresh: true, refreshSeconds: 30, historyDays: 400 };
const START = Date.parse('2026-11-21T03:18:30Z');
const orders = { source: LAB, prefixes: ['orders-'] };

async function setUp(more: Partial<typeof config> = {}) {
  const knex = await databases.init('SQLITE_3');
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: jest.fn(async () => {}),
  });
  const logger = mockServices.logger.mock();
  const create = (now: () => number) =>
    AlarmSnapshots.create({
      database: mockServices.database({ knex }),
      ...{ logger, scheduler, now },
      config: { ...config, ...more },
      isDeclared: () => true,
    });
  return { create, scheduler, logger };
}

it('lets one replica of the cluster read every half minute', async () => {
  const { create, scheduler } = await setUp();
  const cloud = new FakeTelemetry();
  cloud.alarms = [{ name: 'orders-errors' } as CloudAlarm];
  const source = (await create(cloud.now)).over(cloud);
  const [[task]] = jest.mocked(scheduler.scheduleTask).mock.calls;
  expect(task).toMatchObject({ frequency: { seconds: 30 }, scope: 'global' });
  await source.listAlarms(orders);
  await task.fn(new AbortController().signal);
  expect(cloud.callsOf('listAlarms')).toEqual([orders, orders]);
});

it('schedules nothing when it is switched off, and serves pages all the same', async () => {
  const { create, scheduler } = await setUp({ refresh: false });
  const cloud = new FakeTelemetry();
  const source = (await create(cloud.now)).over(cloud);
  expect((await source.listAlarms(orders)).state.status).toBe('ok');
  expect(scheduler.scheduleTask).not.toHaveBeenCalled();
});

it('serves pages when nothing can be scheduled', async () => {
  const { create, scheduler, logger } = await setUp();
  jest
    .mocked(scheduler.scheduleTask)
    .mockRejectedValue(new Error('no scheduler'));
  const cloud = new FakeTelemetry();
  const source = (await create(cloud.now)).over(cloud);
  expect((await source.listAlarms(orders)).state.status).toBe('ok');
  expect(logger.warn).toHaveBeenCalled();
});

it('asks AWS once for what four replicas show, and remembers what changed', async () => {
  const clock = SandboxClock.create();
  clock.freeze();
  clock.set(START);
  const now = () => clock.now();
  const aws = await startSandbox({
    clock,
    scenarios: [
      scenarioSchema.parse({
        name: 'orders',
        account: LAB.accountId,
        region: LAB.region,
        metrics: [
          {
            namespace: 'Orders',
            name: 'Failed',
            base: 0,
            unit: 'Count',
            // From 03:25:30 on.
            changes: [{ from: '+7m', set: 20 }],
          },
        ],
        alarms: [
          {
            AlarmName: 'orders-failed',
            Namespace: 'Orders',
            MetricName: 'Failed',
            Statistic: 'Sum',
            Period: 60,
            EvaluationPeriods: 1,
            Threshold: 5,
            ComparisonOperator: 'GreaterThanThreshold',
            TreatMissingData: 'notBreaching',
          },
        ],
      }),
    ],
  });
  const { create } = await setUp();
  const replicas = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const snapshots = await create(now);
      return createTelemetry({
        credentials: {
          getCredentialProvider: async ({ accountId } = {}) => ({
            sdkCredentialProvider: async () => ({
              accessKeyId: `SANDBOX${accountId}`,
              secretAccessKey: 'sandbox',
            }),
          }),
        },
        connections: () => ({ endpoint: aws.url }),
        share: asking => snapshots.over(asking),
        now,
      });
    }),
  );
  const states = async () => {
    const seen = new Set<string>();
    for (const replica of replicas) {
      const { data } = await replica.listAlarms(orders);
      seen.add(data.map(({ name, state }) => `${name} ${state}`).join());
    }
    return [...seen];
  };
  const asked = () =>
    aws.sandbox.counters.read().calls['monitoring:DescribeAlarms'];

  expect(await states()).toEqual(['orders-failed OK']);
  expect(asked()).toBe(1);
  clock.set(START + 15 * 60_000);
  expect(await states()).toEqual(['orders-failed ALARM']);
  expect(asked()).toBe(2);

  // CloudWatch's history is not there; what was seen is.
  aws.sandbox.faults.add({
    kind: 'unavailable',
    operation: 'DescribeAlarmHistory',
  });
  const { data } = await replicas[3].alarmHistory({
    source: LAB,
    alarmName: 'orders-failed',
    from: new Date(START - 60_000),
    to: new Date(clock.now()),
  });
  expect(data).toMatchObject([{ kind: 'state', from: 'OK', to: 'ALARM' }]);
  await aws.close();
});
