import {
  GetMetricDataCommand,
  GetInsightRuleReportCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import {
  startTestSandbox,
  TEST_NOW,
  TestSandbox,
} from '../testing/testSandbox';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIA111111111111/20261118/eu-west-1/monitoring/aws4_request, SignedHeaders=host, Signature=0';

describe('the sandbox as the AWS SDK sees it', () => {
  let aws: TestSandbox;

  beforeEach(async () => {
    aws = await startTestSandbox();
  });

  afterEach(() => aws.close());

  /** A request without the SDK. */
  const post = (headers: Record<string, string>, body = '{}') =>
    fetch(aws.url, { method: 'POST', headers, body });

  it('tells the account from the access key and the region from the signature', async () => {
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/shop' }));
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups![0].arn).toBe(
      'arn:aws:logs:eu-west-1:111111111111:log-group:/shop:*',
    );
    const { Account } = await aws.sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toBe('111111111111');
  });

  it('gives roles of other accounts keys that lead there', async () => {
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::222222222222:role/reader',
        RoleSessionName: 'pipeline-ops',
      }),
    );
    const session = new STSClient({
      ...aws.clientConfig(),
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      },
    });
    const { Account } = await session.send(new GetCallerIdentityCommand({}));
    session.destroy();
    expect(Account).toBe('222222222222');
  });

  it('refuses a role that is none in STS’s own way', async () => {
    const refused = aws.sts.send(
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::2:role/r',
        RoleSessionName: 'x',
      }),
    );
    await expect(refused).rejects.toMatchObject({
      name: 'ValidationError',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('refuses operations that it does not speak for', async () => {
    const refused = aws.cloudWatch.send(
      new GetInsightRuleReportCommand({
        RuleName: 'r',
        StartTime: new Date(),
        EndTime: new Date(),
        Period: 60,
      }),
    );
    await expect(refused).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('GetInsightRuleReport'),
    });
  });

  it.each([
    ['an operation that there is not', 'GraniteServiceVersion20100801.DoMagic'],
    ['a name out of JavaScript', 'GraniteServiceVersion20100801.constructor'],
    ['a service that there is not', 'DynamoDB_20120810.ListTables'],
    ['no target', ''],
  ])('refuses %s', async (_name, target) => {
    const answer = await post({
      authorization: SIGNED,
      'x-amz-target': target,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      __type: 'com.amazon.coral.service#UnknownOperationException',
    });
  });

  it.each(['{"Namespace":', '[]]', '\u0000'])(
    'refuses the body %j',
    async body => {
      const answer = await post(
        {
          authorization: SIGNED,
          'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
        },
        body,
      );
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        __type: 'com.amazon.coral.service#SerializationException',
      });
    },
  );

  it.each([
    ['a text', 'ListMetrics', { Namespace: 5 }],
    ['a list', 'DescribeAlarms', { AlarmNames: 'cpu' }],
    ['what is in a list', 'DescribeAlarms', { AlarmNames: [null] }],
    ['a number', 'DescribeAlarms', { MaxRecords: '5' }],
    ['a time', 'GetMetricData', { StartTime: 'yesterday' }],
    ['a structure', 'ListMetrics', { Dimensions: ['Stage'] }],
    ['a truth', 'PutMetricAlarm', { ActionsEnabled: 'yes' }],
  ])(
    'refuses a body that has another type for %s',
    async (_what, operation, body) => {
      const answer = await post(
        {
          authorization: SIGNED,
          'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
        },
        JSON.stringify(body),
      );
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        __type: 'com.amazon.coral.service#SerializationException',
      });
    },
  );

  it('takes a member that is null for one that was not sent', async () => {
    const answer = await post(
      {
        authorization: SIGNED,
        'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
      },
      JSON.stringify({ Namespace: null, Dimensions: null }),
    );
    expect(answer.status).toBe(200);
  });

  it('refuses a body that is not packed as it says', async () => {
    const answer = await post({
      authorization: SIGNED,
      'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(400);
  });

  it('refuses a body of more than two megabytes, and lives', async () => {
    const answer = await post(
      {
        authorization: SIGNED,
        'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
      },
      ' '.repeat(3_000_000),
    );
    expect(answer.status).toBe(413);
    await expect(
      aws.cloudWatch.send(new ListMetricsCommand({})),
    ).resolves.toBeDefined();
  });

  it('refuses requests that nobody signed', async () => {
    const answer = await post({
      'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics',
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
    });
  });

  describe('request rates', () => {
    const list = () => aws.cloudWatch.send(new ListMetricsCommand({}));
    const outcomes = async (times: number, request: () => Promise<unknown>) => {
      const names: string[] = [];
      for (let i = 0; i < times; i += 1) {
        names.push(
          await request().then(
            () => 'ok',
            error => error.name,
          ),
        );
      }
      return names;
    };

    it('throttle what is over them until time has passed', async () => {
      const names = await outcomes(26, list);
      expect(names.slice(0, 25)).toEqual(Array(25).fill('ok'));
      expect(names[25]).toMatch(/^Throttling/);
      aws.clock.advance(40);
      expect(await outcomes(2, list)).toEqual(['ok', names[25]]);
      expect(aws.sandbox.counters.read()).toMatchObject({
        calls: { 'monitoring:ListMetrics': 28 },
        throttles: 2,
      });
    });

    it('are the region’s own', async () => {
      await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/shop' }));
      const names = await outcomes(11, () =>
        aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/shop' })),
      );
      expect(names.filter(name => name === 'ok')).toHaveLength(10);
      expect(names[10]).toBe('ThrottlingException');
    });
  });

  it('counts bytes both ways', async () => {
    await aws.cloudWatch.send(new ListMetricsCommand({}));
    const { bytesIn, bytesOut } = aws.sandbox.counters.read();
    expect(bytesIn).toBe('{}'.length);
    expect(bytesOut).toBe('{"Metrics":[]}'.length);
  });

  it('counts the bytes that a log query looked at, once', async () => {
    const target = { logGroupName: '/shop', logStreamName: 'main' };
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/shop' }));
    await aws.logs.send(new CreateLogStreamCommand(target));
    await aws.logs.send(
      new PutLogEventsCommand({
        ...target,
        logEvents: [{ timestamp: TEST_NOW - 1000, message: 'twelve bytes' }],
      }),
    );
    const { queryId } = await aws.logs.send(
      new StartQueryCommand({
        logGroupName: '/shop',
        queryString: 'fields @message',
        startTime: TEST_NOW / 1000 - 60,
        endTime: TEST_NOW / 1000,
      }),
    );
    const poll = () => aws.logs.send(new GetQueryResultsCommand({ queryId }));
    while ((await poll()).status !== 'Complete') {
      aws.clock.advance(1000);
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    await poll();
    expect(aws.sandbox.counters.read().bytesScanned).toBe(12);
  });

  it('forgets everything but its scenarios', async () => {
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/shop' }));
    aws.sandbox.faults.add({ kind: 'throttle' });
    await aws.sandbox.reset();
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toEqual([]);
    expect(aws.sandbox.counters.read().calls).toEqual({
      'logs:DescribeLogGroups': 1,
    });
  });

  it('stops even while a request hangs', async () => {
    aws.sandbox.faults.add({ kind: 'hang' });
    const hanging = aws.cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [],
        StartTime: new Date(0),
        EndTime: new Date(1),
      }),
    );
    const outcome = hanging.then(
      () => 'answered',
      () => 'failed',
    );
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    await aws.close();
    expect(await outcome).toBe('failed');
    aws = await startTestSandbox();
  });
});
