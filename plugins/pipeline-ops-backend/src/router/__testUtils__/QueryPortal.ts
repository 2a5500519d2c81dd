import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  SandboxClock,
  scenarioSchema,
  startSandbox,
  type RunningSandbox,
} from '@pipeline-ops/aws-sandbox';
import type {
  ResolvedPipeline,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import express from 'express';
import request from 'supertest';
import type { LogQueriesConfig } from '../../config/configSchema';
import { DashboardQueries } from '../../dashboards/DashboardQueries';
import { DashboardReader } from '../../dashboards/DashboardReader';
import { DefaultLogService } from '../../logs/DefaultLogService';
import { createMask } from '../../logs/mask';
import { AuditedQueryService } from '../../logs/queries/AuditedQueryService';
import { DefaultQueryService } from '../../logs/queries/DefaultQueryService';
import { LAB } from '../../telemetry/__fixtures__/FakeTelemetry';
import { createTelemetry } from '../../telemetry/createTelemetry';
import { createRouter } from '../createRouter';
import { logQueriesRoutes } from '../logQueriesRoutes';
import { logsRoutes } from '../logsRoutes';

export const START = Date.parse('2026-11-21T03:18:30Z');

/** Every 20 seconds a line that fails, with a secret in it; every minute one of JSON. */
const scenario = scenarioSchema.parse({
  name: 'orders',
  account: LAB.accountId,
  region: LAB.region,
  logGroups: [
    {
      name: '/aws/lambda/orders-load',
      retentionDays: 7,
      lines: [
        { every: '20s', message: 'ERROR load failed password=hunter2hunter2' },
      ],
      metricFilters: [
        {
          name: 'failed-loads',
          pattern: 'ERROR',
          namespace: 'Orders',
          metricName: 'FailedLoads',
        },
      ],
      subscriptionFilters: [
        {
          name: 'archive',
          pattern: '',
          destinationArn:
            'arn:aws:firehose:eu-central-1:111122223333:deliverystream/log-archive',
        },
      ],
    },
    {
      name: '/aws/lambda/orders-store',
      lines: [
        { every: '1m', message: '{"stage":"store","token":"s3cr3ts3cr3t"}' },
      ],
    },
    {
      name: '/aws/lambda/orders-audit',
      class: 'INFREQUENT_ACCESS',
      lines: [{ every: '1m', message: 'audited' }],
    },
    {
      name: '/aws/lambda/payments',
      lines: [{ every: '1m', message: 'somebody else' }],
    },
  ],
  dashboards: ['orders-overview', 'payments-overview'].map(name => ({
    name,
    body: {
      widgets: [
        {
          type: 'log',
          properties: {
            title: 'Newest failure',
            region: LAB.region,
            query:
              "SOURCE '/aws/lambda/orders-load' | filter @message like /ERROR/ | fields @message | limit 1",
          },
        },
      ],
    },
  })),
});

const LIMITS: LogQueriesConfig = {
  freeText: false,
  longestHours: 24,
  mostRows: 1_000,
  gigabytesPerSource: 50,
  gigabytesPerUser: 10,
  runningPerSource: 5,
  runningPerUser: 2,
};

interface PortalOptions {
  pipeline: ResolvedPipeline;
  limits?: Partial<LogQueriesConfig>;
  denied?: string[];
  telemetry?: TelemetrySource;
  /** Milliseconds for one request to AWS with its retries. */
  deadlineMs?: number;
}

/** The log routes over the sandbox, as several users use them. */
export class QueryPortal {
  readonly #open: DefaultQueryService[] = [];

  private constructor(
    readonly clock: SandboxClock,
    readonly aws: RunningSandbox,
  ) {}

  static async start(): Promise<QueryPortal> {
    const clock = SandboxClock.create();
    clock.freeze();
    clock.set(START);
    return new QueryPortal(
      clock,
      await startSandbox({ clock, scenarios: [scenario] }),
    );
  }

  async reset(): Promise<void> {
    await Promise.all(this.#open.splice(0).map(queries => queries.close()));
    this.clock.set(START);
    await this.aws.sandbox.reset();
  }

  async close(): Promise<void> {
    await this.reset();
    await this.aws.close();
  }

  calls(api: string): number {
    return this.aws.sandbox.counters.read().calls[`logs:${api}`] ?? 0;
  }

  open(options: PortalOptions) {
    const { pipeline, limits, denied = [] } = options;
    const now = () => this.clock.now();
    const telemetry = options.telemetry ?? this.#telemetry(options.deadlineMs);
    const mask = createMask();
    const queries = DefaultQueryService.create({
      telemetry,
      mask,
      limits: { ...LIMITS, ...limits },
      sources: [
        DashboardQueries.create({
          reader: DashboardReader.create({ telemetry }),
        }),
      ],
      now,
    });
    this.#open.push(queries);
    const auditor = mockServices.auditor.mock();
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event);
    const permissions: PermissionsService = {
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async () => [],
    };
    const app = express()
      .use(
        createRouter({
          httpAuth: mockServices.httpAuth(),
          pipelines: {
            resolve: async ({ entityRef }) => [{ ...pipeline, entityRef }],
          },
          routes: [
            logsRoutes({
              logs: DefaultLogService.create({ telemetry, mask }),
              permissions,
              now,
            }),
            logQueriesRoutes({
              queries: new AuditedQueryService({ inner: queries, auditor }),
              permissions,
              userInfo: mockServices.userInfo(),
              now,
            }),
          ],
        }),
      )
      .use(mockErrorHandler());
    const as = (user: string, entity = 'orders') => {
      const url = `/v1/entities/component/default/${entity}/logs`;
      const authorised = (test: request.Test) =>
        test.set(
          'Authorization',
          mockCredentials.user.header(`user:default/${user}`),
        );
      const get = (path: string) => authorised(request(app).get(url + path));
      return {
        get,
        start: (body: object, range = 'range=PT1H') =>
          authorised(request(app).post(`${url}/query-runs?${range}`)).send(
            body,
          ),
        run: (id: string, query = '') => get(`/query-runs/${id}${query}`),
        stop: (id: string) =>
          authorised(request(app).delete(`${url}/query-runs/${id}`)),
        /** Looks at a run until it has ended. */
        end: async (id: string) => {
          for (;;) {
            this.clock.advance(600);
            const answer = await get(`/query-runs/${id}`);
            if (answer.body.data?.status !== 'running') {
              return answer;
            }
            await new Promise(resolve => {
              setTimeout(resolve, 20);
            });
          }
        },
      };
    };
    return { as, queries, auditor, event };
  }

  #telemetry(deadlineMs = 4_000): TelemetrySource {
    return createTelemetry({
      credentials: {
        getCredentialProvider: async ({ accountId } = {}) => ({
          sdkCredentialProvider: async () => ({
            accessKeyId: `SANDBOX${accountId}`,
            secretAccessKey: 'sandbox',
          }),
        }),
      },
      connections: () => ({
        endpoint: this.aws.url,
        maxAttempts: 2,
        requestTimeoutMs: deadlineMs / 2,
      }),
      deadlineMs,
      now: () => this.clock.now(),
    });
  }
}
