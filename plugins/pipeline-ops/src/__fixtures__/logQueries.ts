import type {
  LogGroupFilters,
  QueryRun,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const GROUP = '/aws/lambda/orders-feed-deliver';

export function savedQueries(): SavedQueryList {
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    freeText: false,
    longestSeconds: 86_400,
    queries: [
      {
        id: 'failures-by-cause',
        title: 'Failures by cause',
        query:
          'filter @message like /FAILED/\n| stats count(*) as failures by cause, bin(5m)',
        logGroups: [GROUP],
        origin: 'document',
        position: {
          path: 'docs/operations.md',
          url: 'https://github.com/acme/orders/blob/main/docs/operations.md',
          startLine: 214,
          endLine: 217,
        },
        consoleUrl: 'https://eu-central-1.console.aws.amazon.com/cloudwatch',
      },
      {
        id: 'slowest',
        title: 'Slowest deliveries',
        query: 'fields @timestamp, @message | sort durationMs desc | limit 20',
        logGroups: [],
        origin: 'definition',
        unavailable: 'None of its log groups exists in eu-central-1.',
      },
    ],
  };
}

export function logGroupFilters(): LogGroupFilters {
  return {
    logGroup: GROUP,
    metricFilters: [
      {
        name: 'delivery-failures',
        pattern: 'FAILED',
        metrics: [
          { namespace: 'Orders', metricName: 'DeliveryFailures', value: '1' },
        ],
      },
    ],
    subscriptions: [
      {
        name: 'to-archive',
        pattern: '',
        destination: 'Lambda function archive-logs',
      },
    ],
  };
}

/** A run that is under way when it is started and complete when somebody looks again. */
export function queryRun(status: QueryRun['status']): QueryRun {
  const complete = status === 'complete';
  return {
    id: 'run-1',
    title: 'Failures by cause',
    query: savedQueries().queries[0].query,
    logGroups: [GROUP],
    status,
    from: 1_795_230_000,
    to: 1_795_233_600,
    columns: ['cause', 'failures'],
    rows: complete
      ? [
          ['timeout', '9'],
          ['refused', '121'],
          ['=HYPERLINK("x")', '3'],
        ]
      : [],
    bytesScanned: complete ? 2_500_000_000 : 800_000_000,
    recordsScanned: complete ? 91_204 : 30_000,
    recordsMatched: complete ? 133 : 41,
    estimatedCost: complete ? 0.0125 : 0.004,
  };
}
