import {
  mockErrorHandler,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type {
  Chart,
  ChartSection,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import express, { type Express } from 'express';
import request from 'supertest';
import { DatabaseBaselineStore } from '../baselines/DatabaseBaselineStore';
import { DefaultBaselineService } from '../baselines/DefaultBaselineService';
import { withSuccessRate } from '../pipelines/charts/successRate';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { createTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

const METRICS = '/v1/entities/component/default/orders/metrics';
const NOW = Date.parse('2026-11-21T12:18:30Z');

const uploads = { Stage: 'upload' };

/** 60 uploads a minute for weeks; since half an hour three times as many, of which 20 a minute fail. */
const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    {
      namespace: 'Orders',
      name: 'Uploaded',
      dimensions: uploads,
      base: 60,
      unit: 'Count',
      noise: 0.02,
      changes: [{ from: '-30m', set: 180 }],
    },
    {
      namespace: 'Orders',
      name: 'Failed',
      dimensions: uploads,
      base: 0,
      unit: 'Count',
      noise: 0,
      changes: [{ from: '-30m', set: 20 }],
    },
  ],
  alarms: [
    {
      AlarmName: 'orders-uploads-unusual',
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanUpperThreshold',
      ThresholdMetricId: 'ad1',
      Metrics: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: {
              Namespace: 'Orders',
              MetricName: 'Uploaded',
              Dimensions: [{ Name: 'Stage', Value: 'upload' }],
            },
            Period: 300,
            Stat: 'Sum',
          },
        },
        { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
      ],
    },
  ],
});

function counted(
  metricName: string,
  role: ChartSpec['role'],
  thresholds: ChartSpec['thresholds'] = [],
): ChartSpec {
  return {
    id: `custom:uploads:${metricName}`,
    title: metricName,
    unit: 'Count',
    role,
    thresholds,
    series: [
      {
        id: 'm1',
        label: metricName,
        visible: true,
        metric: {
          namespace: 'Orders',
          metricName,
          dimensions: uploads,
          stat: 'Sum',
        },
      },
    ],
  };
}

function uploading(): ResolvedPipeline {
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  environment.resources = [
    {
      id: 'custom:uploads',
      kind: 'custom',
      name: 'uploads',
      title: 'Uploads',
      sourceId: LAB.id,
      declared: true,
      charts: withSuccessRate(
        [
          counted('Uploaded', 'success', [
            {
              comparison: '>',
              value: 150,
              relativeTo: 'baseline',
              text: '> 150% of baseline',
              origin: 'definition',
            },
          ]),
          counted('Failed', 'failure'),
        ],
        'custom:uploads',
        [
          {
            comparison: '<',
            value: 99,
            text: '< 99%',
            origin: 'definition',
          },
        ],
      ),
    },
  ];
  return pipeline;
}

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const clock = SandboxClock.create();
let aws: RunningSandbox;

beforeAll(async () => {
  clock.freeze();
  clock.set(NOW);
  aws = await startSandbox({ clock, scenarios: [scenario] });
});

beforeEach(() => clock.set(NOW));

afterAll(() => aws?.close());

jest.setTimeout(30_000);

async function portal() {
  const now = () => clock.now();
  const telemetry = createTelemetry({
    credentials: {
      getCredentialProvider: async () => ({
        sdkCredentialProvider: async () => ({
          accessKeyId: `SANDBOX${LAB.accountId}`,
          secretAccessKey: 'sandbox',
        }),
      }),
    },
    connections: () => ({ endpoint: aws.url }),
    now,
  });
  const background: (() => Promise<void>)[] = [];
  const baselines = DefaultBaselineService.create({
    telemetry,
    store: await DatabaseBaselineStore.create({
      database: mockServices.database({
        knex: await databases.init('SQLITE_3'),
      }),
    }),
    logger: mockServices.logger.mock(),
    now,
    later: work => background.push(work),
  });
  const app: Express = express()
    .use(
      telemetryRouter(telemetry, {
        now,
        pipeline: uploading(),
        baselines,
        httpAuth: mockServices.httpAuth(),
        permissions: mockServices.permissions(),
      }),
    )
    .use(mockErrorHandler());
  return {
    app,
    async charts(query = 'range=PT1H'): Promise<Chart[]> {
      const { body } = await request(app).get(`${METRICS}?${query}`);
      return body.data.sections.flatMap(
        (section: ChartSection) => section.charts,
      );
    },
    async afterwards() {
      for (const work of background.splice(0)) await work();
    },
  };
}

