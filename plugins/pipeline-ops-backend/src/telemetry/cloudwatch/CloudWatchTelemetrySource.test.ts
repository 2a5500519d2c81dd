import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { RequestRefused } from '@pipeline-ops/plugin-pipeline-ops-node';
import { AwsEndpoint, type AwsReply } from '../__fixtures__/AwsEndpoint';
import { functionMetric, LAB } from '../__fixtures__/FakeTelemetry';
import { CloudWatchTelemetrySource } from './CloudWatchTelemetrySource';
import { CachedSourceClients } from './SourceClients';

const allAlarms = { source: LAB, prefixes: ['etl-'] };
const window = { from: 600, to: 900, period: 60 };

let aws: AwsEndpoint;

beforeAll(async () => {
  aws = await AwsEndpoint.start();
});

afterAll(() => aws.close());

function setUp(options: { maxAttempts?: number; deadlineMs?: number } = {}) {
  const provide = jest.fn(async () => ({
    accessKeyId: 'AKIDTEST',
    secretAccessKey: 'test',
  }));
  const credentials: AwsCredentialsManager = {
    getCredentialProvider: jest.fn(async () => ({
      sdkCredentialProvider: provide,
    })),
  };
  const cloud = CloudWatchTelemetrySource.create({
    clients: CachedSourceClients.create({
      credentials,
      connections: () => ({
        endpoint: aws.url,
        maxAttempts: options.maxAttempts ?? 1,
        requestTimeoutMs: 250,
      }),
    }),
    deadlineMs: options.deadlineMs ?? 2_000,
    now: () => Date.parse('2026-11-21T03:18:00Z'),
  });
  return { cloud, credentials, provide };
}

