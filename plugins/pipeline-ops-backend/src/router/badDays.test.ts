import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  FAULT_KINDS,
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type {
  SourceState,
  SourceStatus,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedPipeline,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import express, { type Express } from 'express';
import request from 'supertest';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { createTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__fixtures__/telemetryRouter';

const BASE = '/v1/entities/component/default/orders';
const START = Date.parse('2026-11-21T03:18:30Z');

/** What one request may take. Milliseconds; less where nothing comes, since that is waited for. */
const DEADLINE = 5_000;
const SHORT_DEADLINE = 600;

const lambda = { FunctionName: 'orders-load' };

const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    {
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: lambda,
      base: 100,
      unit: 'Count',
    },
    {
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: lambda,
      base: 0,
      unit: 'Count',
      changes: [{ from: '-37m', set: 20 }],
    },
  ],
  logGroups: [
    {
      name: '/aws/lambda/orders-load',
      retentionDays: 7,
      lines: [
        { every: '20s', message: 'ERROR load failed password=hunter2hunter2' },
      ],
    },
  ],
  alarms: [
    {
      AlarmName: 'orders-prod-errors',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 'orders-load' }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  ],
  compositeAlarms: [
    {
      AlarmName: 'orders-critical',
      AlarmRule: 'ALARM("orders-prod-errors")',
    },
  ],
});

const clock = SandboxClock.create();
let aws: RunningSandbox;

beforeAll(async () => {
  clock.freeze();
  clock.set(START);
  aws = await startSandbox({
    clock,
    scenarios: [scenario, { ...scenario, region: 'us-east-1' }],
  });
});

afterAll(() => aws?.close());

beforeEach(async () => {
  clock.set(START);
  await aws.sandbox.reset();
});

function portal(
  options: { pipeline?: ResolvedPipeline; deadlineMs?: number } = {},
): Express {
  const { pipeline = ordersPipeline(), deadlineMs = DEADLINE } = options;
  const telemetry = createTelemetry({
    credentials: {
      getCredentialProvider: async ({ accountId } = {}) => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({
      endpoint: aws.url,
      maxAttempts: 2,
      requestTimeoutMs: deadlineMs / 2,
    }),
    deadlineMs,
    now: () => clock.now(),
  });
  const router = telemetryRouter(telemetry, {
    now: () => clock.now(),
    pipeline,
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions(),
  });
  return express().use(router).use(mockErrorHandler());
}

/** The pipeline in two regions of its account. */
function inTwoRegions(): ResolvedPipeline {
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  const second: SourceRef = { ...LAB, id: 'lab-us', region: 'us-east-1' };
  environment.selections.push({
    ...environment.selections[0],
    source: second,
  });
  environment.resources.push({
    ...environment.resources[0],
    id: 'lambda:orders-load:us',
    sourceId: second.id,
  });
  return pipeline;
}

const ROUTES = {
  alarms: '/alarms',
  history: '/alarms/orders-prod-errors/history',
  metrics: '/metrics?range=PT3H',
  overview: '/overview',
  groups: '/logs/groups',
  events: '/logs/events?group=/aws/lambda/orders-load&range=PT1H',
};

jest.setTimeout(30_000);

describe('on a good day', () => {
  it('tells one story: the alarm, its chart above the line, its log lines', async () => {
    const app = portal();
    const alarms = await request(app).get(BASE + ROUTES.alarms);
    expect(alarms.body.sources).toMatchObject([{ status: 'ok' }]);
    expect(
      alarms.body.data.alarms.map(
        ({ name, state }: { name: string; state: string }) => [name, state],
      ),
    ).toEqual([
      ['orders-critical', 'ALARM'],
      ['orders-prod-errors', 'ALARM'],
    ]);
    const metrics = await request(app).get(BASE + ROUTES.metrics);
    const errors = metrics.body.data.sections[0].charts[1];
    expect(errors.thresholds[0]).toMatchObject({ value: 5, breached: true });
    expect(errors.alarmBand.at(-1)).toMatchObject({ state: 'ALARM' });
    const events = await request(app).get(BASE + ROUTES.events);
    expect(events.body.data.events[0]).toMatchObject({
      level: 'ERROR',
      message: 'ERROR load failed password=[masked]',
    });
    const overview = await request(app).get(BASE + ROUTES.overview);
    expect(overview.body.data.pipelines[0].verdict.health).toBe('failing');
  });

  it('asks AWS once for a hundred viewers who come at once', async () => {
    const app = portal();
    const server = app.listen(0);
    aws.sandbox.counters.clear();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        request(server).get(BASE + ROUTES.metrics),
      ),
    );
    server.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    const { calls, billedMetrics } = aws.sandbox.counters.read();
    expect(calls['monitoring:GetMetricData']).toBe(1);
    expect(calls['monitoring:DescribeAlarms']).toBe(1);
    expect(billedMetrics).toBe(2);
  });
});

