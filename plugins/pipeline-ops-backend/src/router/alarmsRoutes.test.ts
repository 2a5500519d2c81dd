import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import express, { type Express } from 'express';
import request from 'supertest';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { createTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

const BASE = '/v1/entities/component/default/orders';
const START = Date.parse('2026-11-21T03:18:30Z');
const TOPIC = `arn:aws:sns:${LAB.region}:${LAB.accountId}:data-alerts`;

const lambda = { FunctionName: 'orders-load' };
const dimensions = [{ Name: 'FunctionName', Value: 'orders-load' }];

const stored = (name: string, returned: boolean) => ({
  Id: name.toLowerCase(),
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: name,
      Dimensions: dimensions,
    },
    Period: 300,
    Stat: 'Sum',
  },
  ReturnData: returned,
});

/** 100 orders a minute, steady for weeks; for 37 minutes nothing but errors, and a third of the orders. */
const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    {
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: lambda,
      base: 90,
      unit: 'Count',
      changes: [{ from: '-37m', set: 30 }],
    },
    {
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: lambda,
      base: 0,
      unit: 'Count',
      changes: [{ from: '-37m', set: 3 }],
    },
  ],
  alarms: [
    {
      AlarmName: 'orders-prod-errors',
      AlarmActions: [TOPIC],
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: dimensions,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    },
    {
      AlarmName: 'orders-rate',
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        stored('Errors', false),
        stored('Invocations', false),
        {
          Id: 'rate',
          Expression: '100 * errors / invocations',
          Label: 'Failure rate',
          ReturnData: true,
        },
      ],
    },
    {
      AlarmName: 'orders-unusual',
      EvaluationPeriods: 1,
      ThresholdMetricId: 'band',
      ComparisonOperator: 'LessThanLowerThreshold',
      Metrics: [
        stored('Invocations', true),
        {
          Id: 'band',
          Expression: 'ANOMALY_DETECTION_BAND(invocations, 2)',
          ReturnData: true,
        },
      ],
    },
    {
      AlarmName: 'maintenance',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: dimensions,
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  ],
  compositeAlarms: [
    {
      AlarmName: 'orders-critical',
      AlarmRule: 'ALARM("orders-prod-errors")',
      AlarmActions: [TOPIC],
      ActionsSuppressor: 'maintenance',
      ActionsSuppressorWaitPeriod: 60,
      ActionsSuppressorExtensionPeriod: 60,
    },
  ],
  muteRules: [
    {
      Name: 'orders-night',
      Rule: {
        Schedule: {
          Expression: 'cron(0 4 * * *)',
          Duration: 'PT2H',
          Timezone: 'Europe/Berlin',
        },
      },
      MuteTargets: { AlarmNames: ['orders-prod-errors'] },
    },
  ],
});

const clock = SandboxClock.create();
let aws: RunningSandbox;
let app: Express;

