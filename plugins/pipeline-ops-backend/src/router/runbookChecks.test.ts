import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import type { RunbookElement } from '@pipeline-ops/operations-document';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  RunbookChecks,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import express from 'express';
import request from 'supertest';
import { FakeTelemetry } from '../telemetry/__fixtures__/FakeTelemetry';
import { decorateTelemetry } from '../telemetry/createTelemetry';
import { BadDayStage, badDayPipeline, BASE } from './__testUtils__/BadDayStage';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

jest.setTimeout(30_000);

let stage: BadDayStage;

beforeAll(async () => {
  stage = await BadDayStage.start();
});

afterAll(() => stage?.aws.close());

beforeEach(() => stage.reset());

const STEPS = {
  holds: 'Invocations of the Lambda function stay above 10',
  fails: 'Check the Lambda errors',
  alarm: 'No alarm is active',
  unknown: 'DeadLetterErrors is 0',
  query: 'The query "Failed loads" finds nothing',
  work: 'Roll the deployment back',
};

const VERIFICATION = ['The alarm is OK again', 'Somebody was told'];

function procedure(): RunbookElement {
  const lines = { startLine: 30, endLine: 60 };
  return {
    id: 'rb-errors',
    title: 'Loads fail',
    kind: 'runbook',
    form: 'steps',
    headingPath: ['Runbooks'],
    lines,
    symptoms: [],
    causes: [],
    prerequisites: [],
    steps: Object.entries(STEPS).map(([id, title]) => ({
      id,
      title,
      lines,
      headingPath: [],
      commands:
        id === 'query'
          ? [
              {
                id: 'command',
                language: 'logs-insights',
                text: 'fields @timestamp, @message\n| filter @message like /ERROR/',
                lines,
                placeholders: [],
              },
            ]
          : [],
      steps: [],
    })),
    commands: [],
    verification: VERIFICATION,
    rollback: [],
    escalation: [],
    prevention: [],
    alarmNames: ['orders-{env}-errors'],
    metricNames: [],
  };
}

/** The pipeline whose loads fail for 37 minutes, with a procedure about that, and a metric that nobody reports. */
function withProcedure(): ResolvedPipeline {
  const pipeline = badDayPipeline();
  const [document] = pipeline.documents;
  document.content = { ...document.content!, runbooks: [procedure()] };
  const [{ resources }] = pipeline.environments;
  const [errors] = resources[0].charts.filter(({ id }) => /Errors$/.test(id));
  resources[0].charts.push({
    ...errors,
    id: 'lambda:orders-load:DeadLetterErrors',
    title: 'Dead-letter errors',
    role: undefined,
    thresholds: [],
    series: errors.series.map(series => ({
      ...series,
      metric: {
        ...series.metric!,
        metricName: 'DeadLetterErrors',
        stat: 'Maximum',
      },
    })),
  });
  return pipeline;
}

const URL = `${BASE}/runbooks/rb-errors`;

/** What data said, by step. */
async function told(
  path: string,
  app = stage.portal({ pipeline: withProcedure() }),
) {
  const { status, body } = await request(app).get(path);
  expect(status).toBe(200);
  const { answers } = body.data as RunbookChecks;
  return {
    sources: body.sources,
    answers: Object.fromEntries(
      answers.map(({ step, answer }) => [step, answer]),
    ),
  };
}

it('says of each step how data can answer it, and which command is a saved query', async () => {
  const { body } = await request(
    stage.portal({ pipeline: withProcedure() }),
  ).get(URL);
  const steps: RunbookStep[] = body.data.steps;
  expect(
    Object.fromEntries(
      steps.map(({ id, checks = [] }) => [
        id,
        checks.map(({ title }) => title),
      ]),
    ),
  ).toEqual({
    holds: ['Invocations of Loader above 10 throughout the last 15 min'],
    fails: ['Errors of Loader at most 5 in each 5 min of the last 15 min'],
    alarm: ['No alarm of the pipeline is in ALARM'],
    unknown: [
      'Dead-letter errors of Loader exactly 0 throughout the last 15 min',
    ],
    query: ['Query Failed loads finds exactly 0 in the last 1 h'],
    work: [],
  });
  expect(body.data.verificationChecks).toMatchObject([
    { index: 0, checks: [{ title: 'orders-prod-errors is not in ALARM' }] },
  ]);
  expect(steps[4].commands[0].queryId).toBe('definition.failed-loads');
});

