import type { Overview } from '@pipeline-ops/plugin-pipeline-ops-common';
import { minutesAgo, NOW } from './clock';
import { wobble } from './series';

export function overview(now = NOW): Overview {
  const steady = Array.from({ length: 60 }, (_, i) => 1200 + 60 * wobble(7, i));
  const failing = steady.map((v, i) => (i < 48 ? v : v - (i - 47) * 60));
  return {
    pipelines: [
      {
        pipelineId: 'orders-feed',
        title: 'Orders feed',
        entityRef: 'component:default/orders-feed',
        owner: 'group:default/commerce-data',
        environments: [
          {
            name: 'prod',
            sourceIds: ['commerce-eu', 'commerce-us'],
            region: 'eu-central-1',
          },
          { name: 'dev1', sourceIds: ['commerce-eu'], region: 'eu-central-1' },
        ],
        environment: 'prod',
        verdict: {
          health: 'failing',
          reasons: [
            'Delivery: 14 failures in 5 min (guide: > 5)',
            'Queue and database are within their limits',
            'Archive has not reported for 9 min',
          ],
          alarmNames: ['orders-feed-delivery-failures', 'orders-feed-down'],
          since: minutesAgo(37, now),
        },
        stages: [
          {
            id: 'queue',
            title: 'Queue',
            resourceIds: ['sqs:orders'],
            health: 'healthy',
            successRate: 0.9994,
            throughput: 1204,
            sparkline: steady,
          },
          {
            id: 'database',
            title: 'PostgreSQL',
            resourceIds: ['rds:orders'],
            health: 'healthy',
            successRate: 0.998,
            throughput: 1203,
            sparkline: steady,
          },
          {
            id: 'delivery',
            title: 'Delivery',
            resourceIds: ['lambda:deliver'],
            health: 'failing',
            reason: '2 of 3 alarms in ALARM',
            successRate: 0.912,
            throughput: 1098,
            sparkline: failing,
          },
          {
            id: 'archive',
            title: 'Archive',
            resourceIds: ['s3:orders-archive'],
            health: 'no-data',
            lastDataAt: Math.floor(now / 1000) - 9 * 60,
            sparkline: steady.map((v, i) => (i < 54 ? v : null)),
          },
        ],
        resources: [
          {
            id: 'sqs:orders',
            kind: 'sqs',
            name: 'orders-feed-queue',
            title: 'queue',
            health: 'healthy',
          },
          {
            id: 'rds:orders',
            kind: 'rds',
            name: 'orders-feed-db',
            title: 'orders-feed-db',
            health: 'healthy',
          },
          {
            id: 'lambda:deliver',
            kind: 'lambda',
            name: 'orders-feed-deliver',
            title: 'deliver',
            health: 'failing',
            reason: 'Alarm orders-feed-delivery-failures is in ALARM (high)',
            consoleUrl:
              'https://eu-central-1.console.aws.amazon.com/lambda/home?region=eu-central-1#/functions/orders-feed-deliver',
          },
          {
            id: 'lambda:audit',
            kind: 'lambda',
            name: 'orders-feed-audit',
            title: 'audit',
            health: 'no-data',
            reason: 'No data point in this time',
          },
          {
            id: 's3:orders-archive',
            kind: 's3',
            name: 'orders-archive',
            title: 'orders-archive',
            health: 'degraded',
            reason: 'Objects written has not reported since 03:09 UTC',
          },
        ],
        alarmCounts: { alarm: 3, ok: 1, insufficientData: 1 },
        runbookCount: 3,
        checklistCount: 3,
        refusals: [
          {
            reference: 'logGroup /aws/lambda/billing-export',
            rule: 'commerce-eu lets group:default/commerce-data see log groups that begin with /aws/lambda/orders-feed',
            environment: 'prod',
          },
        ],
        problems: [],
      },
    ],
  };
}
