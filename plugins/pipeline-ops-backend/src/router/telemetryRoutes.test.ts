import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  CloudAlarm,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import express from 'express';
import request from 'supertest';
import { FakeTelemetry, LAB } from '../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../telemetry/__fixtures__/ordersPipeline';
import { decorateTelemetry } from '../telemetry/createTelemetry';
import { telemetryRouter } from './__testUtils__/telemetryRouter';

const NOW = Date.parse('2026-11-21T03:18:00Z');
const BASE = '/v1/entities/component/default/orders';

const errorsAlarm: CloudAlarm = {
  name: 'orders-prod-errors',
  arn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:orders-prod-errors',
  type: 'metric',
  state: 'ALARM',
  stateReason: 'Threshold Crossed: 1 datapoint [14.0] was greater than 5.0.',
  stateSince: '2026-11-21T02:41:00.000Z',
  actionsEnabled: true,
  alarmActions: ['arn:aws:sns:eu-central-1:111122223333:data-alerts'],
  okActions: [],
  insufficientDataActions: [],
  metric: {
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensions: { FunctionName: 'orders-load' },
    stat: 'Sum',
    period: 300,
  },
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
};

const criticalAlarm: CloudAlarm = {
  ...errorsAlarm,
  name: 'orders-critical',
  type: 'composite',
  stateSince: '2026-11-21T02:43:00.000Z',
  metric: undefined,
  stateReason: `${errorsAlarm.arn} transitioned to ALARM`,
  rule: 'ALARM("orders-prod-errors") OR ALARM("payments-errors")',
};

/** Loads 100 orders a minute; from 02:41 on, 4 of them fail. */
function cloudInIncident(): FakeTelemetry {
  const cloud = new FakeTelemetry();
  const incident = Date.parse('2026-11-21T02:41:00Z') / 1_000;
  cloud.now = () => NOW;
  cloud.alarms = [
    errorsAlarm,
    criticalAlarm,
    { ...errorsAlarm, name: 'ordersother-errors' },
  ];
  cloud.transitions = [
    {
      at: '2026-11-21T02:41:00.000Z',
      kind: 'state',
      summary: 'Alarm updated from OK to ALARM',
      from: 'OK',
      to: 'ALARM',
    },
  ];
  cloud.valueAt = ({ metric }, at) => {
    if (metric?.metricName === 'Invocations') return 100;
    return at >= incident ? 4 : 0;
  };
  cloud.logGroups = [
    { name: '/aws/lambda/orders-load', arn: 'arn:x', retentionDays: 7 },
    { name: '/aws/lambda/ordersother', arn: 'arn:y' },
  ];
  cloud.logEvents = Array.from({ length: 150 }, (_, index) => ({
    id: `event-${index}`,
    timestamp: NOW - 1_000 - index * 1_000,
    stream: 'main',
    message: `ERROR load failed password=hunter2hunter2 n=${index}\u202e`,
  }));
  return cloud;
}

function serve(
  cloud: FakeTelemetry,
  options: { pipeline?: ResolvedPipeline; logsAllowed?: boolean } = {},
) {
  const { pipeline = ordersPipeline(), logsAllowed = true } = options;
  const now = () => NOW;
  const router = telemetryRouter(decorateTelemetry(cloud, { now }), {
    now,
    pipeline,
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions({
      result: logsAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
    }),
  });
  return express().use(router).use(mockErrorHandler());
}