describe('requests', () => {
  it('asks for both kinds of alarms, page by page, with one client and its credentials', async () => {
    const { cloud, credentials, provide } = setUp();
    aws.reply(
      {
        json: {
          MetricAlarms: [
            {
              AlarmName: 'etl-errors',
              AlarmArn: 'arn:x',
              StateValue: 'ALARM',
              StateTransitionedTimestamp: 1_795_228_860,
              Namespace: 'AWS/Lambda',
              MetricName: 'Errors',
              Dimensions: [{ Name: 'FunctionName', Value: 'etl' }],
              Statistic: 'Sum',
              Period: 300,
            },
          ],
          NextToken: 'page-2',
        },
      },
      {
        json: {
          CompositeAlarms: [
            { AlarmName: 'etl-critical', AlarmRule: 'ALARM(etl-errors)' },
          ],
        },
      },
    );
    const { data, state } = await cloud.listAlarms(allAlarms);
    await cloud.listAlarms(allAlarms);
    expect(data).toMatchObject([
      {
        name: 'etl-errors',
        type: 'metric',
        state: 'ALARM',
        metric: {
          dimensions: { FunctionName: 'etl' },
          stat: 'Sum',
          period: 300,
        },
      },
      { name: 'etl-critical', type: 'composite', state: 'INSUFFICIENT_DATA' },
    ]);
    expect(state).toEqual({
      id: 'lab',
      account: '111122223333',
      region: 'eu-central-1',
      status: 'ok',
      asOf: '2026-11-21T03:18:00.000Z',
    });
    const [first, second] = aws.requests;
    expect(first.input).toEqual({
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      AlarmNamePrefix: 'etl-',
      MaxRecords: 100,
    });
    expect(second.input.NextToken).toBe('page-2');
    expect(first.headers.authorization).toContain('/eu-central-1/monitoring/');
    expect(credentials.getCredentialProvider).toHaveBeenCalledTimes(1);
    expect(credentials.getCredentialProvider).toHaveBeenCalledWith({
      accountId: LAB.accountId,
    });
    expect(provide).toHaveBeenCalledTimes(1);
  });

  it('asks for metric data on the window and returns what is drawn', async () => {
    const { cloud } = setUp();
    aws.reply({
      json: {
        MetricDataResults: [
          {
            Id: 'e1',
            Label: 'rate',
            StatusCode: 'Complete',
            Timestamps: [660],
            Values: [5],
          },
        ],
      },
    });
    const { data } = await cloud.metricData({
      source: LAB,
      queries: [
        { ...functionMetric('Errors', 'Sum', 'm1'), returnData: false },
        { id: 'e1', expression: 'm1 / 2' },
      ],
      ...window,
    });
    expect(data).toMatchObject([
      { id: 'e1', t0: 600, step: 60, values: [null, 5, null, null, null] },
    ]);
    expect(aws.requests[0].input).toMatchObject({
      StartTime: 600,
      EndTime: 900,
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'm1',
          ReturnData: false,
          MetricStat: { Period: 60, Stat: 'Sum' },
        },
        { Id: 'e1', ReturnData: true, Expression: 'm1 / 2', Period: 60 },
      ],
    });
  });

  it('shows each request to those who count and limit, retries included', async () => {
    const { cloud } = setUp({ maxAttempts: 3 });
    aws.reply(
      { error: 'InternalServiceFault', status: 500 },
      { json: { MetricDataResults: [] } },
    );
    const before = jest.fn(async () => {});
    const after = jest.fn();
    await cloud.metricData(
      {
        source: LAB,
        queries: [
          functionMetric('Errors', 'Sum', 'a'),
          functionMetric('Errors', 'Maximum', 'b'),
        ],
        ...window,
      },
      { beforeRequest: before, afterRequest: after },
    );
    expect(before.mock.calls).toEqual([
      [LAB, 'GetMetricData'],
      [LAB, 'GetMetricData'],
    ]);
    expect(
      after.mock.calls.map(([{ outcome, billedMetrics }]) => [
        outcome,
        billedMetrics,
      ]),
    ).toEqual([
      ['failed', 0],
      ['ok', 1],
    ]);
  });

  it('does not send what a limit refuses', async () => {
    const { cloud } = setUp({ maxAttempts: 3 });
    aws.reply({ json: {} });
    const { state } = await cloud.listAlarms(allAlarms, {
      beforeRequest: async () => {
        throw new RequestRefused('throttled', 'Too many are waiting.');
      },
    });
    expect(state).toMatchObject({
      status: 'throttled',
      message: 'Too many are waiting.',
    });
    expect(aws.requests).toHaveLength(0);
  });

  it('reads empty answers as empty lists', async () => {
    const { cloud } = setUp();
    aws.reply({ json: {} });
    const from = new Date(0);
    const answers = await Promise.all([
      cloud.listAlarms(allAlarms),
      cloud.alarmHistory({ source: LAB, alarmName: 'a', from, to: from }),
      cloud.listMetrics({ source: LAB, namespace: 'AWS/Lambda' }),
      cloud.listLogGroups({ source: LAB, prefix: '/aws/' }),
    ]);
    expect(answers.map(({ data }) => data)).toEqual([[], [], [], []]);
    const events = await cloud.filterLogEvents({
      source: LAB,
      logGroup: 'g',
      from: 0,
      to: 1,
      limit: 10,
    });
    expect(events.data).toEqual({ events: [], cursor: undefined });
    const tags = await cloud.listTags({
      source: LAB,
      arn: 'arn:aws:cloudwatch:x',
    });
    expect(tags.data).toEqual({});
  });
});

