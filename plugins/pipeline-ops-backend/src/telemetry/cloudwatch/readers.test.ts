import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { CloudLogQueryRun } from '@pipeline-ops/plugin-pipeline-ops-node';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsEndpoint } from '../__fixtures__/AwsEndpoint';
import { functionMetric, LAB } from '../__fixtures__/FakeTelemetry';
import { CloudWatchTelemetrySource } from './CloudWatchTelemetrySource';
import { CachedSourceClients } from './SourceClients';

const NOW = Date.parse('2026-11-21T03:18:30Z');
const GROUP = '/aws/lambda/orders-load';
const LINE = 'ERROR load failed';

const body = {
  widgets: [
    {
      type: 'text',
      x: 0,
      y: 0,
      width: 6,
      height: 2,
      properties: { markdown: 'Orders' },
    },
  ],
};

const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    {
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: { FunctionName: 'orders-load' },
      base: 2,
      noise: 0,
      unit: 'Count',
    },
  ],
  logGroups: [
    {
      name: GROUP,
      retentionDays: 7,
      class: 'STANDARD',
      lines: [{ every: '60s', message: LINE }],
      metricFilters: [
        {
          name: 'errors',
          pattern: 'ERROR',
          namespace: 'Orders',
          metricName: 'LoadErrors',
        },
      ],
      subscriptionFilters: [
        {
          name: 'forward',
          pattern: '?ERROR ?WARN',
          destinationArn: `arn:aws:lambda:${LAB.region}:${LAB.accountId}:function:forward`,
        },
      ],
    },
  ],
  alarms: [
    {
      AlarmName: 'orders-errors',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 'orders-load' }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  ],
  muteRules: [
    {
      Name: 'nightly',
      Description: 'Reload of the warehouse',
      Rule: {
        Schedule: {
          Expression: 'cron(0 3 * * *)',
          Duration: 'PT1H',
          Timezone: 'UTC',
        },
      },
      MuteTargets: { AlarmNames: ['orders-errors'] },
    },
  ],
  dashboards: [
    { name: 'orders-prod', body },
    { name: 'billing', body },
  ],
});

const clock = SandboxClock.create();
let aws: RunningSandbox;

beforeAll(async () => {
  clock.freeze();
  clock.set(NOW);
  aws = await startSandbox({ clock, scenarios: [scenario] });
});

afterAll(() => aws?.close());
beforeEach(() => aws.sandbox.reset());

function cloudAt(url: string): CloudWatchTelemetrySource {
  return CloudWatchTelemetrySource.create({
    clients: CachedSourceClients.create({
      credentials: {
        getCredentialProvider: async ({ accountId } = {}) => ({
          sdkCredentialProvider: async () => ({
            accessKeyId: `SANDBOX${accountId}`,
            secretAccessKey: 'sandbox',
          }),
        }),
      },
      connections: () => ({ endpoint: url, maxAttempts: 1 }),
    }),
    now: () => clock.now(),
  });
}

const cloud = () => cloudAt(aws.url);

describe('mute rules', () => {
  it('reads what holds the actions of an alarm back', async () => {
    const answer = await cloud().listMuteRules({
      source: LAB,
      alarmName: 'orders-errors',
    });
    expect(answer.state.status).toBe('ok');
    expect(answer.data).toEqual([
      {
        name: 'nightly',
        description: 'Reload of the warehouse',
        status: 'active',
        alarmNames: ['orders-errors'],
        schedule: 'cron(0 3 * * *)',
        duration: 'PT1H',
        timeZone: 'UTC',
        expires: undefined,
      },
    ]);
    const other = await cloud().listMuteRules({
      source: LAB,
      alarmName: 'orders-late',
    });
    expect(other.data).toEqual([]);
  });

  it('breaks nothing where they are not known or may not be read', async () => {
    const older = await AwsEndpoint.start();
    older.reply({
      error: 'com.amazon.coral.service#UnknownOperationException',
    });
    const request = { source: LAB, alarmName: 'orders-errors' };
    expect(await cloudAt(older.url).listMuteRules(request)).toMatchObject({
      data: [],
      state: { status: 'ok' },
    });
    await older.close();
    aws.sandbox.faults.add({ kind: 'deny', operation: 'ListAlarmMuteRules' });
    expect(await cloud().listMuteRules(request)).toMatchObject({
      data: [],
      state: {
        status: 'denied',
        missingAction: 'cloudwatch:ListAlarmMuteRules',
      },
    });
  });
});

describe('dashboards', () => {
  it('lists those with the prefix and reads the body of one', async () => {
    const list = await cloud().listDashboards({
      source: LAB,
      prefix: 'orders',
    });
    expect(list.data).toMatchObject([{ name: 'orders-prod' }]);
    expect(list.data[0].bytes).toBe(JSON.stringify(body).length);
    const read = await cloud().dashboardBody({
      source: LAB,
      name: 'orders-prod',
    });
    expect(JSON.parse(read.data ?? '')).toEqual(body);
  });

  it('has no body for what is not there, and says what it may not read', async () => {
    const request = { source: LAB, name: 'orders-gone' };
    expect(await cloud().dashboardBody(request)).toMatchObject({
      data: undefined,
      state: { status: 'ok' },
    });
    aws.sandbox.faults.add({ kind: 'deny', operation: 'GetDashboard' });
    expect((await cloud().dashboardBody(request)).state).toMatchObject({
      status: 'denied',
      missingAction: 'cloudwatch:GetDashboard',
    });
  });
});

