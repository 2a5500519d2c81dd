import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type {
  Dashboard,
  DashboardWidget,
  MetricWidget,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedPipeline,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import express, { type Express } from 'express';
import request from 'supertest';
import { readWidgetQueryId } from '../logs/queryIds';
import { LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { createTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

const BASE = '/v1/entities/component/default/orders/dashboards';
const START = Date.parse('2026-11-21T03:18:30Z');
const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`) / 1_000;

const LOAD = { FunctionName: 'orders-load' };
const ALARM = (name: string, region = LAB.region) =>
  `arn:aws:cloudwatch:${region}:${LAB.accountId}:alarm:${name}`;

const metric = (name: string, base: number, more = {}) => ({
  namespace: 'AWS/Lambda',
  name,
  dimensions: LOAD,
  base,
  noise: 0,
  unit: 'Count',
  ...more,
});

const INVOCATIONS = [
  'AWS/Lambda',
  'Invocations',
  'FunctionName',
  'orders-load',
];

const graph = (properties: object, place: object = {}) => ({
  type: 'metric',
  ...place,
  properties: { region: LAB.region, period: 300, stat: 'Sum', ...properties },
});

/** One of each kind. */
const MAIN = {
  start: '-PT1H',
  periodOverride: 'inherit',
  widgets: [
    graph(
      {
        title: 'Loads',
        stacked: true,
        metrics: [
          INVOCATIONS,
          ['.', 'Errors', '.', '.', { yAxis: 'right', color: '#d62728' }],
        ],
        yAxis: { left: { min: 0, label: 'Loads', showUnits: false } },
        annotations: {
          horizontal: [
            { value: 5, label: 'Too many', fill: 'above', yAxis: 'right' },
            [{ value: 400, label: 'Usual' }, { value: 600 }],
          ],
          vertical: [{ value: '2026-11-21T02:41:00Z', label: 'Release' }],
          alarms: [ALARM('orders-prod-errors'), ALARM('payments-errors')],
        },
      },
      { x: 0, y: 0, width: 12, height: 6 },
    ),
    graph({
      title: 'Error rate',
      view: 'singleValue',
      sparkline: true,
      metrics: [
        [...INVOCATIONS, { id: 'm1', visible: false }],
        ['.', 'Errors', '.', '.', { id: 'm2', visible: false }],
        [{ expression: '100 * m2 / m1', label: 'Error rate', id: 'rate' }],
      ],
    }),
    graph({
      title: 'Of the hour',
      view: 'gauge',
      setPeriodToTimeRange: true,
      metrics: [INVOCATIONS],
      yAxis: { left: { min: 0, max: 10_000 } },
    }),
    graph({ view: 'pie', metrics: [INVOCATIONS, ['.', 'Errors', '.', '.']] }),
    graph({ view: 'bar', period: 3_600, metrics: [INVOCATIONS] }),
    graph({
      view: 'table',
      metrics: [
        [{ expression: `SEARCH('{Orders/Load,Stage} Rows', 'Sum', 300)` }],
      ],
    }),
    graph({ annotations: { alarms: [ALARM('orders-prod-errors')] } }),
    { type: 'text', properties: { markdown: '# Orders' } },
    {
      type: 'alarm',
      properties: {
        title: 'Alarms',
        alarms: [
          ALARM('orders-quiet'),
          ALARM('orders-prod-errors'),
          ALARM('payments-errors'),
        ],
      },
    },
    {
      type: 'log',
      properties: {
        title: 'Errors',
        region: LAB.region,
        query: `SOURCE '/aws/lambda/orders-load' | filter level = 'ERROR' | stats count() by bin(5m)`,
        view: 'bar',
      },
    },
    {
      type: 'log',
      properties: {
        query: `SOURCE '/aws/lambda/payments' | fields @message`,
      },
    },
    { type: 'explorer', properties: { metrics: [] } },
  ],
};

const SHARED = {
  variables: [
    {
      type: 'property',
      property: 'FunctionName',
      inputType: 'select',
      id: 'fn',
      label: 'Function',
      values: [
        { value: 'orders-load', label: 'Load' },
        { value: 'orders-clean', label: 'Clean' },
      ],
      defaultValue: 'orders-load',
    },
  ],
  widgets: [graph({ metrics: [INVOCATIONS] })],
};

/** What a pipeline must not be shown, and rows that are no rows. */
const GREEDY = {
  widgets: [
    graph({
      metrics: [
        ['AWS/Billing', 'EstimatedCharges', 'Currency', 'USD', { id: 'bill' }],
        ['AWS/Lambda', 'Errors', 'FunctionName', 'payments'],
        [...INVOCATIONS, { accountId: '999999999999' }],
        [...INVOCATIONS, { region: 'ap-south-1' }],
        [{ expression: `SEARCH('{AWS/Lambda,FunctionName} Errors', 'Sum')` }],
        [{ expression: `LAMBDA('reader', 'x')` }],
        [{ expression: 'bill * 2' }],
        [{ expression: 'nobody + 1' }],
        ['...', 'orders-load', 'too', 'many', 'values'],
        [...INVOCATIONS, { label: 'mine' }],
      ],
    }),
  ],
};

const REGIONS = {
  widgets: [
    graph({
      metrics: [
        [...INVOCATIONS, { label: 'here' }],
        ['...', { label: 'there', region: 'us-east-1' }],
      ],
    }),
  ],
};

const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    metric('Invocations', 100),
    metric('Errors', 0, { changes: [{ from: '-37m', set: 20 }] }),
    metric('Invocations', 7, { dimensions: { FunctionName: 'orders-clean' } }),
    metric('Errors', 3, { dimensions: { FunctionName: 'payments' } }),
    metric('Rows', 10, {
      namespace: 'Orders/Load',
      dimensions: { Stage: 'eu' },
    }),
    metric('Rows', 20, {
      namespace: 'Orders/Load',
      dimensions: { Stage: 'us' },
    }),
    metric('EstimatedCharges', 9, {
      namespace: 'AWS/Billing',
      dimensions: { Currency: 'USD' },
    }),
  ],
  alarms: [
    ['orders-prod-errors', 'Errors', 5],
    ['orders-quiet', 'Invocations', 100_000],
    ['payments-errors', 'Errors', 1],
  ].map(([AlarmName, MetricName, Threshold]) => ({
    AlarmName,
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [{ Name: 'FunctionName', Value: 'orders-load' }],
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold,
    ComparisonOperator: 'GreaterThanThreshold',
  })),
  dashboards: [
    { name: 'orders-main', body: MAIN },
    { name: 'orders-shared', body: SHARED },
    { name: 'orders-greedy', body: GREEDY },
    { name: 'orders-regions', body: REGIONS },
    { name: 'payments', body: { widgets: [] } },
  ],
});

const clock = SandboxClock.create();
let aws: RunningSandbox;

beforeAll(async () => {
  clock.freeze();
  clock.set(START);
  const { dashboards: _own, ...elsewhere } = scenario;
  aws = await startSandbox({
    clock,
    scenarios: [
      scenario,
      { ...elsewhere, dashboards: [], region: 'us-east-1' },
    ],
  });
});

afterAll(() => aws?.close());

beforeEach(async () => {
  clock.set(START);
  await aws.sandbox.reset();
});

/** Functions and metrics of its own; dashboards by their names. */
function pipelineWithDashboards(): ResolvedPipeline {
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  environment.selections = environment.selections.map(selection => ({
    ...selection,
    dashboards: [{ type: 'prefix', prefix: 'orders' }],
    metrics: [
      {
        type: 'resource',
        namespace: 'AWS/Lambda',
        dimensions: ['FunctionName'],
        names: [{ type: 'prefix', prefix: 'orders-' }],
      },
      {
        type: 'namespace',
        namespace: { type: 'prefix', prefix: 'Orders/' },
        dimensions: {},
      },
    ],
  }));
  const [document] = pipeline.documents;
  document.content?.dashboards.push(
    {
      id: 'dashboard-deployed',
      headingPath: ['Dashboards'],
      lines: { startLine: 70, endLine: 90 },
      title: 'Orders main',
      text: '{"widgets": []}',
      body: { widgets: [] },
    },
    {
      id: 'dashboard-planned',
      headingPath: ['Dashboards'],
      lines: { startLine: 91, endLine: 99 },
      title: 'orders-{env}-planned',
      text: 'as written',
      body: {
        widgets: [
          { type: 'text', properties: { markdown: 'For {env}' } },
          graph({ metrics: [INVOCATIONS, ['AWS/Billing', 'Charges']] }),
        ],
      },
    },
    {
      id: 'dashboard-broken',
      headingPath: ['Dashboards'],
      lines: { startLine: 100, endLine: 101 },
      title: 'Broken',
      text: '{"widgets": [',
    },
  );
  return pipeline;
}

function inTwoRegions(): ResolvedPipeline {
  const pipeline = pipelineWithDashboards();
  const [environment] = pipeline.environments;
  const second: SourceRef = { ...LAB, id: 'lab-us', region: 'us-east-1' };
  environment.selections.push({
    ...environment.selections[0],
    source: second,
  });
  return pipeline;
}

function portal(pipeline = pipelineWithDashboards()): Express {
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
      maxAttempts: 1,
      requestTimeoutMs: 500,
    }),
    deadlineMs: 1_000,
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

async function open(
  path: string,
  pipeline?: ResolvedPipeline,
): Promise<{ data: Dashboard; sources: SourceState[] }> {
  const { body, status } = await request(portal(pipeline)).get(BASE + path);
  expect([status, body.error]).toEqual([200, undefined]);
  return body;
}

function metricsOf(widget: DashboardWidget): MetricWidget {
  if (widget.content.type !== 'metric') {
    throw new Error(`a ${widget.content.type} widget`);
  }
  return widget.content;
}

jest.setTimeout(30_000);

describe('the list', () => {
  it('has what AWS has, then what only the guide has', async () => {
    const { body } = await request(portal()).get(BASE);
    expect(body.sources).toMatchObject([{ id: LAB.id, status: 'ok' }]);
    expect(
      body.data.dashboards.map(
        ({ id, deployed }: { id: string; deployed: boolean }) => [id, deployed],
      ),
    ).toEqual([
      ['orders-greedy', true],
      ['orders-main', true],
      ['orders-regions', true],
      ['orders-shared', true],
      ['dashboard-planned', false],
      ['dashboard-broken', false],
    ]);
    expect(body.data.dashboards[1]).toMatchObject({
      title: 'orders-main',
      sourceId: LAB.id,
      consoleUrl: expect.stringContaining('dashboards/dashboard/orders-main'),
    });
    expect(body.data.dashboards[4]).toMatchObject({
      title: 'orders-prod-planned',
      position: { path: 'docs/operations.md', startLine: 91 },
    });
  });

  it('names a dashboard once, in however many regions of the account it is read', async () => {
    const { body } = await request(portal(inTwoRegions())).get(BASE);
    const names = body.data.dashboards.map(({ id }: { id: string }) => id);
    expect(names).toEqual([...new Set(names)]);
    expect(body.sources).toHaveLength(2);
  });
});

describe('a dashboard', () => {
  it('draws each kind of widget with its data', async () => {
    const { data, sources } = await open('/orders-main');
    expect(sources).toMatchObject([{ id: LAB.id, status: 'ok' }]);
    expect(data).toMatchObject({
      id: 'orders-main',
      deployed: true,
      from: at('02:18'),
      to: at('03:18'),
      problems: [],
    });
    const [
      loads,
      rate,
      gauge,
      pie,
      bar,
      table,
      alarmGraph,
      text,
      alarms,
      log,
      foreignLog,
      explorer,
    ] = data.widgets;

    expect(loads.place).toEqual({ x: 0, y: 0, width: 12, height: 6 });
    expect(loads.title).toBe('Loads');
    const drawn = metricsOf(loads);
    expect(drawn).toMatchObject({
      view: 'timeSeries',
      stacked: true,
      period: 300,
      left: { min: 0, label: 'Loads', showUnits: false },
      vertical: [{ value: at('02:41'), label: 'Release' }],
    });
    expect(drawn.horizontal).toEqual([
      { value: 5, label: 'Too many', fill: 'above', axis: 'right' },
      { value: 400, until: 600, label: 'Usual', axis: 'left' },
      {
        value: 5,
        label: 'Errors Sum > 5 for 1 of 1 x 5 min',
        axis: 'left',
      },
    ]);
    expect(drawn.problems).toEqual([
      'Alarm payments-errors is not shown: AWS does not have it, or the pipeline may not see it.',
    ]);
    // 100 a minute over five minutes; 20 errors a minute from 02:41 on, four of five minutes in the bucket of 02:40.
    const [invocations, errors] = drawn.series;
    expect(invocations).toMatchObject({
      label: 'Invocations',
      axis: 'left',
      t0: at('02:15'),
      step: 300,
      status: 'complete',
      unit: 'Count',
      latest: 500,
      values: Array(12).fill(500),
    });
    expect(errors).toMatchObject({
      label: 'Errors',
      axis: 'right',
      color: '#d62728',
      values: [0, 0, 0, 0, 0, 80, 100, 100, 100, 100, 100, 100],
    });

    // 20 errors of 100 invocations.
    expect(metricsOf(rate)).toMatchObject({
      view: 'singleValue',
      sparkline: true,
      series: [{ id: 'rate', label: 'Error rate', latest: 20 }],
    });
    // 100 a minute over the hour, as one value.
    expect(metricsOf(gauge)).toMatchObject({
      view: 'gauge',
      period: 3_600,
      left: { min: 0, max: 10_000 },
      series: [{ values: [6_000], latest: 6_000 }],
    });
    expect(metricsOf(pie).series.map(({ latest }) => latest)).toEqual([
      500, 100,
    ]);
    expect(metricsOf(bar)).toMatchObject({
      period: 3_600,
      series: [{ step: 3_600, values: [6_000] }],
    });
    expect(
      metricsOf(table).series.map(({ latest, status }) => [latest, status]),
    ).toEqual([
      [50, 'complete'],
      [100, 'complete'],
    ]);
    expect(alarmGraph.title).toBe('orders-prod-errors');
    expect(metricsOf(alarmGraph)).toMatchObject({
      series: [{ latest: 100, status: 'complete' }],
      horizontal: [{ value: 5 }],
    });
    expect(text.content).toEqual({
      type: 'text',
      markdown: '# Orders',
      transparent: false,
    });
    expect(alarms.content).toMatchObject({
      alarms: [
        { name: 'orders-prod-errors', state: 'ALARM' },
        { name: 'orders-quiet', state: 'OK' },
        { name: 'payments-errors' },
      ],
    });
    expect(log.content).toMatchObject({
      type: 'log',
      view: 'bar',
      logGroups: ['/aws/lambda/orders-load'],
      query: `filter level = 'ERROR' | stats count() by bin(5m)`,
    });
    expect(log.consoleUrl).toContain('#logs-insights:queryDetail=');
    const { queryId } = log.content as { queryId: string };
    expect(readWidgetQueryId(queryId)).toEqual({
      sourceId: LAB.id,
      dashboardId: 'orders-main',
      widgetId: '9',
    });
    expect(foreignLog.content).toMatchObject({
      refusal:
        'The pipeline may not read log group /aws/lambda/payments in source lab.',
    });
    expect(foreignLog.content).not.toHaveProperty('queryId');
    expect(explorer.content).toMatchObject({
      type: 'unsupported',
      original: 'explorer',
    });
    expect(JSON.stringify(data)).not.toMatch(/arn:|\d{12}/);
  });

  it('asks AWS once for every period of all its widgets', async () => {
    aws.sandbox.counters.clear();
    await open('/orders-main');
    const { calls } = aws.sandbox.counters.read();
    // 5 minutes, one hour, the whole range, and what the alarm watches.
    expect(calls['monitoring:GetMetricData']).toBeLessThanOrEqual(4);
    expect(calls['monitoring:GetDashboard']).toBe(1);
    expect(calls['monitoring:DescribeAlarms']).toBe(1);
  });

  it('shows the range that the reader asks for', async () => {
    const { data } = await open('/orders-main?range=PT2H');
    expect(data).toMatchObject({ from: at('01:18'), to: at('03:18') });
    expect(metricsOf(data.widgets[0]).series[0].values).toHaveLength(24);
    const { data: usual } = await open('/orders-shared');
    expect(usual.to - usual.from).toBe(3 * 3_600);
  });

  it('changes with its variables, and only to what they offer', async () => {
    const first = async (query: string) => {
      const { data } = await open(`/orders-shared${query}`);
      const [series] = metricsOf(data.widgets[0]).series;
      return [data.variables[0].value, series.latest, data.problems.length];
    };
    expect(await first('')).toEqual(['orders-load', 500, 0]);
    expect(await first('?var.fn=orders-clean')).toEqual([
      'orders-clean',
      35,
      0,
    ]);
    expect(await first('?var.fn=payments')).toEqual(['orders-load', 500, 1]);
  });

  it('does not read what the rules do not allow, whoever wrote it, and draws the rest', async () => {
    const { data } = await open('/orders-greedy');
    const { series, problems } = metricsOf(data.widgets[0]);
    expect(series.map(({ status }) => status)).toEqual([
      ...Array(8).fill('failed'),
      'complete',
    ]);
    const messages = series.map(({ message = '' }) => message);
    expect(messages[0]).toContain(
      'no rule that allows the owner this metric of AWS/Billing',
    );
    expect(messages[1]).toContain('this metric of AWS/Lambda');
    expect(messages[2]).toContain('of another account');
    expect(messages[3]).toContain('no source in ap-south-1');
    expect(messages[4]).toContain('all metrics of AWS/Lambda');
    expect(messages[5]).toContain('LAMBDA');
    expect(messages[6]).toContain('uses bill, which may not be read');
    expect(messages[7]).toContain('uses nobody, and no row has this id');
    expect(problems).toEqual([expect.stringMatching(/^Row 9 /)]);
    expect(series[8]).toMatchObject({ label: 'mine', latest: 500 });
    expect(JSON.stringify(data)).not.toContain('999999999999');
  });

  it('reads another region through a source of its own, and shows one when the other is down', async () => {
    const whole = await open('/orders-regions', inTwoRegions());
    expect(
      metricsOf(whole.data.widgets[0]).series.map(({ latest }) => latest),
    ).toEqual([500, 500]);
    clock.advance(10 * 60_000);
    aws.sandbox.faults.add({ kind: 'hang', region: 'us-east-1' });
    const { data, sources } = await open('/orders-regions', inTwoRegions());
    expect(metricsOf(data.widgets[0]).series).toMatchObject([
      { label: 'here', status: 'complete', latest: 500 },
      { label: 'there', status: 'failed' },
    ]);
    expect(sources).toMatchObject([
      { id: 'lab', status: 'ok' },
      { id: 'lab-us', status: 'unavailable' },
    ]);
  });

  it('says which permission it lacks', async () => {
    aws.sandbox.faults.add({ kind: 'deny', operation: 'GetDashboard' });
    const { data, sources } = await open('/orders-main');
    expect(data.widgets).toEqual([]);
    expect(data.problems).toEqual([
      expect.stringContaining('could not be read (denied)'),
    ]);
    expect(sources).toMatchObject([
      { status: 'denied', missingAction: 'cloudwatch:GetDashboard' },
    ]);
  });

  it('keeps what it knows without data when the data is denied', async () => {
    aws.sandbox.faults.add({ kind: 'deny', operation: 'GetMetricData' });
    const { data, sources } = await open('/orders-main');
    expect(metricsOf(data.widgets[0]).series).toMatchObject([
      { label: 'Invocations', status: 'failed' },
      { label: 'Errors', status: 'failed' },
    ]);
    expect(data.widgets[7].content).toMatchObject({ markdown: '# Orders' });
    expect(sources).toMatchObject([
      { status: 'denied', missingAction: 'cloudwatch:GetMetricData' },
    ]);
  });

  it.each(['payments', 'orders-gone', 'ordersother'])(
    'is not found as %s, with what to do',
    async name => {
      const { body, status } = await request(portal()).get(`${BASE}/${name}`);
      expect(status).toBe(404);
      expect(body.error.message).toContain('`dashboards` of pipeline-ops.yaml');
    },
  );

  it('of the guide is drawn before anybody deployed it, under the same rules', async () => {
    const { data } = await open('/dashboard-planned');
    expect(data).toMatchObject({
      title: 'orders-prod-planned',
      deployed: false,
      position: { path: 'docs/operations.md', startLine: 91, endLine: 99 },
      widgets: [{ content: { markdown: 'For prod' } }, {}],
    });
    expect(metricsOf(data.widgets[1]).series).toMatchObject([
      { status: 'complete', latest: 500 },
      { status: 'failed' },
    ]);
    const { data: broken } = await open('/dashboard-broken');
    expect(broken.widgets).toEqual([]);
    expect(broken.problems).toEqual([expect.stringContaining('no valid JSON')]);
  });

  it.each([
    ['range=3h', 'PT3H'],
    ['range=PT3H&from=1', 'range'],
    ['var.fn=a&var.fn=b', 'fn'],
    [`var.fn=${'x'.repeat(300)}`, 'fn'],
    ['source=', 'source'],
  ])('refuses %s', async (query, hint) => {
    const { body, status } = await request(portal()).get(
      `${BASE}/orders-shared?${query}`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(hint);
  });
});
