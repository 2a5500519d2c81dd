import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
export const kinesis: ServicePack = {
  kind: 'kinesis',
  title: 'Kinesis stream',
  namespace: 'AWS/Kinesis',
  identity: 'StreamName',
  dimensions: { StreamName: '${name}' },
  discoverBy: 'IncomingRecords',
  charts: [
    metricChart({
      metric: 'IncomingRecords',
      title: 'Incoming records',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
      advice: 'When records stay away, look at the producer.',
    }),
    metricChart({
      metric: 'IncomingBytes',
      title: 'Incoming bytes',
      unit: 'Bytes',
      stats: ['Sum'],
    }),
    metricChart({
      metric: 'GetRecords.IteratorAgeMilliseconds',
      title: 'Iterator age',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      role: 'latency',
      description: 'How far the slowest reader is behind the newest record.',
      advice:
        'Look for errors in the consumer; then add shards, or readers with enhanced fan-out. At the retention period, records are lost.',
      thresholds: [{ when: '> 1m', severity: 'high' }],
    }),
    {
      id: 'GetRecords.Success',
      title: 'Successful reads',
      unit: 'Count',
      description: 'GetRecords calls that went well.',
      advice: 'Reads that stop mean that the consumer stands still.',
      series: [
        {
          id: 'm1',
          label: 'Successful reads',
          metric: 'GetRecords.Success',
          stat: 'Sum',
        },
      ],
    },
    metricChart({
      metric: 'ReadProvisionedThroughputExceeded',
      title: 'Throttled reads',
      unit: 'Count',
      stats: ['Sum'],
      advice:
        'Too many readers share a shard: use enhanced fan-out, read less often, or add shards.',
      thresholds: [{ when: '> 0', severity: 'warning' }],
    }),
    metricChart({
      metric: 'WriteProvisionedThroughputExceeded',
      title: 'Throttled writes',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'Add shards or switch to on-demand; look for a partition key that everything goes to.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'PutRecord.Success',
      title: 'Successful writes',
      unit: 'None',
      stats: ['Average'],
      optional: true,
      description: 'Share of PutRecord calls that went well, 0 to 1.',
    }),
    metricChart({
      metric: 'GetRecords.Latency',
      title: 'Read latency',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
    }),
  ],
};