describe('log groups', () => {
  it('come with class, retention and what is done with their lines', async () => {
    const groups = await cloud().listLogGroups({ source: LAB, prefix: GROUP });
    expect(groups.data).toMatchObject([
      {
        name: GROUP,
        retentionDays: 7,
        logGroupClass: 'STANDARD',
        metricFilterCount: 1,
      },
    ]);
    const request = { source: LAB, logGroup: GROUP };
    expect((await cloud().listMetricFilters(request)).data).toEqual([
      {
        name: 'errors',
        pattern: 'ERROR',
        metrics: [
          { namespace: 'Orders', metricName: 'LoadErrors', value: '1' },
        ],
      },
    ]);
    expect((await cloud().listSubscriptionFilters(request)).data).toEqual([
      {
        name: 'forward',
        pattern: '?ERROR ?WARN',
        destinationArn:
          'arn:aws:lambda:eu-central-1:111122223333:function:forward',
      },
    ]);
  });
});

describe('log queries', () => {
  const query = {
    source: LAB,
    logGroups: [GROUP],
    query: 'stats count(*) as lines by @message | sort lines desc',
    from: NOW / 1_000 - 600,
    to: NOW / 1_000,
    limit: 100,
  };

  async function settled(queryId: string): Promise<CloudLogQueryRun> {
    for (;;) {
      const { data } = await cloud().logQueryResults({ source: LAB, queryId });
      if (data.status !== 'scheduled' && data.status !== 'running') {
        return data;
      }
      await pause(20);
    }
  }

  it('start, run and give a table with what was scanned', async () => {
    const { data: id = '' } = await cloud().startLogQuery(query);
    const run = await settled(id);
    expect(run).toMatchObject({
      status: 'complete',
      columns: ['@message', 'lines'],
      // One line a minute for ten minutes.
      rows: [[LINE, '10']],
      recordsMatched: 10,
      recordsScanned: 10,
    });
    expect(run.bytesScanned).toBeGreaterThanOrEqual(10 * LINE.length);
  });

  it('keep the place of a field that some rows lack, and hide the pointer', async () => {
    const { data: id = '' } = await cloud().startLogQuery({
      ...query,
      query: 'fields @message, missing | limit 1',
    });
    const { columns, rows } = await settled(id);
    expect(columns).not.toContain('@ptr');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(columns.length);
    expect(rows[0][columns.indexOf('@message')]).toBe(LINE);
  });

  it('are stopped, once', async () => {
    const { data: id = '' } = await cloud().startLogQuery(query);
    const request = { source: LAB, queryId: id };
    expect((await cloud().stopLogQuery(request)).data).toBe(true);
    expect((await settled(id)).status).toBe('cancelled');
    expect(await cloud().stopLogQuery(request)).toMatchObject({
      data: false,
      state: { status: 'ok' },
    });
  });

  it('tell who wrote them what CloudWatch does not understand', async () => {
    await expect(
      cloud().startLogQuery({ ...query, query: 'stats count(' }),
    ).rejects.toThrow(/^CloudWatch Logs did not accept the query: .+/);
  });

  it('have no id when they could not be started, and are unknown when CloudWatch forgot them', async () => {
    aws.sandbox.faults.add({ kind: 'limit-exceeded', operation: 'StartQuery' });
    expect(await cloud().startLogQuery(query)).toMatchObject({
      data: undefined,
      state: { status: 'throttled' },
    });
    expect(
      await cloud().logQueryResults({ source: LAB, queryId: 'forgotten' }),
    ).toMatchObject({ data: { status: 'unknown', rows: [] } });
  });
});

describe('metric data', () => {
  it('has the label and the period that each query asks for, and never another account', async () => {
    const from = Date.parse('2026-11-21T02:30:00Z') / 1_000;
    const endpoint = await AwsEndpoint.start();
    endpoint.reply({ json: { MetricDataResults: [] } });
    const queries = [
      { ...functionMetric('Errors'), label: 'Failed loads' },
      { ...functionMetric('Errors', 'Sum', 'hourly'), period: 3_600 },
    ];
    const request = {
      source: LAB,
      queries,
      from,
      to: from + 1_800,
      period: 60,
    };
    await cloudAt(endpoint.url).metricData(request);
    const [{ input }] = endpoint.requests;
    await endpoint.close();
    expect(input).toMatchObject({
      MetricDataQueries: [
        { Label: 'Failed loads', MetricStat: { Period: 60 } },
        { MetricStat: { Period: 3_600 } },
      ],
    });
    expect(JSON.stringify(input)).not.toContain('AccountId');

    const { data } = await cloud().metricData(request);
    expect(data).toMatchObject([
      { label: 'Failed loads', t0: from, step: 60 },
      // Sixty minutes of two errors, on the hour before the window.
      {
        id: 'hourly',
        t0: Date.parse('2026-11-21T02:00:00Z') / 1_000,
        step: 3_600,
        values: [120],
      },
    ]);
    expect(data[0].values).toEqual(new Array(30).fill(2));
  });
});
