import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { SandboxClock } from '../../clock/sandboxClock';
import { Listening, SandboxServer } from '../../http/server';
import { createSandbox, Sandbox } from '../../sandbox';
import { Scenario } from '../schema';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A sandbox whose clock stands still at the anchor, asked through the real SDK. Scenarios go by their names. */
export class ScenarioDay {
  static async start(
    scenarios: readonly Scenario[],
    anchor: number,
  ): Promise<ScenarioDay> {
    const clock = SandboxClock.create({ now: () => anchor });
    clock.freeze();
    const sandbox = await createSandbox({
      clock,
      anchor,
      scenarios,
      limits: false,
    });
    const server = await SandboxServer.create(sandbox).listen(0, '127.0.0.1');
    return new ScenarioDay(scenarios, anchor, sandbox, server);
  }

  private constructor(
    private readonly scenarios: readonly Scenario[],
    readonly anchor: number,
    readonly sandbox: Sandbox,
    private readonly server: Listening,
  ) {}

  end(): Promise<void> {
    return this.server.close();
  }

  cloudWatch(name: string): CloudWatchClient {
    return new CloudWatchClient(this.#placeOf(name));
  }

  logs(name: string): CloudWatchLogsClient {
    return new CloudWatchLogsClient(this.#placeOf(name));
  }

  async alarms(name: string) {
    const { MetricAlarms = [], CompositeAlarms = [] } = await this.cloudWatch(
      name,
    ).send(
      new DescribeAlarmsCommand({
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
        MaxRecords: 100,
      }),
    );
    return [...MetricAlarms, ...CompositeAlarms];
  }

  /** State by alarm name; a place may be shared, so a prefix tells pipelines apart. */
  async states(name: string, prefix = '') {
    return Object.fromEntries(
      (await this.alarms(name))
        .filter(alarm => alarm.AlarmName!.startsWith(prefix))
        .map(alarm => [alarm.AlarmName, alarm.StateValue]),
    );
  }

  /**
   * Values of one statistic, oldest first, between two moments in minutes from the anchor.
   *
   * @param metric - `Namespace MetricName Dimension=Value …`
   */
  async values(
    name: string,
    metric: string,
    [from, to]: readonly [number, number],
    { stat = 'Average', period = 300 } = {},
  ): Promise<number[]> {
    const [namespace, metricName, ...dimensions] = metric.split(' ');
    const { MetricDataResults } = await this.cloudWatch(name).send(
      new GetMetricDataCommand({
        StartTime: new Date(this.anchor + from * MINUTE),
        EndTime: new Date(this.anchor + to * MINUTE),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'm',
            MetricStat: {
              Period: period,
              Stat: stat,
              Metric: {
                Namespace: namespace,
                MetricName: metricName,
                Dimensions: dimensions.map(pair => {
                  const [Name, Value] = pair.split('=');
                  return { Name, Value };
                }),
              },
            },
          },
        ],
      }),
    );
    return MetricDataResults![0].Values ?? [];
  }

  /** Messages that a filter pattern lets through, between two moments in minutes from the anchor. */
  async lines(
    name: string,
    logGroupName: string,
    filterPattern: string,
    [from, to]: readonly [number, number],
  ): Promise<string[]> {
    const client = this.logs(name);
    const lines: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new FilterLogEventsCommand({
          logGroupName,
          filterPattern,
          startTime: this.anchor + from * MINUTE,
          endTime: this.anchor + to * MINUTE,
          nextToken,
        }),
      );
      lines.push(...(page.events ?? []).map(event => event.message!));
      nextToken = page.nextToken;
    } while (nextToken);
    return lines;
  }

  /** Rows of a Logs Insights query over the hour before the anchor. */
  async query(name: string, logGroupName: string, queryString: string) {
    const client = this.logs(name);
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupName,
        queryString,
        startTime: Math.floor((this.anchor - HOUR) / 1000),
        endTime: Math.floor(this.anchor / 1000),
      }),
    );
    for (;;) {
      const { status, results = [] } = await client.send(
        new GetQueryResultsCommand({ queryId }),
      );
      if (status === 'Complete') {
        return results.map(row =>
          Object.fromEntries(row.map(({ field, value }) => [field, value])),
        );
      }
      if (status !== 'Running' && status !== 'Scheduled') {
        throw new Error(`The query ended as ${status}`);
      }
    }
  }

  #placeOf(name: string) {
    const { account, region } = this.scenarios.find(
      scenario => scenario.name === name,
    )!;
    return {
      region,
      endpoint: this.server.url,
      credentials: {
        accessKeyId: `AKIA${account}`,
        secretAccessKey: 'sandbox',
      },
    };
  }
}
