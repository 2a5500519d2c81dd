import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { SandboxClock } from '../../clock/sandboxClock';
import { RunningSandbox, startSandbox } from '../../startSandbox';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000);

describe('metrics over HTTP', () => {
  let running: RunningSandbox;
  let client: CloudWatchClient;

  beforeEach(async () => {
    const clock = SandboxClock.create();
    clock.freeze();
    clock.set(NOW);
    running = await startSandbox({ clock });
    client = new CloudWatchClient({
      endpoint: running.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIA111111111111', secretAccessKey: 'x' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    await running.close();
  });

  it('gives back what was put in', async () => {
    await client.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Orders',
            Timestamp: minutesAgo(10),
            Values: [1, 2, 3],
            Counts: [1, 2, 1],
          },
        ],
      }),
    );
    const answer = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [
          {
            Id: 'm1',
            MetricStat: {
              Metric: { Namespace: 'Shop', MetricName: 'Orders' },
              Period: 60,
              Stat: 'Sum',
            },
          },
          { Id: 'e1', Expression: 'm1 * 2' },
        ],
        StartTime: minutesAgo(60),
        EndTime: minutesAgo(0),
      }),
    );
    expect(answer.MetricDataResults).toEqual([
      {
        Id: 'm1',
        Label: 'Orders',
        Timestamps: [minutesAgo(10)],
        Values: [8],
        StatusCode: 'Complete',
      },
      {
        Id: 'e1',
        Label: 'e1',
        Timestamps: [minutesAgo(10)],
        Values: [16],
        StatusCode: 'Complete',
      },
    ]);
    expect(
      (await client.send(new ListMetricsCommand({}))).Metrics,
    ).toHaveLength(1);
  });
});
