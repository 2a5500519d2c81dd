import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const capacity = (
  direction: 'Read' | 'Write',
): ServicePack['charts'][number] => ({
  id: `Consumed${direction}CapacityUnits`,
  title: `Consumed ${direction.toLowerCase()} capacity`,
  unit: 'Count/Second',
  role: direction === 'Write' ? 'throughput' : undefined,
  description:
    'Capacity units a second, on average over each period, beside what is provisioned.',
  advice:
    'Raise the provisioned capacity or its scaling limits, or switch to on-demand; look for a hot key first.',
  series: [
    {
      id: 'consumed',
      label: 'Consumed',
      metric: `Consumed${direction}CapacityUnits`,
      stat: 'Sum',
      visible: false,
    },
    {
      id: 'rate',
      label: 'Consumed',
      expression: 'consumed/PERIOD(consumed)',
    },
    {
      id: 'provisioned',
      label: 'Provisioned',
      metric: `Provisioned${direction}CapacityUnits`,
      stat: 'Average',
    },
  ],
  thresholds: [
    {
      when: `> 80% of ${direction.toLowerCase()}Capacity`,
      severity: 'warning',
    },
  ],
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
export const dynamodb: ServicePack = {
  kind: 'dynamodb',
  title: 'DynamoDB table',
  namespace: 'AWS/DynamoDB',
  identity: 'TableName',
  dimensions: { TableName: '${name}' },
  discoverBy: 'ConsumedReadCapacityUnits',
  charts: [
    capacity('Read'),
    capacity('Write'),
    metricChart({
      metric: 'ReadThrottleEvents',
      title: 'Throttled reads',
      unit: 'Count',
      stats: ['Sum'],
      advice: 'Raise the read capacity, or spread the reads over more keys.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'WriteThrottleEvents',
      title: 'Throttled writes',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice: 'Raise the write capacity, or spread the writes over more keys.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'ThrottledRequests',
      title: 'Throttled requests',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      description:
        'By operation; a batch counts when any of its items was throttled.',
      advice:
        'The operation tells which program to slow down or to give capacity.',
      dimensions: { TableName: '${name}', Operation: '*' },
      thresholds: [{ when: '> 0', severity: 'warning' }],
    }),
    metricChart({
      metric: 'SystemErrors',
      title: 'System errors',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      description:
        'Requests that DynamoDB answered with an HTTP 500, by operation.',
      advice: 'See the AWS Health Dashboard; make sure that clients retry.',
      dimensions: { TableName: '${name}', Operation: '*' },
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'SuccessfulRequestLatency',
      title: 'Request latency',
      unit: 'Milliseconds',
      stats: ['Average'],
      role: 'latency',
      optional: true,
      dimensions: { TableName: '${name}', Operation: '*' },
      advice:
        'Large items and strongly consistent reads take longer; see what changed in the requests.',
    }),
  ],
};