describe('bad days', () => {
  const faults: [string, AwsReply, object][] = [
    [
      'denied',
      { error: 'AccessDenied', status: 403, message: 'no' },
      { status: 'denied', missingAction: 'cloudwatch:DescribeAlarms' },
    ],
    [
      'throttled, in the older spelling',
      { error: 'com.amazonaws.cloudwatch#Throttling', queryCode: 'Throttling' },
      { status: 'throttled' },
    ],
    [
      'a server error',
      { error: 'InternalServiceFault', status: 500 },
      { status: 'unavailable' },
    ],
    [
      '503 without a body',
      { raw: res => res.writeHead(503).end() },
      { status: 'unavailable' },
    ],
    ['a reset', { raw: res => res.destroy() }, { status: 'unavailable' }],
    [
      'a body that is cut',
      {
        raw: res =>
          res
            .writeHead(200, { 'content-length': '900' })
            .write('{"MetricAl', () => res.destroy()),
      },
      { status: 'unavailable' },
    ],
    [
      'a body that is no JSON',
      { raw: res => res.writeHead(200).end('<html>proxy</html>') },
      { status: 'unavailable' },
    ],
    [
      'an empty body',
      { raw: res => res.writeHead(200, { 'content-length': '0' }).end() },
      { status: 'unavailable' },
    ],
    ['no answer at all', { raw: () => {} }, { status: 'unavailable' }],
    [
      'headers and then nothing',
      { raw: res => res.writeHead(200).write('{') },
      { status: 'unavailable' },
    ],
  ];

  it.each(faults)('turns %s into a state', async (_, reply, expected) => {
    const { cloud } = setUp({ deadlineMs: 600 });
    aws.reply(reply);
    const started = performance.now();
    const { data, state } = await cloud.listAlarms(allAlarms);
    expect(data).toEqual([]);
    expect(state).toMatchObject(expected);
    expect(state.message).toMatch(/\w/);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('renews expired credentials once, and says so when that does not help', async () => {
    const { cloud, provide } = setUp();
    aws.reply({ error: 'ExpiredToken', status: 403 }, { json: {} });
    expect((await cloud.listAlarms(allAlarms)).state.status).toBe('ok');
    expect(provide).toHaveBeenCalledTimes(2);
    aws.reply({ error: 'ExpiredTokenException', status: 403 });
    const { state } = await cloud.listAlarms(allAlarms);
    expect(state).toMatchObject({ status: 'unavailable' });
    expect(state.message).toContain('expired');
    expect(aws.requests).toHaveLength(2);
  });

  it('says so when there are no credentials, and asks for them again later', async () => {
    const { cloud, credentials } = setUp();
    jest
      .mocked(credentials.getCredentialProvider)
      .mockRejectedValueOnce(new Error('no such account'));
    aws.reply({ json: {} });
    expect((await cloud.listAlarms(allAlarms)).state.status).toBe(
      'unavailable',
    );
    expect((await cloud.listAlarms(allAlarms)).state.status).toBe('ok');
  });

  it('keeps the pages before the one that failed', async () => {
    const { cloud } = setUp();
    aws.reply(
      { json: { MetricAlarms: [{ AlarmName: 'etl-a' }], NextToken: '2' } },
      { raw: res => res.destroy() },
    );
    const { data, state } = await cloud.listAlarms(allAlarms);
    expect(data.map(({ name }) => name)).toEqual(['etl-a']);
    expect(state.status).toBe('partial');
  });

  it('stops at a token that comes back', async () => {
    const { cloud } = setUp();
    aws.reply({
      json: { MetricAlarms: [{ AlarmName: 'etl-a' }], NextToken: 'again' },
    });
    const { data, state } = await cloud.listAlarms(allAlarms);
    expect(aws.requests).toHaveLength(2);
    expect(data).toHaveLength(1);
    expect(state.status).toBe('partial');
  });

  it('loses only the expression that CloudWatch refuses', async () => {
    const { cloud } = setUp();
    const series = (Id: string) => ({
      json: {
        MetricDataResults: [
          { Id, StatusCode: 'Complete', Timestamps: [600], Values: [1] },
        ],
      },
    });
    aws.reply(
      { error: 'ValidationError', message: 'Error in expression bad.' },
      series('m1'),
      series('good'),
      { error: 'ValidationError', message: 'Error in expression bad.' },
    );
    const { data, state } = await cloud.metricData({
      source: LAB,
      queries: [
        functionMetric('Errors', 'Sum', 'm1'),
        { id: 'good', expression: 'm1 * 2' },
        { id: 'bad', expression: 'm1 *' },
      ],
      ...window,
    });
    expect(data.map(({ id, status }) => [id, status])).toEqual([
      ['m1', 'complete'],
      ['good', 'complete'],
      ['bad', 'failed'],
    ]);
    expect(data[2].message).toBe('Error in expression bad.');
    expect(state.status).toBe('partial');
  });

  it('tells the caller about a filter that CloudWatch does not understand', async () => {
    const { cloud } = setUp();
    aws.reply({
      error: 'InvalidParameterException',
      message: 'Invalid filter pattern',
    });
    await expect(
      cloud.filterLogEvents({
        source: LAB,
        logGroup: 'g',
        from: 0,
        to: 1,
        limit: 10,
        pattern: '{ $.x = ',
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('Invalid filter pattern'),
    });
  });

  it('stops when the caller leaves', async () => {
    const { cloud } = setUp();
    aws.reply({ raw: () => {} });
    const leaving = new AbortController();
    const answer = cloud.listAlarms(allAlarms, { signal: leaving.signal });
    setTimeout(() => leaving.abort(new Error('left')), 30);
    await expect(answer).rejects.toThrow('left');
  });
});