describe('alarms', () => {
  it('shows what fires, in words, placed in the pipeline', async () => {
    const { body, status } = await request(serve(cloudInIncident())).get(
      `${BASE}/alarms`,
    );
    expect(status).toBe(200);
    expect(body.sources).toMatchObject([{ id: LAB.id, status: 'ok' }]);
    expect(body.data.alarms).toMatchObject([
      {
        name: 'orders-critical',
        stateReason: 'orders-prod-errors transitioned to ALARM',
        severity: 'critical',
        condition: 'rule over 2 alarms',
        rule: {
          type: 'or',
          children: [
            { alarmName: 'orders-prod-errors', actual: 'ALARM' },
            { alarmName: 'payments-errors' },
          ],
        },
      },
      {
        name: 'orders-prod-errors',
        state: 'ALARM',
        severity: 'critical',
        condition: 'Errors Sum > 5 for 1 of 1 x 5 min',
        since: '2026-11-21T02:41:00.000Z',
        actions: ['SNS topic data-alerts'],
        missingData: 'missing',
        consoleUrl: expect.stringContaining('alarm/orders-prod-errors'),
        resourceId: 'lambda:orders-load',
        stageId: 'load',
      },
    ]);
    expect(body.data.alarms[0].rule.children[1]).not.toHaveProperty('actual');
    expect(JSON.stringify(body)).not.toContain('arn:');
  });

  it('names documented alarms that AWS does not have, unless it could not be read', async () => {
    const cloud = cloudInIncident();
    const { body } = await request(serve(cloud)).get(`${BASE}/alarms`);
    expect(body.data.missing).toEqual([
      { name: 'orders-late', documentedIn: 'docs/operations.md', line: 20 },
    ]);
    cloud.failure = { status: 'denied', message: 'Not allowed.' };
    const blind = await request(serve(cloud)).get(`${BASE}/alarms`);
    expect(blind.status).toBe(200);
    expect(blind.body.data.missing).toEqual([]);
    expect(blind.body.sources).toMatchObject([
      { status: 'denied', message: 'Not allowed.' },
    ]);
  });

  it('gives the history of an alarm of the pipeline and of no other', async () => {
    const app = serve(cloudInIncident());
    const history = await request(app).get(
      `${BASE}/alarms/orders-prod-errors/history`,
    );
    expect(history.body.data.transitions).toMatchObject([
      { from: 'OK', to: 'ALARM' },
    ]);
    for (const other of ['payments-errors', 'ordersother-errors']) {
      await request(app).get(`${BASE}/alarms/${other}/history`).expect(404);
    }
  });
});