it('draws at the first look, and says what is usual at the next', async () => {
  const { charts, afterwards } = await portal();
  const [first] = await charts();
  expect(first.series[0].values.at(-1)).toBeGreaterThan(150);
  expect(first.series[0]).not.toHaveProperty('baseline');
  expect(first.thresholds[0]).toMatchObject({
    base: 'not known yet: too few values in the two weeks before',
  });
  expect(first.thresholds[0]).not.toHaveProperty('value');

  await afterwards();
  const [uploaded, failed, rate] = await charts();
  const { baseline, values } = uploaded.series[0];
  expect(baseline?.low).toHaveLength(values.length);
  // 60 a minute, and three times √60 by chance: between 37 and 83, a little more by how the hours differ.
  expect(baseline?.low.at(-1)).toBeGreaterThan(30);
  expect(baseline?.low.at(-1)).toBeLessThan(37);
  expect(baseline?.high.at(-1)).toBeGreaterThan(83);
  expect(baseline?.high.at(-1)).toBeLessThan(95);
  expect(baseline?.unusual).toBe(true);
  expect(baseline?.ratio).toBeGreaterThan(2.7);
  expect(baseline?.ratio).toBeLessThan(3.3);
  // 150 % of some 60, crossed since the uploads tripled half an hour ago.
  expect(uploaded.thresholds[0].value).toBeGreaterThan(87);
  expect(uploaded.thresholds[0].value).toBeLessThan(93);
  expect(uploaded.thresholds[0]).toMatchObject({
    base: expect.stringMatching(/^[56]\d(\.\d)?, usual at this weekday/),
    breached: true,
    since: Date.parse('2026-11-21T11:48:00Z') / 1_000,
  });
  expect(failed.series[0].baseline).toMatchObject({ unusual: true });
  // 180 uploads and 20 failures a minute.
  expect(rate.title).toBe('Success rate');
  expect(rate.series[0].values.at(-1)).toBeGreaterThan(89);
  expect(rate.series[0].values.at(-1)).toBeLessThan(91);
  expect(rate.series[0].values[0]).toBe(100);
  expect(rate.thresholds[0]).toMatchObject({ breached: true });
});

it('reads two weeks of what is usual for a view of two weeks', async () => {
  const { charts, afterwards } = await portal();
  await charts('range=P14D');
  await afterwards();
  const [uploaded] = await charts('range=P14D');
  const { low, high } = uploaded.series[0].baseline ?? { low: [], high: [] };
  expect(low).toHaveLength(336);
  expect([...low, ...high].every(value => value !== null)).toBe(true);
  // 3,600 an hour.
  expect(low[0]).toBeLessThan(3_600);
  expect(high[0]).toBeGreaterThan(3_600);
  expect(uploaded.series[0].values[0]).toBeGreaterThan(low[0] ?? NaN);
  expect(uploaded.series[0].values[0]).toBeLessThan(high[0] ?? NaN);
});

it('draws the band of an anomaly alarm, and when it changed', async () => {
  const { charts } = await portal();
  const [uploaded] = await charts();
  expect(uploaded.alarmNames).toEqual(['orders-uploads-unusual']);
  const [band] = uploaded.bands ?? [];
  expect(band).toMatchObject({
    label: 'Band of orders-uploads-unusual',
    step: 60,
  });
  expect(band.values.at(-1)).toBeLessThan(60);
  expect(band.upper.at(-1)).toBeGreaterThan(60);
  expect(band.upper.at(-1)).toBeLessThan(100);
  expect(uploaded.marks).toMatchObject([
    { kind: 'alarm', label: 'orders-uploads-unusual: ALARM' },
  ]);
});

it('answers 304 without a body until a bucket can be new', async () => {
  const { app, afterwards } = await portal();
  await request(app).get(METRICS);
  await afterwards();
  const first = await request(app).get(METRICS);
  // Alarms are read again meanwhile.
  clock.set(NOW + 25_000);
  const again = await request(app)
    .get(METRICS)
    .set('If-None-Match', first.headers.etag);
  expect(again.status).toBe(304);
  expect(again.text).toBe('');
  clock.set(NOW + 90_000);
  const later = await request(app)
    .get(METRICS)
    .set('If-None-Match', first.headers.etag);
  expect(later.status).toBe(200);
});