it('answers with numbers and times, and says what it does not know', async () => {
  const { answers, sources } = await told(`${URL}/checks`);
  expect(sources).toMatchObject([{ id: 'lab', status: 'ok' }]);
  expect(Object.keys(answers)).toEqual([
    'holds',
    'fails',
    'alarm',
    'unknown',
    'query',
    'verification-1',
  ]);
  expect(answers.holds).toMatchObject({
    verdict: 'holds',
    unit: 'Count',
    limit: 10,
    from: '2026-11-21T03:03:00.000Z',
    to: '2026-11-21T03:18:00.000Z',
    series: { step: 60 },
  });
  expect(answers.holds.series?.values).toHaveLength(15);
  expect(answers.holds.summary).toMatch(
    /^lowest [\d.]+ at 03:\d\d UTC, limit 10$/,
  );
  expect(answers.fails).toMatchObject({
    verdict: 'fails',
    from: '2026-11-21T03:00:00.000Z',
    to: '2026-11-21T03:15:00.000Z',
    limit: 5,
  });
  expect(answers.fails.summary).toMatch(
    /^3 of 3 values against it: highest [\d.]+ at 03:\d\d UTC, limit 5$/,
  );
  expect(answers.alarm).toMatchObject({
    verdict: 'fails',
    summary: '2 of 2 alarms in ALARM: orders-critical, orders-prod-errors',
    culprits: ['orders-critical', 'orders-prod-errors'],
  });
  expect(answers['verification-1']).toMatchObject({
    verdict: 'fails',
    summary: '1 of 1 alarm in ALARM: orders-prod-errors',
  });
  expect(answers.unknown).toMatchObject({
    verdict: 'unknown',
    summary: 'No data in this time',
  });
});

it('runs a log query only when its answer is asked for by itself, and once in ten minutes', async () => {
  const app = stage.portal({ pipeline: withProcedure() });
  const started = () =>
    stage.aws.sandbox.counters.read().calls['logs:StartQuery'] ?? 0;
  const { answers } = await told(`${URL}/checks`, app);
  expect(answers.query).toMatchObject({ verdict: 'unknown' });
  expect(answers.query.summary).toContain('costs money');
  expect(started()).toBe(0);

  const asking = Promise.all([
    told(`${URL}/checks?check=${answers.query.check.id}`, app),
    told(`${URL}/checks?check=${answers.query.check.id}`, app),
  ]);
  const ticking = setInterval(() => stage.clock.advance(500), 50);
  const [one, other] = await asking;
  clearInterval(ticking);
  expect(one.answers.query).toMatchObject({ verdict: 'fails', limit: 0 });
  expect(one.answers.query.summary).toMatch(/^\d+ rows, limit 0$/);
  expect(other.answers.query.value).toBe(one.answers.query.value);
  expect(started()).toBe(1);

  // The page shows what is known without asking again; it is forgotten after ten minutes.
  expect((await told(`${URL}/checks`, app)).answers.query.verdict).toBe(
    'fails',
  );
  stage.clock.advance(11 * 60_000);
  expect((await told(`${URL}/checks`, app)).answers.query.verdict).toBe(
    'unknown',
  );
  expect(started()).toBe(1);
});

it('asks no logs for those who may not read them, even when somebody else has just asked', async () => {
  let allowed = true;
  const cloud = new FakeTelemetry();
  cloud.now = () => stage.clock.now();
  const app = express()
    .use(
      telemetryRouter(decorateTelemetry(cloud, { now: cloud.now }), {
        now: cloud.now,
        pipeline: withProcedure(),
        httpAuth: mockServices.httpAuth(),
        permissions: {
          authorize: async asked =>
            asked.map(() => ({
              result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            })),
          authorizeConditional: async () => [],
        },
      }),
    )
    .use(mockErrorHandler());
  const { answers } = await told(`${URL}/checks`, app);
  const url = `${URL}/checks?check=${answers.query.check.id}`;
  await told(url, app);
  allowed = false;
  const { answers: refused } = await told(url, app);
  expect(refused.query).toMatchObject({
    verdict: 'unknown',
    summary:
      'Asking the logs of component:default/orders needs the permission pipelineOps.logs.read',
  });
});

it('knows nothing where AWS denies, and says which action is missing', async () => {
  stage.aws.sandbox.faults.add({ kind: 'deny', operation: 'GetMetricData' });
  const { answers, sources } = await told(`${URL}/checks`);
  expect(sources).toMatchObject([
    { status: 'denied', missingAction: 'cloudwatch:GetMetricData' },
  ]);
  expect(answers.holds.verdict).toBe('unknown');
  expect(answers.fails.verdict).toBe('unknown');
  expect(answers.fails.summary).toContain('Source lab could not be read');
  expect(answers.alarm.verdict).toBe('fails');
});

it('knows no check that the procedure does not have', async () => {
  const { status, body } = await request(
    stage.portal({ pipeline: withProcedure() }),
  ).get(`${URL}/checks?check=check-gone`);
  expect(status).toBe(404);
  expect(body.error.message).toContain('has no check check-gone now');
});
