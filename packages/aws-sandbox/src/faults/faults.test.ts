import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import {
  startTestSandbox,
  TEST_NOW,
  TestSandbox,
} from '../testing/testSandbox';
import { FAULT_KINDS, FaultInput, FaultKind } from './fault';

describe('faults', () => {
  let aws: TestSandbox;

  beforeEach(async () => {
    aws = await startTestSandbox();
  });

  afterEach(() => aws.close());

  const add = (fault: FaultInput) => aws.sandbox.faults.add(fault);
  const list = () => aws.cloudWatch.send(new ListMetricsCommand({}));
  const groups = () => aws.logs.send(new DescribeLogGroupsCommand({}));
  const identity = () => aws.sts.send(new GetCallerIdentityCommand({}));
  const outcome = (request: Promise<unknown>) =>
    request.then(
      () => 'ok',
      error => error.name as string,
    );

  it('end after their count', async () => {
    add({ kind: 'unavailable', count: 2 });
    const names = [];
    for (let i = 0; i < 3; i += 1) names.push(await outcome(list()));
    expect(names.map(name => name === 'ok')).toEqual([false, false, true]);
  });

  it('end after their time on the sandbox’s clock', async () => {
    add({ kind: 'unavailable', durationMs: 60_000 });
    expect(await outcome(list())).not.toBe('ok');
    aws.clock.advance(60_000);
    expect(await outcome(list())).toBe('ok');
  });

  it.each<[Partial<FaultInput>, { list: boolean; groups: boolean }]>([
    [{}, { list: true, groups: true }],
    [{ service: 'logs' }, { list: false, groups: true }],
    [{ operation: 'ListMetrics' }, { list: true, groups: false }],
    [{ account: '222222222222' }, { list: false, groups: false }],
    [{ region: 'us-east-1' }, { list: false, groups: false }],
    [
      { account: '111111111111', region: 'eu-west-1', service: 'monitoring' },
      { list: true, groups: false },
    ],
  ])('%j hit whom they are for', async (scope, hit) => {
    add({ kind: 'internal-error', ...scope });
    expect((await outcome(list())) !== 'ok').toBe(hit.list);
    expect((await outcome(groups())) !== 'ok').toBe(hit.groups);
  });

  describe('of AWS’s own answers have the shape that the service gives them', () => {
    it.each<[FaultKind, string, string, string]>([
      ['throttle', 'Throttling', 'ThrottlingException', 'Throttling'],
      ['deny', 'AccessDenied', 'AccessDeniedException', 'AccessDenied'],
      [
        'expired-token',
        'ExpiredToken',
        'ExpiredTokenException',
        'ExpiredToken',
      ],
    ])('%s', async (kind, inCloudWatch, inLogs, inSts) => {
      add({ kind });
      expect([
        await outcome(list()),
        await outcome(groups()),
        await outcome(identity()),
      ]).toEqual([inCloudWatch, inLogs, inSts]);
    });

    it('deny names the action that a policy must allow', async () => {
      add({ kind: 'deny' });
      await expect(
        aws.cloudWatch.send(new DescribeAlarmsCommand({})),
      ).rejects.toMatchObject({
        message: expect.stringContaining(
          'is not authorized to perform: cloudwatch:DescribeAlarms',
        ),
        $metadata: { httpStatusCode: 403 },
      });
      await expect(groups()).rejects.toMatchObject({
        message: expect.stringContaining('logs:DescribeLogGroups'),
        $metadata: { httpStatusCode: 400 },
      });
    });

    it.each<[FaultKind, number]>([
      ['internal-error', 500],
      ['unavailable', 503],
    ])('%s is the server’s', async (kind, status) => {
      add({ kind });
      await expect(list()).rejects.toMatchObject({
        $metadata: { httpStatusCode: status },
      });
      await expect(groups()).rejects.toMatchObject({
        $metadata: { httpStatusCode: status },
      });
    });
  });

  describe('of the connection', () => {
    it.each<FaultKind>([
      'truncate',
      'reset',
      'malformed',
      'html',
      'gateway-timeout',
      'redirect',
    ])('%s fails the request, and only it', async kind => {
      add({ kind, count: 1 });
      expect(await outcome(list())).not.toBe('ok');
      expect(await outcome(list())).toBe('ok');
    });

    it.each<FaultKind>(['hang', 'stall'])(
      '%s lasts until the caller gives up',
      async kind => {
        add({ kind, count: 1 });
        const client = new CloudWatchClient(aws.clientConfig());
        const request = client.send(new ListMetricsCommand({}), {
          abortSignal: AbortSignal.timeout(100),
        });
        expect(await outcome(request)).not.toBe('ok');
        client.destroy();
        expect(await outcome(list())).toBe('ok');
      },
    );

    it.each<FaultKind>(['slow', 'drip'])('%s answers late', async kind => {
      add({ kind, delayMs: 150 });
      const started = performance.now();
      expect(await outcome(list())).toBe('ok');
      expect(performance.now() - started).toBeGreaterThanOrEqual(140);
    });
  });

  describe('of answers that are hard to use', () => {
    const data = (ids: string[]) =>
      aws.cloudWatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: ids.map(Id => ({
            Id,
            MetricStat: {
              Metric: { Namespace: 'Shop', MetricName: 'Orders' },
              Period: 60,
              Stat: 'Sum',
            },
          })),
          StartTime: new Date(TEST_NOW - 3_600_000),
          EndTime: new Date(TEST_NOW),
        }),
      );

    beforeEach(() =>
      aws.cloudWatch.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [1, 2, 3, 4].map(minutes => ({
            MetricName: 'Orders',
            Timestamp: new Date(TEST_NOW - minutes * 60_000),
            Value: minutes,
          })),
        }),
      ),
    );

    it('partial leaves out values and fails some results', async () => {
      add({ kind: 'partial' });
      const { MetricDataResults } = await data(['a', 'b']);
      expect(
        MetricDataResults!.map(({ StatusCode, Values }) => [
          StatusCode,
          Values,
        ]),
      ).toEqual([
        ['PartialData', [1, 2]],
        ['InternalError', []],
      ]);
    });

    it.each<FaultKind>(['empty', 'no-body'])(
      '%s has no members',
      async kind => {
        add({ kind });
        expect((await data(['a'])).MetricDataResults).toBeUndefined();
      },
    );

    it('empty-lists has them, but nothing in them', async () => {
      add({ kind: 'empty-lists' });
      expect((await data(['a'])).MetricDataResults).toEqual([]);
    });

    it('disorder turns every list round', async () => {
      add({ kind: 'disorder' });
      const { MetricDataResults } = await data(['a', 'b']);
      expect(MetricDataResults!.map(({ Id, Values }) => [Id, Values])).toEqual([
        ['b', [4, 3, 2, 1]],
        ['a', [4, 3, 2, 1]],
      ]);
    });

    it('empty-page has nothing, and a token that leads to everything', async () => {
      const whole = await list();
      add({ kind: 'empty-page' });
      const first = await list();
      expect([first.Metrics, typeof first.NextToken]).toEqual([[], 'string']);
      const second = await aws.cloudWatch.send(
        new ListMetricsCommand({ NextToken: first.NextToken }),
      );
      expect(second.Metrics).toEqual(whole.Metrics);
      expect(second.NextToken).toBeUndefined();
    });

    it('forbidden refuses every result, and only those', async () => {
      add({ kind: 'forbidden' });
      const { MetricDataResults } = await data(['a']);
      expect(MetricDataResults).toMatchObject([
        { Id: 'a', Values: [], StatusCode: 'Forbidden' },
      ]);
    });

    it('max-metrics says that there is more', async () => {
      add({ kind: 'max-metrics' });
      const { MetricDataResults, Messages } = await data(['a']);
      expect(MetricDataResults).toMatchObject([{ Values: [1, 2, 3, 4] }]);
      expect(Messages).toMatchObject([{ Code: 'MaxMetricsExceeded' }]);
    });

    it('odd-numbers and duplicates leave the rest as it is', async () => {
      add({ kind: 'odd-numbers', count: 1 });
      add({ kind: 'duplicates' });
      expect((await data(['a'])).MetricDataResults![0].Values).toEqual([
        NaN,
        Infinity,
        -Infinity,
        4,
      ]);
      expect((await data(['a'])).MetricDataResults![0].Values).toEqual([
        4, 3, 2, 1, 1, 2, 3, 4,
      ]);
    });

    it('repeat-token leads to the same page again and again', async () => {
      add({ kind: 'repeat-token' });
      const first = await list();
      const second = await aws.cloudWatch.send(
        new ListMetricsCommand({ NextToken: first.NextToken }),
      );
      expect(first.NextToken).toBeTruthy();
      expect(second.NextToken).toBe(first.NextToken);
      expect(second.Metrics).toEqual(first.Metrics);
    });
  });

  it('are all possible over the admin API', async () => {
    for (const kind of FAULT_KINDS) {
      const answer = await fetch(`${aws.url}/_sandbox/faults`, {
        method: 'POST',
        body: JSON.stringify({ kind, count: 1 }),
      });
      expect(answer.status).toBe(200);
    }
    expect(aws.sandbox.faults.list().map(({ kind }) => kind)).toEqual([
      ...FAULT_KINDS,
    ]);
  });
});
