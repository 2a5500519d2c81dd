import {
  GetDashboardCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import path from 'node:path';
import { HOUR, MINUTE, ScenarioDay } from './__fixtures__/ScenarioDay';
import { readScenarios } from './loader';
import { Scenario } from './schema';

let scenarios: Scenario[];

beforeAll(async () => {
  scenarios = await readScenarios(path.join(__dirname, '../../scenarios'));
});

describe('the scenario files', () => {
  it('cover the five pipelines in five places', () => {
    expect(
      scenarios.map(
        ({ name, account, region }) => `${name} ${account} ${region}`,
      ),
    ).toEqual([
      'aurora-restore 111111111111 us-east-1',
      'demand-pipeline-dev1 222222222222 us-east-1',
      'demand-pipeline-prod 333333333333 us-east-1',
      'glue-etl 111111111111 us-east-1',
      'music-streaming 333333333333 eu-west-1',
      'sensor-data 222222222222 us-east-2',
    ]);
  });

  it('watch only metrics that there are', () => {
    const watched = scenarios.flatMap(scenario => {
      const identity = (namespace: unknown, name: unknown, pairs: unknown) =>
        [
          scenario.name,
          namespace,
          name,
          ...((pairs ?? []) as { Name: string; Value: string }[])
            .map(({ Name, Value }) => `${Name}=${Value}`)
            .sort(),
        ].join(' ');
      const there = new Set(
        scenario.metrics.map(metric =>
          identity(
            metric.namespace,
            metric.name,
            Object.entries(metric.dimensions).map(([Name, Value]) => ({
              Name,
              Value,
            })),
          ),
        ),
      );
      return scenario.alarms
        .flatMap(alarm =>
          alarm.Metrics
            ? (alarm.Metrics as any[]).flatMap(query =>
                query.MetricStat ? [query.MetricStat.Metric] : [],
              )
            : [alarm],
        )
        .map(metric =>
          identity(metric.Namespace, metric.MetricName, metric.Dimensions),
        )
        .filter(metric => !there.has(metric));
    });
    expect(watched).toEqual([]);
  });
});

// A night at the weekend, the middle of a working day, and a day on which clocks change.
describe.each([
  '2026-11-21T03:17:00Z',
  '2026-06-17T13:42:00Z',
  '2026-03-29T01:05:00Z',
])('the day that ends at %s', now => {
  const anchor = Date.parse(now);
  let day: ScenarioDay;

  beforeAll(async () => {
    day = await ScenarioDay.start(scenarios, anchor);
  });

  afterAll(async () => {
    await day?.end();
  });

  const average = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  describe('the Aurora restore pipeline', () => {
    it('is healthy', async () => {
      expect(await day.states('aurora-restore', 'AuroraRestore')).toEqual({
        'AuroraRestore-LambdaErrors': 'OK',
        'AuroraRestore-StateMachineFailures': 'OK',
        'AuroraRestore-DynamoDBThrottles': 'OK',
        'AuroraRestore-LambdaDuration': 'OK',
        'AuroraRestore-StateMachineDuration': 'OK',
        'AuroraRestore-AnomalyDetection': 'OK',
        'AuroraRestore-CriticalFailure': 'OK',
      });
    });

    it('writes what its queries look for', async () => {
      const rows = await day.query(
        'aurora-restore',
        '/aws/lambda/aurora-restore-copy-snapshot',
        'filter @message like "State transition" | parse @message "State transition: * -> *" as oldState, newState | stats count(*) as transitionCount by oldState, newState',
      );
      expect(rows).toEqual([
        {
          oldState: 'SNAPSHOT_FOUND',
          newState: 'COPYING',
          transitionCount: expect.stringMatching(/^1[123]$/),
        },
      ]);
    });
  });

  describe('the sensor pipeline', () => {
    it('is in an incident that its alarms tell alike', async () => {
      expect(await day.states('sensor-data')).toEqual({
        'sensor-pipeline-critical': 'ALARM',
        'sensor-pipeline-high-failure-rate': 'ALARM',
        'sensor-pipeline-kafka-publish-failures': 'ALARM',
        'sensor-pipeline-postgres-write-failures': 'OK',
        'sensor-pipeline-s3-upload-failures': 'OK',
        'sensor-pipeline-high-processing-latency': 'OK',
        // Uploads have stopped, and so has what this one looks at.
        'sensor-pipeline-s3-network-failures': 'INSUFFICIENT_DATA',
      });
    });

    it('has been so for about half an hour', async () => {
      for (const { AlarmName, StateUpdatedTimestamp } of (
        await day.alarms('sensor-data')
      ).filter(({ StateValue }) => StateValue === 'ALARM')) {
        const minutes = (anchor - StateUpdatedTimestamp!.getTime()) / MINUTE;
        expect([AlarmName, minutes >= 25 && minutes <= 37]).toEqual([
          AlarmName,
          true,
        ]);
      }
    });

    it('fails at Kafka, and nowhere else', async () => {
      const failures = (stage: string, from: number, to: number) =>
        day.values(
          'sensor-data',
          `SensorBackend/DataPipeline FailureCount Stage=${stage}`,
          [from, to],
          { stat: 'Sum' },
        );
      const incident = await failures('kafka_publish', -30, -5);
      expect(Math.min(...incident)).toBeGreaterThan(60);
      expect(Math.max(...(await failures('kafka_publish', -180, -45)))).toBe(0);
      expect(
        Math.max(...(await failures('postgres_write', -60, 0))),
      ).toBeLessThanOrEqual(1);
    });

    it('uploads nothing more', async () => {
      const uploads = (from: number, to: number) =>
        day.values(
          'sensor-data',
          'SensorBackend/DataPipeline SuccessCount Stage=s3_upload',
          [from, to],
          { stat: 'Sum', period: 60 },
        );
      expect(await uploads(-10, 0)).toEqual([]);
      expect(average(await uploads(-120, -60))).toBeGreaterThan(3);
    });

    it('says so in its log, since the same minute', async () => {
      const tracked = (from: number, to: number) =>
        day.lines(
          'sensor-data',
          '/ecs/sensor-app',
          'FAILURE_TRACKED kafka_publish',
          [from, to],
        );
      expect(await tracked(-180, -37)).toEqual([]);
      const perMinute = (await tracked(-30, 0)).length / 30;
      expect(perMinute).toBeGreaterThan(20);
      expect(perMinute).toBeLessThan(30);
    });

    it('answers the query of its guide with the failing stage', async () => {
      const rows = await day.query(
        'sensor-data',
        '/ecs/sensor-app',
        String.raw`fields @timestamp, @message
| filter @message like /FAILURE_TRACKED/
| parse @message /Stage: (?<stage>\w+)/
| parse @message /FailureType: (?<failure_type>\w+)/
| stats count() as failures by stage, failure_type
| sort failures desc`,
      );
      expect(
        rows.slice(0, 2).map(row => `${row.stage} ${row.failure_type}`),
      ).toEqual(['kafka_publish timeout', 'kafka_publish connection']);
    });
  });

  describe('the demand pipeline', () => {
    it('is over the limit in dev1 and not yet in prod', async () => {
      const ok = {
        'deliveryWorker-errors': 'OK',
        'deliveryWorker-iterator-age': 'OK',
        'deliveryWorker-throttles': 'OK',
        'deliveryWorker-s3-upload-failures': 'OK',
        'deliveryWorker-kinesis-throttling': 'OK',
      };
      expect(await day.states('demand-pipeline-prod')).toEqual(ok);
      expect(await day.states('demand-pipeline-dev1')).toEqual({
        ...ok,
        'deliveryWorker-iterator-age': 'ALARM',
      });
    });

    it('falls behind its baseline, hour by hour', async () => {
      const age = (from: number, to: number) =>
        day.values(
          'demand-pipeline-prod',
          'AWS/Lambda IteratorAge FunctionName=deliveryWorker-prod',
          [from, to],
          { stat: 'Maximum', period: 3600 },
        );
      const usual = Math.max(...(await age(-14 * 24 * 60, -8 * 60)));
      const today = await age(-6 * 60, 0);
      expect(usual).toBeLessThan(30_000);
      expect([...today].sort((a, b) => a - b)).toEqual(today);
      expect(today.at(-1)).toBeGreaterThan(60_000);
      expect(today.at(-1)).toBeLessThan(115_000);
    });

    it('stays within the timeout of the function', async () => {
      for (const env of ['dev1', 'prod']) {
        const longest = await day.values(
          `demand-pipeline-${env}`,
          `AWS/Lambda Duration FunctionName=deliveryWorker-${env}`,
          [-24 * 60, 0],
          { stat: 'Maximum' },
        );
        expect(Math.max(...longest)).toBeLessThan(30_000);
      }
    });

    it('says in its log what slows it down', async () => {
      const warnings = (from: number, to: number) =>
        day.lines(
          'demand-pipeline-prod',
          '/aws/lambda/deliveryWorker-prod',
          '{ $.level = "warn" && $.context.release = "2.14.0" }',
          [from, to],
        );
      expect(await warnings(-10 * 60, -7 * 60)).toEqual([]);
      expect((await warnings(-60, 0)).length).toBeGreaterThan(100);
    });
  });

  describe('the music streaming pipeline', () => {
    it('has one alarm that cannot decide', async () => {
      expect(await day.states('music-streaming')).toEqual({
        pipeline_failure: 'OK',
        'data_quality-validation-error-rate': 'INSUFFICIENT_DATA',
        'data_quality-reference-integrity': 'OK',
        data_quality: 'OK',
        'performance_warning-glue-job-duration': 'OK',
        'performance_warning-dynamodb-throttled': 'OK',
        performance_warning: 'OK',
      });
    });

    it('has no figures since the permission is gone, and says why', async () => {
      const rate = (from: number, to: number) =>
        day.values('music-streaming', 'MusicStreaming validation.error.rate', [
          from,
          to,
        ]);
      expect(await rate(-95, 0)).toEqual([]);
      const before = await rate(-24 * 60, -95);
      expect(before.length).toBeGreaterThan(200);
      expect(Math.max(...before)).toBeLessThan(5);
      const denied = await day.lines(
        'music-streaming',
        '/music-streaming/data-quality',
        'PutMetricData',
        [-60, 0],
      );
      expect(denied.length).toBeGreaterThan(10);
      expect(denied[0]).toContain('not authorized');
    });
  });

  describe('the Glue job', () => {
    it('is healthy, as far as there are alarms', async () => {
      const states = await day.states('glue-etl');
      expect(
        Object.fromEntries(
          Object.entries(states).filter(
            ([name]) => !name.startsWith('AuroraRestore'),
          ),
        ),
      ).toEqual({
        GlueJobDurationAlarm: 'OK',
        GlueJobFailureAlarm: 'OK',
        GlueJobMemoryAlarm: 'OK',
        DataQualityAlarm: 'OK',
        ErrorRateAlarm: 'OK',
      });
    });

    it('lacks the function that answers alarms, and its log', async () => {
      const { Metrics } = await day.cloudWatch('glue-etl').send(
        new ListMetricsCommand({
          Namespace: 'AWS/Lambda',
          Dimensions: [
            { Name: 'FunctionName', Value: 'AlarmResponseFunction' },
          ],
        }),
      );
      expect(Metrics).toEqual([]);
      const { logGroups } = await day.logs('glue-etl').send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: '/aws/lambda/AlarmResponseFunction',
        }),
      );
      expect(logGroups).toEqual([]);
    });

    it('keeps the log of errors for ever', async () => {
      const { logGroups } = await day.logs('glue-etl').send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: '/aws-glue/jobs/',
        }),
      );
      expect(
        logGroups?.map(group => [group.logGroupName, group.retentionInDays]),
      ).toEqual([
        ['/aws-glue/jobs/error', undefined],
        ['/aws-glue/jobs/output', 30],
      ]);
    });
  });

  it('tells the same stories at the end of a working day', async () => {
    day.sandbox.clock.advance(8 * HOUR);
    try {
      const red = await Promise.all(
        [
          'sensor-data',
          'demand-pipeline-dev1',
          'demand-pipeline-prod',
          'music-streaming',
          'glue-etl',
        ].map(async name =>
          Object.entries(await day.states(name))
            .filter(([, state]) => state !== 'OK')
            .map(([alarm]) => alarm)
            .sort(),
        ),
      );
      expect(red).toEqual([
        [
          'sensor-pipeline-critical',
          'sensor-pipeline-high-failure-rate',
          'sensor-pipeline-kafka-publish-failures',
          'sensor-pipeline-s3-network-failures',
        ],
        ['deliveryWorker-iterator-age'],
        [],
        ['data_quality-validation-error-rate'],
        [],
      ]);
    } finally {
      day.sandbox.clock.advance(-8 * HOUR);
    }
  });

  it('has a dashboard for each pipeline that its widgets can be read from', async () => {
    for (const { name, dashboards } of scenarios) {
      const { DashboardEntries = [] } = await day
        .cloudWatch(name)
        .send(new ListDashboardsCommand({}));
      for (const dashboard of dashboards) {
        expect(DashboardEntries.map(entry => entry.DashboardName)).toContain(
          dashboard.name,
        );
        const { DashboardBody } = await day
          .cloudWatch(name)
          .send(new GetDashboardCommand({ DashboardName: dashboard.name }));
        expect(JSON.parse(DashboardBody!)).toEqual(dashboard.body);
      }
    }
  });
});