describe('metrics', () => {
  it('gives charts with their thresholds, what is breached and the alarm band', async () => {
    const cloud = cloudInIncident();
    const { body } = await request(serve(cloud)).get(
      `${BASE}/metrics?range=PT3H`,
    );
    const to = NOW / 1_000;
    expect(body.data).toMatchObject({ from: to - 10_800, to, period: 60 });
    const [section] = body.data.sections;
    expect(section).toMatchObject({
      title: 'Loader',
      subtitle: 'AWS/Lambda',
      stageId: 'load',
    });
    const errors = section.charts[1];
    expect(errors.series[0].values).toHaveLength(180);
    expect(errors.series[0].values.at(-1)).toBe(4);
    expect(errors.thresholds).toMatchObject([
      {
        value: 5,
        origin: 'document',
        observed: 20,
        breached: true,
        action: 'Look at the newest deployment.',
        position: { path: 'docs/operations.md', startLine: 40 },
      },
      { value: 5, origin: 'alarm', alarmName: 'orders-prod-errors' },
    ]);
    const since = Date.parse('2026-11-21T02:41:00Z') / 1_000;
    expect(errors.alarmBand).toEqual([
      { from: to - 10_800, to: since, state: 'OK' },
      { from: since, to, state: 'ALARM' },
    ]);
    expect(cloud.callsOf('metricData')).toHaveLength(1);
  });

  it('answers an unchanged page without a body', async () => {
    const app = serve(cloudInIncident());
    const first = await request(app).get(`${BASE}/metrics`);
    const again = await request(app)
      .get(`${BASE}/metrics`)
      .set('If-None-Match', first.headers.etag);
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('draws fewer points where fewer can be seen', async () => {
    const { body } = await request(serve(cloudInIncident())).get(
      `${BASE}/metrics?maxPoints=60`,
    );
    const [series] = body.data.sections[0].charts[1].series;
    expect(series.values.length).toBeLessThanOrEqual(61);
    expect(Math.max(...series.values)).toBe(4);
  });

  it('says of every chart that it could not be read, and why', async () => {
    const cloud = cloudInIncident();
    cloud.failure = { status: 'throttled', message: 'Slow down.' };
    const { body, status } = await request(serve(cloud)).get(`${BASE}/metrics`);
    expect(status).toBe(200);
    expect(body.sources).toMatchObject([{ status: 'throttled' }]);
    const charts = body.data.sections[0].charts;
    expect(charts).toHaveLength(2);
    expect(charts[0].series).toMatchObject([
      { status: 'failed', message: 'Slow down.', empty: true },
    ]);
  });

  it.each([
    ['range=3h', 'PT3H'],
    ['range=PT0S', 'PT3H'],
    ['range=P99Y', 'PT3H'],
    ['range=PT3H&from=1', 'range'],
    ['from=2026-11-21T04:00:00Z&to=2026-11-21T03:00:00Z', 'before'],
    ['from=2030-01-01T00:00:00Z&to=2030-01-02T00:00:00Z', 'future'],
    ['from=yesterday', '2026-11-21T02:30:00Z'],
    ['from=2026-11-21T02:30', '2026-11-21T02:30:00Z'],
    ['from=-5', 'Unix'],
    ['maxPoints=1', 'maxPoints'],
    ['range=PT3H&range=PT4H', 'range'],
  ])('refuses %s and says what would do', async (query, hint) => {
    const { body, status } = await request(serve(cloudInIncident())).get(
      `${BASE}/metrics?${query}`,
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(hint);
  });

  it.each([
    'from=2026-11-21T00:00:00Z&to=2026-11-21T03:00:00Z',
    'from=1795219200&to=1795230000',
    'from=2026-11-21T01:00:00%2B01:00&to=2026-11-21T03:00:00Z',
  ])('takes %s', async query => {
    const { body } = await request(serve(cloudInIncident())).get(
      `${BASE}/metrics?${query}`,
    );
    expect(body.data).toMatchObject({
      from: Date.parse('2026-11-21T00:00:00Z') / 1_000,
      to: Date.parse('2026-11-21T03:00:00Z') / 1_000,
    });
  });
});

describe('overview', () => {
  it('says how the pipeline is, since when and because of what', async () => {
    const { body } = await request(serve(cloudInIncident())).get(
      `${BASE}/overview`,
    );
    const [orders] = body.data.pipelines;
    expect(orders.resources).toMatchObject([
      {
        id: 'lambda:orders-load',
        health: 'failing',
        reason:
          'Alarm orders-prod-errors is in ALARM (critical): Errors Sum > 5 for 1 of 1 x 5 min',
      },
    ]);
    expect(orders.verdict).toEqual({
      health: 'failing',
      since: '2026-11-21T02:41:00.000Z',
      alarmNames: ['orders-critical', 'orders-prod-errors'],
      reasons: [
        'Composite alarm orders-critical is in ALARM (critical). Decided by orders-prod-errors: Errors Sum > 5 for 1 of 1 x 5 min',
        'Errors of Loader: 20 in 5 min (guide: > 5)',
      ],
    });
    expect(orders.alarmCounts).toEqual({
      alarm: 2,
      ok: 0,
      insufficientData: 0,
    });
    const [load] = orders.stages;
    expect(load).toMatchObject({
      id: 'load',
      health: 'failing',
      throughput: 100,
    });
    expect(load.successRate).toBeCloseTo(1 - (37 * 4) / 6_000, 5);
    expect(load.lastDataAt).toBe(NOW / 1_000 - 60);
    expect(load.sparkline.length).toBeGreaterThan(20);
  });

  it('notices what reported regularly and stopped', async () => {
    const cloud = cloudInIncident();
    cloud.alarms = [];
    const stopped = Date.parse('2026-11-21T02:55:00Z') / 1_000;
    cloud.valueAt = ({ metric }, at) => {
      if (metric?.metricName !== 'Invocations') return null;
      return at < stopped ? 100 : null;
    };
    const { body } = await request(serve(cloud)).get(`${BASE}/overview`);
    expect(body.data.pipelines[0].verdict).toMatchObject({
      health: 'degraded',
      reasons: [
        'Invocations of Loader has not reported since 2026-11-21 02:54 UTC',
      ],
    });
  });

  it('does not know how a pipeline is when nothing can be read, and says so', async () => {
    const cloud = cloudInIncident();
    cloud.failure = { status: 'unavailable', message: 'No answer.' };
    const { body, status } = await request(serve(cloud)).get(
      `${BASE}/overview`,
    );
    expect(status).toBe(200);
    expect(body.data.pipelines[0].verdict).toMatchObject({
      health: 'unknown',
      reasons: ['Source lab is unavailable: No answer.'],
    });
    expect(body.data.pipelines[0].stages[0].health).toBe('unknown');
  });
});

describe('logs', () => {
  it('lists groups with the retention they have and should have, and the missing', async () => {
    const { body } = await request(serve(cloudInIncident())).get(
      `${BASE}/logs/groups`,
    );
    const told = body.data.groups.map((group: Record<string, unknown>) => [
      group.name,
      group.exists,
      group.retentionDays,
      group.documentedRetentionDays,
    ]);
    expect(told).toEqual([
      ['/aws/lambda/orders-load', true, 7, 30],
      ['/aws/lambda/orders-clean', false, undefined, 14],
      ['/ecs/orders', false, undefined, undefined],
    ]);
  });

  it('gives events newest first, masked, and goes on with the cursor', async () => {
    const app = serve(cloudInIncident());
    const url = `${BASE}/logs/events?group=/aws/lambda/orders-load`;
    const first = await request(app).get(url);
    expect(first.body.data.events).toHaveLength(100);
    expect(first.body.data.events[0]).toEqual({
      id: 'event-0',
      timestamp: NOW - 1_000,
      stream: 'main',
      message: 'ERROR load failed password=[masked] n=0',
      level: 'ERROR',
    });
    const second = await request(app).get(
      `${url}&cursor=${first.body.data.cursor}`,
    );
    expect(second.body.data.events).toHaveLength(50);
    expect(second.body.data).toMatchObject({ complete: true });
  });

  it('needs the permission, and is closed while the pipeline is contested', async () => {
    const events = `${BASE}/logs/events?group=/aws/lambda/orders-load`;
    const denied = serve(cloudInIncident(), { logsAllowed: false });
    const contested = serve(cloudInIncident(), {
      pipeline: ordersPipeline({ contested: true }),
    });
    for (const url of [`${BASE}/logs/groups`, events]) {
      const { body } = await request(denied).get(url).expect(403);
      expect(body.error.message).toContain('pipelineOps.logs.read');
      await request(contested).get(url).expect(403);
    }
  });

  it.each([
    ['group=/aws/lambda/ordersother', 404],
    ['group=/aws/lambda/orders-load&source=other', 404],
    ['', 400],
    ['group=/ecs/orders&limit=0', 400],
    ['group=/ecs/orders&limit=5000', 400],
    [`group=/ecs/orders&pattern=${'x'.repeat(1_025)}`, 400],
    ['group=/ecs/orders&pattern=%00', 400],
    ['group=/ecs/orders&cursor=forged', 400],
    ['group=/ecs/orders&range=P60D', 400],
  ])('answers %s with %d and asks nobody', async (query, status) => {
    const cloud = cloudInIncident();
    await request(serve(cloud))
      .get(`${BASE}/logs/events?${query}`)
      .expect(status);
    expect(cloud.asked).toEqual([]);
  });
});
