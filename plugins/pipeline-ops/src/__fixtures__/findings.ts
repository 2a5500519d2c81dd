import type { FindingList } from '@pipeline-ops/plugin-pipeline-ops-common';

export function findings(): FindingList {
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    coverage: { answered: 3, alarms: 4 },
    unchecked: ['Dashboards: the role lacks cloudwatch:ListDashboards.'],
    findings: [
      {
        id: 'alarm-missing:orders-feed-duplicate-orders',
        kind: 'alarm-missing',
        severity: 'high',
        subject: 'orders-feed-duplicate-orders',
        expected: 'an alarm, Duplicates Sum > 0',
        found: 'no alarm of this name in eu-central-1',
        advice: 'Deploy the alarm, or take it out of the guide.',
        position: {
          path: 'docs/operations.md',
          url: 'https://github.com/acme/orders/blob/main/docs/operations.md',
          startLine: 118,
          endLine: 126,
        },
      },
      {
        id: 'retention-differs:/aws/lambda/orders-feed-deliver',
        kind: 'retention-differs',
        severity: 'low',
        subject: '/aws/lambda/orders-feed-deliver',
        expected: '30 days',
        found: '14 days',
        advice: 'Set the retention of the log group to 30 days.',
        consoleUrl: 'https://eu-central-1.console.aws.amazon.com/cloudwatch',
      },
    ],
  };
}
