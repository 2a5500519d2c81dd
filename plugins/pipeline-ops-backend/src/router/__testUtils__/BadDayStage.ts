import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type { AwsCredentialsManager } from '@backstage/integration-aws-node';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import express, { type Express } from 'express';
import { definitionQueryId } from '../../logs/queryIds';
import { LAB } from '../../telemetry/__fixtures__/FakeTelemetry';
import { ordersPipeline } from '../../telemetry/__fixtures__/ordersPipeline';
import { createTelemetry } from '../../telemetry/createTelemetry';
import { telemetryRouter } from './telemetryRouter';

export const BASE = '/v1/entities/component/default/orders';

const START = Date.parse('2026-11-21T03:18:30Z');

/** What one request may take. Milliseconds; less where nothing comes, since that is waited for. */
export const DEADLINE = 5_000;
export const SHORT_DEADLINE = 600;

/** Two attempts for each request to AWS. */
export const MOST_ATTEMPTS = 2;

export const REGIONS = [LAB.region, 'us-east-1', 'ap-southeast-2'];

const lambda = { FunctionName: 'orders-load' };

const BODY = {
  widgets: [
    {
      type: 'metric',
      properties: {
        title: 'Loads',
        region: LAB.region,
        stat: 'Sum',
        period: 300,
        metrics: [
          ['AWS/Lambda', 'Invocations', 'FunctionName', 'orders-load'],
          ['.', 'Errors', '.', '.'],
        ],
      },
    },
    { type: 'text', properties: { markdown: '# Orders' } },
  ],
};

/** Loads orders; for 37 minutes all of them fail, and are heard of in alarm, dashboard and log. */
const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  metrics: [
    {
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      dimensions: lambda,
      base: 100,
      unit: 'Count',
    },
    {
      namespace: 'AWS/Lambda',
      name: 'Errors',
      dimensions: lambda,
      base: 0,
      unit: 'Count',
      changes: [{ from: '-37m', set: 20 }],
    },
  ],
  logGroups: [
    {
      name: '/aws/lambda/orders-load',
      retentionDays: 7,
      lines: [
        { every: '20s', message: 'ERROR load failed password=hunter2hunter2' },
      ],
    },
  ],
  alarms: [
    {
      AlarmName: 'orders-prod-errors',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 'orders-load' }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  ],
  compositeAlarms: [
    {
      AlarmName: 'orders-critical',
      AlarmRule: 'ALARM("orders-prod-errors")',
    },
  ],
  dashboards: [{ name: 'orders-main', body: BODY }],
});

const QUERY_ID = 'failed-loads';

/** The pages' reads, by name. */
export const ROUTES = {
  alarms: '/alarms',
  alarm: '/alarms/orders-prod-errors?range=PT1H',
  history: '/alarms/orders-prod-errors/history',
  metrics: '/metrics?range=PT3H',
  overview: '/overview',
  dashboards: '/dashboards',
  dashboard: '/dashboards/orders-main?range=PT3H',
  groups: '/logs/groups',
  filters: '/logs/groups/filters?group=/aws/lambda/orders-load',
  events: '/logs/events?group=/aws/lambda/orders-load&range=PT1H',
  queries: '/logs/queries',
  findings: '/findings',
};

/** Body of a run of the definition's query. */
export const RUN = { queryId: definitionQueryId(QUERY_ID) };

/** The sandbox takes the account from the end of the key. */
const STATIC_KEYS: AwsCredentialsManager = {
  getCredentialProvider: async ({ accountId } = {}) => ({
    sdkCredentialProvider: async () => ({
      accessKeyId: `SANDBOX${accountId}`,
      secretAccessKey: 'sandbox',
    }),
  }),
};

/** The routes over a sandbox whose clock stands still, and whose AWS can be made to fail. */
export class BadDayStage {
  private constructor(
    readonly clock: SandboxClock,
    readonly aws: RunningSandbox,
  ) {}

  static async start(): Promise<BadDayStage> {
    const clock = SandboxClock.create();
    clock.freeze();
    clock.set(START);
    const aws = await startSandbox({
      clock,
      scenarios: REGIONS.map(region => ({ ...scenario, region })),
    });
    return new BadDayStage(clock, aws);
  }

  async reset(): Promise<void> {
    this.clock.set(START);
    await this.aws.sandbox.reset();
  }

  /** Requests to AWS so far, retries included. */
  requests(): number {
    const { calls } = this.aws.sandbox.counters.read();
    return Object.values(calls).reduce((sum, count) => sum + count, 0);
  }

  /** A portal that knows nothing yet. */
  portal(
    options: {
      pipeline?: ResolvedPipeline;
      deadlineMs?: number;
      credentials?: AwsCredentialsManager;
    } = {},
  ): Express {
    const {
      pipeline = badDayPipeline(),
      deadlineMs = DEADLINE,
      credentials = STATIC_KEYS,
    } = options;
    const now = () => this.clock.now();
    const telemetry = createTelemetry({
      credentials,
      connections: () => ({
        endpoint: this.aws.url,
        maxAttempts: MOST_ATTEMPTS,
        requestTimeoutMs: deadlineMs / 2,
      }),
      deadlineMs,
      now,
    });
    return express()
      .use(
        telemetryRouter(telemetry, {
          now,
          pipeline,
          httpAuth: mockServices.httpAuth(),
          permissions: mockServices.permissions(),
        }),
      )
      .use(mockErrorHandler());
  }
}

/** The pipeline with a dashboard and a query, in the first so many regions of its account. */
export function badDayPipeline(regions = 1): ResolvedPipeline {
  const pipeline = ordersPipeline();
  const [environment] = pipeline.environments;
  const [selection] = environment.selections;
  const [resource] = environment.resources;
  selection.dashboards = [{ type: 'exact', name: 'orders-main' }];
  environment.queries = [
    {
      id: QUERY_ID,
      title: 'Failed loads',
      query: 'fields @timestamp, @message | filter @message like /ERROR/',
      logGroups: [{ type: 'exact', name: '/aws/lambda/orders-load' }],
    },
  ];
  for (const region of REGIONS.slice(1, regions)) {
    const id = `lab-${region}`;
    environment.selections.push({
      ...selection,
      source: { ...LAB, id, region },
    });
    environment.resources.push({
      ...resource,
      id: `${resource.id}:${region}`,
      sourceId: id,
    });
  }
  return pipeline;
}
