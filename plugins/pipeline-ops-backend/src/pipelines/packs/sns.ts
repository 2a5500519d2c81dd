import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export const sns: ServicePack = {
  kind: 'sns',
  title: 'SNS topic',
  namespace: 'AWS/SNS',
  identity: 'TopicName',
  dimensions: { TopicName: '${name}' },
  discoverBy: 'NumberOfMessagesPublished',
  charts: [
    metricChart({
      metric: 'NumberOfMessagesPublished',
      title: 'Messages published',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
    }),
    metricChart({
      metric: 'NumberOfNotificationsDelivered',
      title: 'Notifications delivered',
      unit: 'Count',
      stats: ['Sum'],
      role: 'success',
    }),
    metricChart({
      metric: 'NumberOfNotificationsFailed',
      title: 'Notifications failed',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'Turn on delivery logs for the protocol; look at the endpoint and at the permissions of the subscription.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'NumberOfNotificationsFilteredOut',
      title: 'Notifications filtered out',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      advice:
        'More than usual: the filter policy and the messages no longer match.',
    }),
  ],
};
