import type {
  ChartSpec,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { LAB } from './FakeTelemetry';

function lambdaChart(
  metricName: string,
  stat: string,
  more: Partial<ChartSpec> = {},
): ChartSpec {
  return {
    id: `lambda:orders-load:${metricName}`,
    title: metricName,
    unit: 'Count',
    thresholds: [],
    series: [
      {
        id: metricName.toLowerCase(),
        label: metricName,
        visible: true,
        metric: {
          namespace: 'AWS/Lambda',
          metricName,
          dimensions: { FunctionName: 'orders-load' },
          stat,
        },
      },
    ],
    ...more,
  };
}

/** A function that loads orders, in one environment, with a guide that names its alarms, log groups and a threshold. */
export function ordersPipeline(
  more: Partial<ResolvedPipeline> = {},
): ResolvedPipeline {
  return {
    pipelineId: 'orders',
    title: 'Orders',
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'orders' },
      spec: { owner: 'group:default/loaders' },
    },
    entityRef: 'component:default/orders',
    owner: 'group:default/loaders',
    environments: [
      {
        name: 'prod',
        variables: {},
        selections: [
          {
            source: LAB,
            alarms: [{ type: 'prefix', prefix: 'orders-' }],
            logGroups: [
              { type: 'prefix', prefix: '/aws/lambda/orders-' },
              { type: 'exact', name: '/ecs/orders' },
            ],
            dashboards: [],
          },
        ],
        resources: [
          {
            id: 'lambda:orders-load',
            kind: 'lambda',
            name: 'orders-load',
            title: 'Loader',
            sourceId: LAB.id,
            declared: true,
            charts: [
              lambdaChart('Invocations', 'Sum', { role: 'throughput' }),
              lambdaChart('Errors', 'Sum', {
                role: 'failure',
                thresholds: [
                  {
                    comparison: '>',
                    value: 5,
                    windowSeconds: 300,
                    text: '> 5 in 5 minutes',
                    action: 'Look at the newest deployment.',
                    origin: 'document',
                    document: {
                      path: 'docs/operations.md',
                      startLine: 40,
                      endLine: 40,
                    },
                  },
                ],
              }),
            ],
          },
        ],
        stages: [
          {
            id: 'load',
            title: 'Load',
            resourceIds: ['lambda:orders-load'],
          },
        ],
        refusals: [],
      },
    ],
    documents: [
      {
        path: 'docs/operations.md',
        url: 'https://host/orders/docs/operations.md',
        viewUrl: 'https://host/orders/docs/operations.md',
        content: {
          metricThresholds: [],
          alarms: [
            documentedAlarm('orders-{env}-errors', 12, 'Critical'),
            documentedAlarm('orders-late', 20),
          ],
          queries: [],
          dashboards: [],
          logGroups: [
            {
              id: 'lg1',
              headingPath: [],
              lines: { startLine: 60, endLine: 60 },
              name: '/aws/lambda/orders-load',
              retentionDays: 30,
            },
            {
              id: 'lg2',
              headingPath: [],
              lines: { startLine: 61, endLine: 61 },
              name: '/aws/lambda/orders-clean',
              retentionDays: 14,
            },
          ],
          logFilters: [],
          runbooks: [],
          checklists: [],
          escalation: [],
          contacts: [],
          environments: [],
          placeholders: [],
          nearMisses: [],
          problems: [],
        },
      },
    ],
    runbookLinks: [],
    timeZone: 'UTC',
    contested: false,
    problems: [],
    ...more,
  };
}

function documentedAlarm(name: string, startLine: number, severity?: string) {
  return {
    id: `alarm-${startLine}`,
    headingPath: ['Alarms'],
    lines: { startLine, endLine: startLine },
    name,
    kind: 'metric' as const,
    severity,
    origin: 'cli' as const,
  };
}