/** Two attempts for each of the pages' reads, of an expired token both again; a log search reads up to six pages. */
const MOST_REQUESTS = 30;

/** What a source may be said to be under a fault. */
const EXPECTED: Partial<Record<(typeof FAULT_KINDS)[number], SourceStatus[]>> =
  {
    throttle: ['throttled'],
    'limit-exceeded': ['throttled'],
    deny: ['denied'],
    'invalid-token': ['denied', 'unavailable'],
    partial: ['ok', 'partial'],
    // Whoever follows a repeated token runs into a limit, which does not refill while the clock stands still.
    'repeat-token': ['ok', 'partial', 'unavailable', 'throttled'],
    empty: ['ok', 'partial'],
    'empty-lists': ['ok', 'partial'],
    disorder: ['ok'],
    drip: ['ok'],
    slow: ['ok', 'unavailable'],
  };

describe.each(FAULT_KINDS)('when AWS answers with %s', kind => {
  it('gives every page with a state that says so, in time, and recovers', async () => {
    const deadlineMs =
      kind === 'hang' || kind === 'stall' ? SHORT_DEADLINE : DEADLINE;
    const app = portal({ deadlineMs });
    const server = app.listen(0);
    const readAll = () =>
      Promise.all(
        Object.entries(ROUTES).map(async ([name, route]) => {
          const { status, body } = await request(server).get(BASE + route);
          return { name, status, states: body.sources as SourceState[] };
        }),
      );
    aws.sandbox.faults.add({ kind, delayMs: 50 });
    const started = performance.now();
    const answers = await readAll();
    const took = performance.now() - started;
    const { calls } = aws.sandbox.counters.read();
    aws.sandbox.faults.clear();
    clock.advance(61_000);
    const healed = await readAll();
    server.close();

    // Alarms, then their histories: two deadlines at most.
    expect(took).toBeLessThan(2 * deadlineMs + 1_000);
    expect(
      Object.values(calls).reduce((sum, count) => sum + count, 0),
    ).toBeLessThanOrEqual(MOST_REQUESTS);
    for (const { name, status, states } of answers) {
      expect([name, status, states.length]).toEqual([name, 200, 1]);
      const [{ status: state, message = '', missingAction }] = states;
      expect(EXPECTED[kind] ?? ['unavailable']).toContain(state);
      expect(state === 'ok' || message.length > 10).toBe(true);
      expect(missingAction !== undefined).toBe(kind === 'deny');
    }
    expect(
      healed.map(({ name, status, states }) => [
        name,
        status,
        states[0].status,
      ]),
    ).toEqual(Object.keys(ROUTES).map(name => [name, 200, 'ok']));
  });
});

it('shows one region when the other is down', async () => {
  const app = portal({ pipeline: inTwoRegions(), deadlineMs: SHORT_DEADLINE });
  aws.sandbox.faults.add({ kind: 'hang', region: 'us-east-1' });
  const { body } = await request(app).get(BASE + ROUTES.metrics);
  expect(body.sources).toMatchObject([
    { id: 'lab', status: 'ok' },
    { id: 'lab-us', region: 'us-east-1', status: 'unavailable' },
  ]);
  const statuses = body.data.sections.map(
    (section: { charts: { series: { status: string }[] }[] }) =>
      section.charts[0].series[0].status,
  );
  expect(statuses).toEqual(['complete', 'failed']);
});

it('keeps the last good page as stale, with its age and the reason', async () => {
  const app = portal();
  const good = await request(app).get(BASE + ROUTES.metrics);
  clock.advance(10 * 60_000);
  aws.sandbox.faults.add({ kind: 'deny' });
  const { body } = await request(app).get(BASE + ROUTES.metrics);
  expect(body.sources).toMatchObject([
    {
      status: 'stale',
      asOf: good.body.sources[0].asOf,
      missingAction: expect.stringMatching(/^cloudwatch:/),
    },
  ]);
  const [series] = body.data.sections[0].charts[0].series;
  expect(series.empty).toBe(false);
  expect(series.values.slice(-10)).toEqual(Array(10).fill(null));
});

it('renews an expired token without anybody noticing', async () => {
  const app = portal();
  aws.sandbox.faults.add({ kind: 'expired-token', count: 1 });
  const { body } = await request(app).get(BASE + ROUTES.alarms);
  expect(body.sources).toMatchObject([{ status: 'ok' }]);
});
