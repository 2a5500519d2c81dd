import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  FilterLogEventsCommandInput,
  InputLogEvent,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SandboxClock } from '../../clock/sandboxClock';
import { scenarioSchema } from '../../scenario/schema';
import { RunningSandbox, startSandbox } from '../../startSandbox';

export const NOW = Date.parse('2026-11-21T10:00:00.000Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const ACCOUNT = '111111111111';
export const GROUP_ARN = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:`;

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

const clientConfig = (endpoint: string, region: string) => ({
  endpoint,
  region,
  maxAttempts: 1,
  credentials: { accessKeyId: `AKIA${ACCOUNT}`, secretAccessKey: 'x' },
});

/** A sandbox over HTTP with one scenario and a clock that stands at {@link NOW}, and what tests do to it. */
export class LogsSandbox {
  static async start(): Promise<LogsSandbox> {
    const clock = SandboxClock.create();
    clock.set(NOW);
    clock.freeze();
    const running = await startSandbox({
      clock,
      anchor: NOW,
      limits: false,
      scenarios: [scenario],
    });
    return new LogsSandbox(running, clock);
  }

  readonly logs: CloudWatchLogsClient;
  readonly cloudwatch: CloudWatchClient;

  private constructor(
    private readonly running: RunningSandbox,
    readonly clock: SandboxClock,
  ) {
    const config = clientConfig(running.url, 'eu-west-1');
    this.logs = new CloudWatchLogsClient(config);
    this.cloudwatch = new CloudWatchClient(config);
  }

  logsIn(region: string): CloudWatchLogsClient {
    return new CloudWatchLogsClient(clientConfig(this.running.url, region));
  }

  async reset(): Promise<void> {
    this.clock.set(NOW);
    await this.running.sandbox.reset();
  }

  close(): Promise<void> {
    return this.running.close();
  }

  async createGroup(logGroupName: string, ...streams: string[]) {
    await this.logs.send(new CreateLogGroupCommand({ logGroupName }));
    for (const logStreamName of streams) {
      await this.logs.send(
        new CreateLogStreamCommand({ logGroupName, logStreamName }),
      );
    }
  }

  put(logGroupName: string, logStreamName: string, logEvents: InputLogEvent[]) {
    return this.logs.send(
      new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }),
    );
  }

  /** All pages of FilterLogEvents. */
  async filterAll(input: FilterLogEventsCommandInput) {
    const pages = [];
    let nextToken: string | undefined;
    do {
      const page = await this.logs.send(
        new FilterLogEventsCommand({ ...input, nextToken }),
      );
      pages.push(page.events ?? []);
      nextToken = page.nextToken;
    } while (nextToken);
    return pages;
  }
}

/** `Name: message` of the error that a call is answered with. */
export function refusal(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'accepted',
    error => `${error.name}: ${error.message}`,
  );
}