beforeAll(async () => {
  clock.freeze();
  clock.set(START);
  aws = await startSandbox({ clock, scenarios: [scenario] });
  await aws.sandbox.reset();
  const now = () => clock.now();
  const telemetry = createTelemetry({
    credentials: {
      getCredentialProvider: async ({ accountId } = {}) => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({ endpoint: aws.url }),
    now,
  });
  app = express()
    .use(
      telemetryRouter(telemetry, {
        now,
        pipeline: ordersPipeline(),
        httpAuth: mockServices.httpAuth(),
        permissions: mockServices.permissions(),
      }),
    )
    .use(mockErrorHandler());
});

afterAll(() => aws?.close());

async function detail(name: string, query = '?range=PT1H') {
  const { body, status } = await request(app).get(
    `${BASE}/alarms/${name}${query}`,
  );
  return { status, ...body };
}

it('shows the metric of an alarm with its threshold, what it saw, and until when it is muted', async () => {
  const { data, sources } = await detail('orders-prod-errors');
  expect(sources).toMatchObject([{ id: 'lab', status: 'ok' }]);
  expect(data).toMatchObject({
    alarm: {
      name: 'orders-prod-errors',
      condition: 'Errors Sum > 5 for 1 of 1 x 5 min',
      documented: { path: 'docs/operations.md', startLine: 12 },
      // What raised it.
      evidence: { values: [expect.any(Number)], threshold: 5 },
    },
    mutes: [
      {
        rule: 'orders-night',
        active: true,
        // From 04:00 to 06:00 in Berlin.
        until: '2026-11-21T05:00:00.000Z',
        schedule: 'cron(0 4 * * *) for PT2H (Europe/Berlin)',
      },
    ],
    from: Date.parse('2026-11-21T02:15:00Z') / 1_000,
    to: Date.parse('2026-11-21T03:15:00Z') / 1_000,
  });
  const { chart } = data;
  expect(chart.series).toHaveLength(1);
  expect(chart.series[0].values).toHaveLength(12);
  expect(chart.series[0].values.at(0)).toBe(0);
  expect(chart.series[0].values.at(-1)).toBeGreaterThan(5);
  expect(chart.thresholds).toMatchObject([
    { value: 5, comparison: '>', origin: 'alarm', breached: true },
  ]);
  expect(chart.marks).toMatchObject([{ kind: 'alarm' }]);
  expect(chart.alarmBand.map(({ state }: { state: string }) => state)).toEqual([
    'OK',
    'ALARM',
  ]);
  expect(JSON.stringify(data)).not.toContain(LAB.accountId);
});

it('shows metric math with all that it reads', async () => {
  const { data } = await detail('orders-rate');
  expect(data.alarm.condition).toBe('Failure rate > 5 for 1 of 1 x 5 min');
  expect(data.alarm.queries.map(({ id }: { id: string }) => id)).toEqual([
    'errors',
    'invocations',
    'rate',
  ]);
  expect(data.chart.series).toMatchObject([{ label: 'Failure rate' }]);
  const [bad, all] = data.inputs.series;
  expect([bad.label, all.label]).toEqual(['Errors Sum', 'Invocations Sum']);
  expect(data.chart.series[0].values.at(-1)).toBeCloseTo(
    (100 * bad.values.at(-1)) / all.values.at(-1),
    5,
  );
});

it('shows the band that an anomaly alarm watches', async () => {
  const { data } = await detail('orders-unusual');
  const { chart, alarm } = data;
  expect(alarm.condition).toBe(
    'Invocations Sum below its band for 1 of 1 x 5 min',
  );
  expect(chart.thresholds).toEqual([]);
  const [band] = chart.bands;
  const [series] = chart.series;
  // It was within its band before, and is below it now.
  expect(series.values[0]).toBeGreaterThanOrEqual(band.values[0]);
  expect(series.values[0]).toBeLessThanOrEqual(band.upper[0]);
  expect(series.values.at(-1)).toBeLessThan(band.values.at(-1));
});

it('shows what holds a composite alarm back, and what decided it', async () => {
  const { data } = await detail('orders-critical');
  expect(data).toMatchObject({
    alarm: {
      suppressed: true,
      suppressedBy: 'maintenance',
      evidence: {
        triggeredBy: [{ alarmName: 'orders-prod-errors', state: 'ALARM' }],
      },
    },
    mutes: [],
  });
  expect(data.chart).toBeUndefined();
});

it.each([
  ['another pipeline', 'maintenance', ''],
  ['a source that the pipeline does not have', 'orders-rate', '?source=other'],
  ['nobody', 'orders-gone', ''],
])('has no alarm of %s', async (_, name, query) => {
  const { status, error } = await detail(name, query);
  expect(status).toBe(404);
  expect(error.message).toContain(name);
});

it.each(['?range=3h', '?range=PT1H&from=1', '?source='])(
  'refuses %s',
  async query => {
    const { status } = await detail('orders-rate', query);
    expect(status).toBe(400);
  },
);

it('says why an alarm cannot be shown while AWS refuses', async () => {
  const fault = { kind: 'deny' as const };
  clock.advance(7 * 3_600_000);
  aws.sandbox.faults.add(fault);
  const { status, error } = await detail('orders-rate');
  aws.sandbox.faults.clear();
  expect(status).toBe(503);
  expect(error.message).toMatch(/source lab is denied\. .*cloudwatch:/);
});
