import {
  CloudWatchClient,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteRetentionPolicyCommand,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  DescribeMetricFiltersCommand,
  DescribeSubscriptionFiltersCommand,
  FilterLogEventsCommand,
  FilterLogEventsCommandInput,
  GetLogEventsCommand,
  InputLogEvent,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
  TagResourceCommand,
  TestMetricFilterCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SandboxClock } from '../clock/sandboxClock';
import { scenarioSchema } from '../scenario/schema';
import { RunningSandbox, startSandbox } from '../startSandbox';

const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ACCOUNT = '111111111111';
const GROUP_ARN = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:`;

const scenario = scenarioSchema.parse({
  name: 'orders',
  account: ACCOUNT,
  region: 'eu-west-1',
  logGroups: [
    {
      name: '/aws/lambda/orders',
      retentionDays: 7,
      streams: ['a', 'b'],
      tags: { team: 'orders' },
      lines: [
        { every: '20s', message: 'INFO batch of {int:20:80} orders {uuid}' },
        {
          every: '30s',
          from: '-30m',
          message: '{"level":"ERROR","code":{pick:500|503},"at":"{iso}"}',
          stream: 'failures',
        },
      ],
      metricFilters: [
        {
          name: 'Errors',
          pattern: '{ $.level = "ERROR" }',
          namespace: 'Orders',
          metricName: 'Errors',
        },
      ],
      subscriptionFilters: [
        {
          name: 'forward',
          pattern: '',
          destinationArn: `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/logs`,
        },
      ],
    },
  ],
});

describe('CloudWatch Logs over HTTP', () => {
  let running: RunningSandbox;
  let logs: CloudWatchLogsClient;
  let cloudwatch: CloudWatchClient;
  const clock = SandboxClock.create();

  beforeAll(async () => {
    clock.set(NOW);
    clock.freeze();
    running = await startSandbox({
      clock,
      anchor: NOW,
      limits: false,
      scenarios: [scenario],
    });
    const config = {
      endpoint: running.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
    };
    logs = new CloudWatchLogsClient(config);
    cloudwatch = new CloudWatchClient(config);
  });

  afterAll(() => running.close());

  beforeEach(async () => {
    clock.set(NOW);
    await running.sandbox.reset();
  });

  async function createGroup(logGroupName: string, ...streams: string[]) {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of streams) {
      await logs.send(
        new CreateLogStreamCommand({ logGroupName, logStreamName }),
      );
    }
  }

  const put = (
    logGroupName: string,
    logStreamName: string,
    logEvents: InputLogEvent[],
  ) =>
    logs.send(
      new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }),
    );

  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'accepted',
      error => `${error.name}: ${error.message}`,
    );

  async function filterAll(input: FilterLogEventsCommandInput) {
    const pages = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({ ...input, nextToken }),
      );
      pages.push(page.events ?? []);
      nextToken = page.nextToken;
    } while (nextToken);
    return pages;
  }

  describe('log groups', () => {
    it('are created once, described in pages of 50, and deleted', async () => {
      for (let i = 0; i < 60; i += 1) {
        await createGroup(`/app/${String(i).padStart(2, '0')}`);
      }
      const first = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: '/app/' }),
      );
      expect(first.logGroups).toHaveLength(50);
      const second = await logs.send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: '/app/',
          nextToken: first.nextToken,
        }),
      );
      expect(second.logGroups?.map(g => g.logGroupName)).toEqual(
        Array.from({ length: 10 }, (_, i) => `/app/${50 + i}`),
      );
      expect(second.nextToken).toBeUndefined();
      expect(first.logGroups?.[0]).toEqual({
        logGroupName: '/app/00',
        creationTime: NOW,
        metricFilterCount: 0,
        storedBytes: 0,
        arn: `${GROUP_ARN}/app/00:*`,
        logGroupArn: `${GROUP_ARN}/app/00`,
        logGroupClass: 'STANDARD',
        deletionProtectionEnabled: false,
      });

      expect(await refusal(createGroup('/app/00'))).toBe(
        'ResourceAlreadyExistsException: The specified log group already exists',
      );
      const remove = () =>
        logs.send(new DeleteLogGroupCommand({ logGroupName: '/app/00' }));
      await remove();
      expect(await refusal(remove())).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
    });

    it('belong to their account and region', async () => {
      await createGroup('/here');
      const elsewhere = new CloudWatchLogsClient({
        endpoint: running.url,
        region: 'us-east-1',
        credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
      });
      const { logGroups } = await elsewhere.send(
        new DescribeLogGroupsCommand({}),
      );
      expect(logGroups).toEqual([]);
    });

    it('are found by a part of their name', async () => {
      await createGroup('/aws/Data');
      await createGroup('/data');
      const { logGroups } = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePattern: 'Data' }),
      );
      expect(logGroups?.map(g => g.logGroupName)).toEqual(['/aws/Data']);
      expect(logGroups?.[0]).not.toHaveProperty('storedBytes');
    });

    it('refuse what AWS refuses', async () => {
      const describeGroups = (input: object) =>
        refusal(logs.send(new DescribeLogGroupsCommand(input)));
      expect(await describeGroups({ limit: 51 })).toBe(
        "InvalidParameterException: 1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50",
      );
      expect(
        await describeGroups({
          logGroupNamePrefix: 'a',
          logGroupNamePattern: 'b',
        }),
      ).toBe(
        'InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
      expect(await describeGroups({ nextToken: 'made-up' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
      expect(await refusal(createGroup('x'.repeat(513)))).toBe(
        'InvalidParameterException: Invalid LogGroup or LogStream, both must have length less than or equal to 512.',
      );
      expect(await refusal(createGroup('a b'))).toBe(
        "InvalidParameterException: 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
      );
    });

    it('keep events for as long as their retention says', async () => {
      await createGroup('/kept', 's');
      await put('/kept', 's', [{ timestamp: NOW - 2 * HOUR, message: 'x' }]);
      const retain = (retentionInDays: number) =>
        logs.send(
          new PutRetentionPolicyCommand({
            logGroupName: '/kept',
            retentionInDays,
          }),
        );
      expect(await refusal(retain(2))).toMatch(/^InvalidParameterException/);
      await retain(1);
      clock.advance(DAY - HOUR);
      expect(await filterAll({ logGroupName: '/kept' })).toEqual([[]]);
      await logs.send(
        new DeleteRetentionPolicyCommand({ logGroupName: '/kept' }),
      );
      const [events] = await filterAll({ logGroupName: '/kept' });
      expect(events).toHaveLength(1);
    });

    it('carry tags', async () => {
      const resourceArn = `${GROUP_ARN}/aws/lambda/orders`;
      await logs.send(
        new TagResourceCommand({ resourceArn, tags: { tier: '1' } }),
      );
      const list = () =>
        logs.send(new ListTagsForResourceCommand({ resourceArn }));
      expect((await list()).tags).toEqual({ team: 'orders', tier: '1' });
      await logs.send(
        new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }),
      );
      expect((await list()).tags).toEqual({ tier: '1' });
      expect(
        await refusal(
          logs.send(
            new ListTagsForResourceCommand({ resourceArn: `${GROUP_ARN}no` }),
          ),
        ),
      ).toMatch(/^ResourceNotFoundException/);
    });
  });

  describe('log streams', () => {
    it('are listed by name or by their last event', async () => {
      await createGroup('/g', 'a', 'b', 'c');
      await put('/g', 'b', [{ timestamp: NOW - 1, message: 'x' }]);
      await put('/g', 'a', [{ timestamp: NOW - 5, message: 'x' }]);
      const describeStreams = async (input: object) => {
        const { logStreams } = await logs.send(
          new DescribeLogStreamsCommand({ logGroupName: '/g', ...input }),
        );
        return logStreams!;
      };
      const names = async (input: object) =>
        (await describeStreams(input)).map(s => s.logStreamName);
      expect(await names({})).toEqual(['a', 'b', 'c']);
      expect(
        await names({ orderBy: 'LastEventTime', descending: true }),
      ).toEqual(['b', 'a', 'c']);
      expect(await names({ logStreamNamePrefix: 'b' })).toEqual(['b']);
      expect((await describeStreams({}))[0]).toMatchObject({
        arn: `${GROUP_ARN}/g:log-stream:a`,
        creationTime: NOW,
        firstEventTimestamp: NOW - 5,
        lastEventTimestamp: NOW - 5,
        lastIngestionTime: NOW,
        storedBytes: 0,
      });
      expect(
        await refusal(
          describeStreams({
            orderBy: 'LastEventTime',
            logStreamNamePrefix: 'a',
          }),
        ),
      ).toMatch(/^InvalidParameterException/);
      expect(await refusal(describeStreams({ logGroupIdentifier: '/g' }))).toBe(
        'ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.',
      );
      expect(
        await refusal(
          logs.send(
            new CreateLogStreamCommand({
              logGroupName: '/g',
              logStreamName: 'a',
            }),
          ),
        ),
      ).toBe(
        'ResourceAlreadyExistsException: The specified log stream already exists',
      );
    });
  });

  describe('PutLogEvents', () => {
    const at = (offset: number, message = 'x') => ({
      timestamp: NOW + offset,
      message,
    });

    beforeEach(() => createGroup('/g', 's'));

    it('rejects single events that are too old, expired or too new', async () => {
      await logs.send(
        new PutRetentionPolicyCommand({
          logGroupName: '/g',
          retentionInDays: 3,
        }),
      );
      const { rejectedLogEventsInfo } = await put('/g', 's', [
        at(-15 * DAY),
        at(-4 * DAY),
        at(-HOUR),
        at(0),
        at(3 * HOUR),
      ]);
      expect(rejectedLogEventsInfo).toEqual({
        tooOldLogEventEndIndex: 1,
        expiredLogEventEndIndex: 2,
        tooNewLogEventStartIndex: 4,
      });
      const [events] = await filterAll({ logGroupName: '/g' });
      expect(events.map(e => e.timestamp)).toEqual([NOW - HOUR, NOW]);
    });

    it.each([
      [
        'disorder',
        [at(0), at(-1)],
        'Log events in a single PutLogEvents request must be in chronological order.',
      ],
      [
        'more than a day',
        [at(-25 * HOUR), at(0)],
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      ],
      [
        'too many bytes',
        [at(0, 'x'.repeat(700_000)), at(0, 'x'.repeat(400_000))],
        'Upload too large: 1100052 bytes exceeds limit of 1048576',
      ],
      [
        'no events',
        [],
        "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
      ],
    ])('refuses %s', async (_, events, message) => {
      expect(await refusal(put('/g', 's', events))).toBe(
        `InvalidParameterException: ${message}`,
      );
    });

    it('names what does not exist', async () => {
      expect(await refusal(put('/none', 's', [at(0)]))).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
      expect(await refusal(put('/g', 'none', [at(0)]))).toBe(
        'ResourceNotFoundException: The specified log stream does not exist.',
      );
    });
  });

  describe('FilterLogEvents', () => {
    beforeEach(async () => {
      await createGroup('/g', 'a-1', 'a-2', 'b');
      const line = (i: number) => ({
        timestamp: NOW - (20 - i) * MINUTE,
        message: `${i % 3 === 0 ? 'ERROR' : 'INFO'} event ${i}`,
      });
      const all = Array.from({ length: 20 }, (_, i) => line(i));
      await put('/g', 'a-1', all.slice(0, 8));
      await put('/g', 'a-2', all.slice(8, 15));
      await put('/g', 'b', all.slice(15));
    });

    it('pages through all streams in order of time, each event once', async () => {
      const pages = await filterAll({ logGroupName: '/g', limit: 7 });
      const events = pages.flat();
      expect(pages[0]).toHaveLength(7);
      expect(events.map(e => e.message?.split(' ')[2])).toEqual(
        Array.from({ length: 20 }, (_, i) => String(i)),
      );
      expect(new Set(events.map(e => e.eventId)).size).toBe(20);
      expect(events[0]).toEqual({
        logStreamName: 'a-1',
        timestamp: NOW - 20 * MINUTE,
        message: 'ERROR event 0',
        ingestionTime: NOW,
        eventId: expect.stringMatching(/^\d{56}$/),
      });
    });

    it('gives the newest first when asked to', async () => {
      const pages = await filterAll({
        logGroupName: '/g',
        limit: 6,
        startFromHead: false,
        startTime: NOW - DAY,
      });
      expect(pages.flat().map(e => Number(e.message?.split(' ')[2]))).toEqual(
        Array.from({ length: 20 }, (_, i) => 19 - i),
      );
    });

    it('takes time ranges (both ends included), streams, prefixes and patterns', async () => {
      const count = async (input: object) =>
        (await filterAll({ logGroupName: '/g', ...input })).flat().length;
      expect(
        await count({
          startTime: NOW - 10 * MINUTE,
          endTime: NOW - 5 * MINUTE,
        }),
      ).toBe(6);
      expect(await count({ logStreamNames: ['b', 'a-2'] })).toBe(12);
      expect(await count({ logStreamNamePrefix: 'a-' })).toBe(15);
      expect(await count({ filterPattern: 'ERROR' })).toBe(7);
      expect(await count({ filterPattern: 'ERROR -9' })).toBe(6);
      expect(
        await count({
          logGroupName: undefined,
          logGroupIdentifier: `${GROUP_ARN}/g`,
        }),
      ).toBe(20);
    });

    it('refuses what AWS refuses', async () => {
      const filter = (input: object) =>
        refusal(
          logs.send(
            new FilterLogEventsCommand({ logGroupName: '/g', ...input }),
          ),
        );
      expect(await filter({ limit: 10_001 })).toBe(
        "InvalidParameterException: 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
      );
      expect(await filter({ nextToken: 'abc' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
      expect(await filter({ filterPattern: '{ $.a = ' })).toBe(
        'InvalidParameterException: Invalid filter pattern',
      );
      expect(await filter({ logGroupName: '/none' })).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
      expect(await filter({ logStreamNames: ['none'] })).toBe(
        'ResourceNotFoundException: The specified log stream does not exist.',
      );
      expect(
        await filter({ logStreamNames: ['b'], logStreamNamePrefix: 'b' }),
      ).toMatch(/^InvalidParameterException/);
      const { nextToken } = await logs.send(
        new FilterLogEventsCommand({ logGroupName: '/g', limit: 5 }),
      );
      expect(await filter({ nextToken, filterPattern: 'ERROR' })).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    });

    it('answers at most a megabyte at once', async () => {
      const big = 'y'.repeat(300_000);
      for (let i = 0; i < 5; i += 1) {
        await put('/g', 'b', [{ timestamp: NOW + i, message: big }]);
      }
      const pages = await filterAll({ logGroupName: '/g', startTime: NOW });
      expect(pages.map(page => page.length)).toEqual([3, 2]);
    });
  });

  describe('GetLogEvents', () => {
    const page = (input: object) =>
      logs.send(
        new GetLogEventsCommand({
          logGroupName: '/g',
          logStreamName: 's',
          ...input,
        }),
      );

    beforeEach(async () => {
      await createGroup('/g', 's');
      await put(
        '/g',
        's',
        Array.from({ length: 10 }, (_, i) => ({
          timestamp: NOW - 10_000 + i * 1000,
          message: String(i),
        })),
      );
    });

    it('walks forward and back, and stays at the ends', async () => {
      const first = await page({ limit: 4, startFromHead: true });
      expect(first.events?.map(e => e.message)).toEqual(['0', '1', '2', '3']);
      const second = await page({
        limit: 4,
        startFromHead: true,
        nextToken: first.nextForwardToken,
      });
      expect(second.events?.map(e => e.message)).toEqual(['4', '5', '6', '7']);
      const back = await page({
        limit: 4,
        nextToken: second.nextBackwardToken,
      });
      expect(back.events?.map(e => e.message)).toEqual(['0', '1', '2', '3']);
      const rest = await page({
        startFromHead: true,
        nextToken: second.nextForwardToken,
      });
      const end = await page({
        startFromHead: true,
        nextToken: rest.nextForwardToken,
      });
      expect(end.events).toEqual([]);
      expect(end.nextForwardToken).toBe(rest.nextForwardToken);
    });

    it('gives the newest by default, without the end time', async () => {
      const { events } = await page({ limit: 2, endTime: NOW - 1000 });
      expect(events?.map(e => e.message)).toEqual(['7', '8']);
    });

    it('refuses made-up tokens', async () => {
      expect(await refusal(page({ nextToken: 'abc' }))).toBe(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    });
  });

  describe('metric filters', () => {
    const sums = async (MetricName: string, Namespace = 'Shop') => {
      const { MetricDataResults } = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(NOW - HOUR),
          EndTime: new Date(NOW + 10 * MINUTE),
          ScanBy: 'TimestampAscending',
          MetricDataQueries: [
            {
              Id: 'm',
              MetricStat: {
                Metric: { Namespace, MetricName },
                Period: 60,
                Stat: 'Sum',
              },
            },
          ],
        }),
      );
      return MetricDataResults![0].Values!;
    };
    const transformation = (metricName: string, metricValue = '1') => ({
      metricName,
      metricNamespace: 'Shop',
      metricValue,
    });

    it('turn put events into data points', async () => {
      await createGroup('/g', 's');
      const metricFilter = {
        logGroupName: '/g',
        filterName: 'Latency',
        filterPattern: ' { $.ms > 0 } ',
        metricTransformations: [transformation('Latency', '$.ms')],
      };
      await logs.send(new PutMetricFilterCommand(metricFilter));
      await logs.send(
        new PutMetricFilterCommand({
          ...metricFilter,
          filterName: 'Errors',
          filterPattern: 'ERROR',
          metricTransformations: [
            { ...transformation('Errors'), defaultValue: 0 },
          ],
        }),
      );
      await put('/g', 's', [
        { timestamp: NOW - 2 * MINUTE, message: '{"ms": 12.5}' },
        { timestamp: NOW - 2 * MINUTE + 1, message: '{"ms": 7.5}' },
        { timestamp: NOW - MINUTE, message: 'ERROR no ms' },
      ]);
      expect(await sums('Latency')).toEqual([20]);
      expect(await sums('Errors')).toEqual([0, 1]);

      const describeFilters = async (input: object) => {
        const { metricFilters } = await logs.send(
          new DescribeMetricFiltersCommand(input),
        );
        return metricFilters!;
      };
      expect(
        await describeFilters({
          metricName: 'Latency',
          metricNamespace: 'Shop',
        }),
      ).toEqual([
        {
          filterName: 'Latency',
          filterPattern: '{ $.ms > 0 }',
          logGroupName: '/g',
          creationTime: NOW,
          metricTransformations: [transformation('Latency', '$.ms')],
          applyOnTransformedLogs: false,
        },
      ]);
      await logs.send(
        new DeleteMetricFilterCommand({
          logGroupName: '/g',
          filterName: 'Errors',
        }),
      );
      expect(await describeFilters({ logGroupName: '/g' })).toHaveLength(1);
    });

    it('count generated events as if they had always been there', async () => {
      const generated = await sums('Errors', 'Orders');
      const [events] = await filterAll({
        logGroupName: '/aws/lambda/orders',
        startTime: NOW - HOUR,
        filterPattern: '{ $.level = "ERROR" }',
      });
      expect(generated.reduce((a, b) => a + b, 0)).toBe(events.length);
      expect(events.length).toBeGreaterThan(50);
    });

    it('refuse what AWS refuses', async () => {
      await createGroup('/g');
      const putFilter = (input: object) =>
        refusal(
          logs.send(
            new PutMetricFilterCommand({
              logGroupName: '/g',
              filterName: 'f',
              filterPattern: 'x',
              metricTransformations: [transformation('m')],
              ...input,
            }),
          ),
        );
      expect(await putFilter({ filterPattern: '{ $.a EXISTS }' })).toBe(
        "InvalidParameterException: Invalid character(s) in term 'EXISTS'",
      );
      expect(
        await putFilter({
          filterPattern: '{ $.a = * }',
          metricTransformations: [
            {
              ...transformation('m'),
              defaultValue: 0,
              dimensions: { a: '$.a' },
            },
          ],
        }),
      ).toBe(
        'InvalidParameterException: Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
      expect(
        await putFilter({
          metricTransformations: [transformation('m'), transformation('n')],
        }),
      ).toMatch(/Member must have length less than or equal to 1$/);
      expect(await putFilter({ logGroupName: '/none' })).toBe(
        'ResourceNotFoundException: The specified log group does not exist.',
      );
    });

    it('can be tried out', async () => {
      const { matches } = await logs.send(
        new TestMetricFilterCommand({
          filterPattern: '[ip, status=4*]',
          logEventMessages: ['1.1.1.1 200', '2.2.2.2 404'],
        }),
      );
      expect(matches).toEqual([
        {
          eventNumber: 2,
          eventMessage: '2.2.2.2 404',
          extractedValues: { $ip: '2.2.2.2', $status: '404' },
        },
      ]);
    });
  });

  describe('subscription filters', () => {
    it('are kept, two a log group', async () => {
      await createGroup('/g');
      const subscribe = (filterName: string, input: object = {}) =>
        logs.send(
          new PutSubscriptionFilterCommand({
            logGroupName: '/g',
            filterName,
            filterPattern: 'ERROR',
            destinationArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
            ...input,
          }),
        );
      await subscribe('one');
      await subscribe('two');
      expect(await refusal(subscribe('three'))).toBe(
        'LimitExceededException: Resource limit exceeded.',
      );
      expect(
        await refusal(
          subscribe('one', {
            destinationArn: `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/s`,
          }),
        ),
      ).toBe(
        'InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn',
      );
      const remove = () =>
        logs.send(
          new DeleteSubscriptionFilterCommand({
            logGroupName: '/g',
            filterName: 'two',
          }),
        );
      await remove();
      expect(await refusal(remove())).toBe(
        'ResourceNotFoundException: The specified subscription filter does not exist.',
      );
      const { subscriptionFilters } = await logs.send(
        new DescribeSubscriptionFiltersCommand({ logGroupName: '/g' }),
      );
      expect(subscriptionFilters).toEqual([
        {
          filterName: 'one',
          logGroupName: '/g',
          filterPattern: 'ERROR',
          destinationArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
          distribution: 'ByLogStream',
          applyOnTransformedLogs: false,
          creationTime: NOW,
        },
      ]);
    });
  });

  describe('generated events', () => {
    const read = async (startTime: number, endTime: number) =>
      (
        await filterAll({
          logGroupName: '/aws/lambda/orders',
          startTime,
          endTime,
        })
      ).flat();

    it('are the same whatever window is asked for, and merged with put ones', async () => {
      const whole = await read(NOW - 2 * HOUR, NOW);
      const parts = [
        ...(await read(NOW - 2 * HOUR, NOW - 37 * MINUTE - 1)),
        ...(await read(NOW - 37 * MINUTE, NOW)),
      ];
      expect(parts).toEqual(whole);
      expect(whole.length).toBeGreaterThan(350);
      const times = whole.map(e => e.timestamp!);
      expect(times).toEqual([...times].sort((a, b) => a - b));

      await put('/aws/lambda/orders', 'a', [
        { timestamp: NOW - HOUR, message: 'put by hand' },
      ]);
      const merged = await read(NOW - 2 * HOUR, NOW);
      expect(merged).toHaveLength(whole.length + 1);
      expect(merged.filter(e => e.message === 'put by hand')).toHaveLength(1);
    });

    it('have lines, streams and times as the scenario says, and no future', async () => {
      const events = await read(NOW - 2 * HOUR, NOW + DAY);
      const failures = events.filter(e => e.logStreamName === 'failures');
      expect(Math.min(...failures.map(e => e.timestamp!))).toBeGreaterThan(
        NOW - 30 * MINUTE,
      );
      expect(failures[0].message).toMatch(
        /^\{"level":"ERROR","code":50[03],"at":"2026-11-21T09:/,
      );
      expect(events.every(e => e.timestamp! <= NOW)).toBe(true);
      expect(events.find(e => e.logStreamName !== 'failures')?.message).toMatch(
        /^INFO batch of [2-8]\d orders [0-9a-f]{8}-[0-9a-f]{4}-4/,
      );
    });

    it('tell when their streams were last written', async () => {
      const { logStreams } = await logs.send(
        new DescribeLogStreamsCommand({ logGroupName: '/aws/lambda/orders' }),
      );
      expect(logStreams?.map(s => s.logStreamName)).toEqual([
        'a',
        'b',
        'failures',
      ]);
      expect(logStreams![0].lastEventTimestamp).toBeGreaterThan(
        NOW - 5 * MINUTE,
      );
    });

    it('reach as far back as the retention', async () => {
      const first = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: '/aws/lambda/orders',
          limit: 1,
        }),
      );
      expect(first.events![0].timestamp).toBeGreaterThan(NOW - 7 * DAY);
      expect(first.events![0].timestamp).toBeLessThan(NOW - 7 * DAY + MINUTE);
    });
  });
});
