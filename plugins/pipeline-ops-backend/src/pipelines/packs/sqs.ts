import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export const sqs: ServicePack = {
  kind: 'sqs',
  title: 'SQS queue',
  namespace: 'AWS/SQS',
  identity: 'QueueName',
  dimensions: { QueueName: '${name}' },
  discoverBy: 'ApproximateNumberOfMessagesVisible',
  charts: [
    metricChart({
      metric: 'ApproximateAgeOfOldestMessage',
      title: 'Age of the oldest message',
      unit: 'Seconds',
      stats: ['Maximum'],
      role: 'latency',
      advice:
        'Look for a message that fails again and again; then add consumers, and a dead-letter queue if there is none.',
      thresholds: [{ when: '> 15m', severity: 'warning' }],
    }),
    metricChart({
      metric: 'ApproximateNumberOfMessagesVisible',
      title: 'Messages that wait',
      unit: 'Count',
      stats: ['Maximum'],
      advice:
        'Consumers are too few or too slow. In a dead-letter queue, every message is a failure to look at.',
    }),
    metricChart({
      metric: 'ApproximateNumberOfMessagesNotVisible',
      title: 'Messages in flight',
      unit: 'Count',
      stats: ['Maximum'],
      advice:
        'A standard queue allows about 120,000; consumers that never delete their messages fill it.',
    }),
    metricChart({
      metric: 'NumberOfMessagesSent',
      title: 'Messages sent',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
    }),
    metricChart({
      metric: 'NumberOfMessagesDeleted',
      title: 'Messages done',
      unit: 'Count',
      stats: ['Sum'],
      role: 'success',
      description: 'Messages that a consumer deleted after its work.',
    }),
  ],
};
