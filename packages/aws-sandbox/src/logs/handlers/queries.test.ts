import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeQueriesCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  StartQueryCommand,
  StartQueryCommandInput,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SandboxClock } from '../../clock/sandboxClock';
import { RunningSandbox, startSandbox } from '../../startSandbox';

const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const SECONDS = NOW / 1000;
const ACCOUNT = '111111111111';

describe('Logs Insights over HTTP', () => {
  let running: RunningSandbox;
  let logs: CloudWatchLogsClient;
  const clock = SandboxClock.create();

  beforeAll(async () => {
    clock.set(NOW);
    clock.freeze();
    running = await startSandbox({ clock, limits: false });
    logs = new CloudWatchLogsClient({
      endpoint: running.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
    });
  });

  afterAll(() => running.close());

  beforeEach(() => running.sandbox.reset());

  /** One event a second, the last one at the present. */
  async function fill(logGroupName: string, messages: readonly string[]) {
    const logStreamName = 'main';
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(
      new CreateLogStreamCommand({ logGroupName, logStreamName }),
    );
    await logs.send(
      new PutLogEventsCommand({
        logGroupName,
        logStreamName,
        logEvents: messages.map((message, i) => ({
          message,
          timestamp: NOW - (messages.length - 1 - i) * 1000,
        })),
      }),
    );
  }

  const start = async (queryString: string, input: object = {}) => {
    const command: StartQueryCommandInput = {
      logGroupName: '/g',
      startTime: SECONDS - 3600,
      endTime: SECONDS,
      queryString,
      ...input,
    };
    const { queryId } = await logs.send(new StartQueryCommand(command));
    return queryId!;
  };

  async function complete(queryId: string, input: object = {}) {
    for (;;) {
      const answer = await logs.send(
        new GetQueryResultsCommand({ queryId, ...input }),
      );
      if (answer.status === 'Complete') return answer;
      expect(['Scheduled', 'Running']).toContain(answer.status);
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
  }

  const rowsOf = async (queryString: string, input: object = {}) => {
    const { results } = await complete(await start(queryString, input));
    return results!.map(fields =>
      Object.fromEntries(
        fields.flatMap(({ field, value }) =>
          field === '@ptr' ? [] : [[field, value]],
        ),
      ),
    );
  };

  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'accepted',
      error => `${error.name}: ${error.message}`,
    );

  it('are scheduled, run, and complete with statistics', async () => {
    await fill('/g', ['one', 'two', 'three']);
    const queryId = await start('filter @message like /t/');
    const { results, statistics, queryLanguage } = await complete(queryId);
    expect(results!.map(row => row.map(({ field }) => field))).toEqual([
      ['@timestamp', '@message', '@ptr'],
      ['@timestamp', '@message', '@ptr'],
    ]);
    expect(statistics).toEqual({
      recordsMatched: 2,
      recordsScanned: 3,
      bytesScanned: 11,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: 1,
    });
    expect(queryLanguage).toBe('CWLI');
  });

  it('can be stopped while they run, and only then', async () => {
    await fill('/g', ['x']);
    const queryId = await start('fields @message');
    const stop = () => logs.send(new StopQueryCommand({ queryId }));
    expect((await stop()).success).toBe(true);
    const { status } = await logs.send(new GetQueryResultsCommand({ queryId }));
    expect(status).toBe('Cancelled');
    expect(await refusal(stop())).toBe(
      `InvalidParameterException: Query ${queryId} has already ended with status [Cancelled]`,
    );
    expect(
      await refusal(
        logs.send(new GetQueryResultsCommand({ queryId: 'no-such-query' })),
      ),
    ).toMatch(/^ResourceNotFoundException/);
  });

  it('are listed with their source', async () => {
    await fill('/g', ['x']);
    const queryId = await start('fields @message');
    await complete(queryId);
    const { queries } = await logs.send(
      new DescribeQueriesCommand({ logGroupName: '/g', status: 'Complete' }),
    );
    expect(queries).toEqual([
      {
        queryId,
        queryLanguage: 'CWLI',
        queryString: `SOURCE "/g" START=${SECONDS - 3600}000 END=${SECONDS}999 | fields @message`,
        status: 'Complete',
        createTime: NOW,
        logGroupName: '/g',
      },
    ]);
    const scheduled = await logs.send(
      new DescribeQueriesCommand({ status: 'Scheduled' }),
    );
    expect(scheduled.queries).toEqual([]);
  });

  it('read several log groups, by name or ARN, newest first', async () => {
    await fill('/g', ['old', 'new']);
    await fill('/h', ['newest']);
    const arn = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:`;
    const rows = await rowsOf('fields @log, @message | sort @timestamp desc', {
      logGroupName: undefined,
      logGroupIdentifiers: [`${arn}/g`, '/h'],
    });
    expect(rows.map(row => row['@message']).sort()).toEqual([
      'new',
      'newest',
      'old',
    ]);
    expect(rows.at(-1)).toEqual({ '@log': `${ACCOUNT}:/g`, '@message': 'old' });
    expect(
      await rowsOf('stats count(*) by @log | sort @log', {
        logGroupName: undefined,
        logGroupNames: ['/h', '/g'],
      }),
    ).toEqual([
      { '@log': `${ACCOUNT}:/g`, 'count(*)': '2' },
      { '@log': `${ACCOUNT}:/h`, 'count(*)': '1' },
    ]);
  });

  it('take the time range in seconds, both ends included', async () => {
    await fill('/g', ['a', 'b', 'c', 'd']);
    const rows = await rowsOf('fields @message', {
      startTime: SECONDS - 2,
      endTime: SECONDS - 1,
    });
    expect(rows.map(row => row['@message'])).toEqual(['c', 'b']);
  });

  it('give at most the limit, and 10,000 results a page', async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/g' }));
    await logs.send(
      new CreateLogStreamCommand({ logGroupName: '/g', logStreamName: 's' }),
    );
    for (let batch = 0; batch < 2; batch += 1) {
      await logs.send(
        new PutLogEventsCommand({
          logGroupName: '/g',
          logStreamName: 's',
          logEvents: Array.from({ length: 6_000 }, (_, i) => ({
            timestamp: NOW,
            message: String(batch * 6_000 + i),
          })),
        }),
      );
    }
    expect(await rowsOf('fields @message')).toHaveLength(10_000);
    expect(await rowsOf('fields @message', { limit: 7 })).toHaveLength(7);
    const queryId = await start('fields @message | limit 11000');
    const first = await complete(queryId);
    expect(first.results).toHaveLength(10_000);
    const second = await complete(queryId, { nextToken: first.nextToken });
    expect(second.results).toHaveLength(1_000);
    expect(second.nextToken).toBeUndefined();
  });

  it('refuse what AWS refuses', async () => {
    await fill('/g', ['x']);
    expect(
      await refusal(start('fields @message', { logGroupName: '/none' })),
    ).toMatch(
      /^ResourceNotFoundException: Log group '\/none' does not exist for account ID '111111111111' \(Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: [^;]+; Proxy: null\)$/,
    );
    expect(
      await refusal(start('fields @message', { logGroupNames: ['/g'] })),
    ).toMatch(/^InvalidParameterException/);
    expect(
      await refusal(
        start('x', {
          logGroupName: undefined,
          logGroupNames: Array.from({ length: 51 }, (_, i) => `/g${i}`),
        }),
      ),
    ).toMatch(/Member must have length less than or equal to 50$/);
    expect(await refusal(start('x'.repeat(10_001)))).toMatch(
      /at 'queryString' failed to satisfy constraint: Member must have length less than or equal to 10000$/,
    );
    expect(
      await refusal(start('fields @message', { startTime: SECONDS + 1 })),
    ).toMatch(/^InvalidParameterException/);
    await logs.send(
      new PutRetentionPolicyCommand({ logGroupName: '/g', retentionInDays: 1 }),
    );
    expect(
      await refusal(
        start('fields @message', {
          startTime: SECONDS - 5 * 86_400,
          endTime: SECONDS - 4 * 86_400,
        }),
      ),
    ).toMatch(
      /^MalformedQueryException: Query's end date and time is either before/,
    );
  });

  it('locate what does not compile', async () => {
    await fill('/g', ['x']);
    await expect(start('fields @message | explode 5')).rejects.toMatchObject({
      name: 'MalformedQueryException',
      queryCompileError: {
        location: { startCharOffset: 18, endCharOffset: 25 },
        message: 'unexpected symbol found explode at line 1 and position 19',
      },
    });
  });

  it('let 100 run at once', async () => {
    await fill('/g', ['x']);
    const attempts = await Promise.all(
      Array.from({ length: 110 }, () => refusal(start('fields @message'))),
    );
    const refused = attempts.filter(outcome => outcome !== 'accepted');
    // Some of the first may be complete by the time the last are started.
    expect(refused.length).toBeLessThanOrEqual(10);
    for (const outcome of refused) {
      expect(outcome).toBe(
        'LimitExceededException: Account maximum query concurrency limit of [100] reached.',
      );
    }
  });

  describe("the guides' queries", () => {
    it('restore: failed executions and durations of Lambda functions', async () => {
      const group = '/aws/lambda/aurora-restore-copy-snapshot';
      const report = (id: number, ms: number) =>
        `REPORT RequestId: ${id}\tDuration: ${ms} ms\tBilled Duration: ${ms} ms\tMemory Size: 512 MB\tMax Memory Used: 100 MB`;
      await fill(group, ['START RequestId: 1', report(1, 100), report(2, 300)]);
      const input = { logGroupName: group };
      expect(
        await rowsOf(
          'filter @type = "REPORT"\n| sort @timestamp desc\n| limit 20',
          input,
        ),
      ).toMatchObject([
        { '@message': report(2, 300) },
        { '@message': report(1, 100) },
      ]);
      // What the guide calls `duration` and `@function` no record has: the group remains, without values.
      expect(
        await rowsOf(
          'filter @type = "REPORT" | stats avg(duration) as avgDuration, max(duration) as maxDuration by @function | sort maxDuration desc',
          input,
        ),
      ).toEqual([{}]);
      expect(
        await rowsOf(
          'filter @type = "REPORT" | stats avg(@duration) as a, max(@duration) as m',
          input,
        ),
      ).toEqual([{ a: '200', m: '300' }]);
    });

    it('restore: errors and state transitions', async () => {
      await fill('/g', [
        'ERROR: KmsKey denied, giving up',
        'ERROR: KmsKey denied, giving up',
        'java.lang.Exception without label',
        'State transition: COPYING -> RESTORING',
        'State transition: COPYING -> RESTORING',
        'State transition: RESTORING -> FAILED',
      ]);
      expect(
        await rowsOf(
          'filter @message like "ERROR" or @message like "Exception" | parse @message "ERROR: * " as errorMessage | stats count(*) as errorCount by errorMessage | sort errorCount desc',
        ),
      ).toEqual([
        { errorMessage: 'KmsKey', errorCount: '2' },
        { errorCount: '1' },
      ]);
      expect(
        await rowsOf(
          'filter @message like "State transition" | parse @message "State transition: * -> *" as oldState, newState | stats count(*) as transitionCount by oldState, newState | sort transitionCount desc',
        ),
      ).toEqual([
        { oldState: 'COPYING', newState: 'RESTORING', transitionCount: '2' },
        { oldState: 'RESTORING', newState: 'FAILED', transitionCount: '1' },
      ]);
    });

    it('lab: errors and processed records', async () => {
      await fill('/g', [
        'INFO Processed 120 records',
        'ERROR no partition',
        'INFO Processed 81 records',
      ]);
      expect(
        await rowsOf(
          'fields @timestamp, @message\n| filter @message like "ERROR"\n| sort @timestamp desc\n| limit 20',
        ),
      ).toEqual([
        {
          '@timestamp': '2026-11-21 09:59:59.000',
          '@message': 'ERROR no partition',
        },
      ]);
      expect(
        await rowsOf(
          'fields @timestamp, @message | filter @message like "Processed" | parse @message "Processed * records" as records_count | stats sum(records_count) as total_records, avg(records_count) as avg_batch_size',
        ),
      ).toEqual([{ total_records: '201', avg_batch_size: '100.5' }]);
    });

    it('sensors: failures, errors by stage and latency', async () => {
      await fill('/g', [
        'FAILURE_TRACKED Stage: kafka FailureType: Timeout',
        'FAILURE_TRACKED Stage: kafka FailureType: Timeout',
        'FAILURE_TRACKED Stage: s3 FailureType: AccessDenied',
        'postgres pool ERROR: exhausted',
        'postgres fine',
        'ProcessingLatency Stage: kafka duration: 40',
        'ProcessingLatency Stage: kafka duration: 60',
        'ProcessingLatency Stage: s3 duration=10',
      ]);
      expect(
        await rowsOf(
          'fields @timestamp, @message | filter @message like /FAILURE_TRACKED/ | parse @message /Stage: (?<stage>\\w+)/ | parse @message /FailureType: (?<failure_type>\\w+)/ | stats count() by stage, failure_type | sort count desc',
        ),
      ).toEqual([
        { stage: 's3', failure_type: 'AccessDenied', 'count()': '1' },
        { stage: 'kafka', failure_type: 'Timeout', 'count()': '2' },
      ]);
      expect(
        await rowsOf(
          'fields @timestamp, @message | filter @message like /postgres/ and (@message like /ERROR/ or @message like /Failed/) | sort @timestamp desc | limit 100',
        ),
      ).toMatchObject([{ '@message': 'postgres pool ERROR: exhausted' }]);
      const latency = `fields @timestamp, @message
        | filter @message like /ProcessingLatency/
        | parse @message /Stage: (?<stage>\\w+)/
        | parse @message /duration[:\\s]+(?<duration>\\d+)/`;
      expect(
        await rowsOf(
          `${latency} | stats avg(duration), max(duration), min(duration) by stage`,
        ),
      ).toEqual([
        { stage: 's3' },
        {
          stage: 'kafka',
          'avg(duration)': '50',
          'max(duration)': '60',
          'min(duration)': '40',
        },
      ]);
      expect(
        await rowsOf(
          `${latency} | stats avg(duration), max(duration) by bin(5m)`,
        ),
      ).toEqual([
        { 'bin(5m)': '2026-11-21 10:00:00.000' },
        {
          'bin(5m)': '2026-11-21 09:55:00.000',
          'avg(duration)': '50',
          'max(duration)': '60',
        },
      ]);
    });
  });
});
