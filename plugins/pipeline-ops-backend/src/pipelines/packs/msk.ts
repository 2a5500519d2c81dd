import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const brokers = { 'Cluster Name': '${name}', 'Broker ID': '*' };
const groups = {
  'Cluster Name': '${name}',
  'Consumer Group': '*',
  Topic: '*',
};

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html */
export const msk: ServicePack = {
  kind: 'msk',
  title: 'Kafka cluster',
  namespace: 'AWS/Kafka',
  identity: 'Cluster Name',
  dimensions: { 'Cluster Name': '${name}' },
  discoverBy: 'ActiveControllerCount',
  charts: [
    metricChart({
      metric: 'ActiveControllerCount',
      title: 'Active controllers',
      unit: 'Count',
      stats: ['Average'],
      description: 'Exactly one broker is the controller at any time.',
      advice:
        'Without a controller, leaders are not elected. Contact AWS Support when it does not come back by itself.',
      thresholds: [{ when: '< 1', severity: 'critical' }],
    }),
    metricChart({
      metric: 'OfflinePartitionsCount',
      title: 'Offline partitions',
      unit: 'Count',
      stats: ['Maximum'],
      role: 'failure',
      description:
        'Partitions without a leader: nobody can write to or read from them.',
      advice:
        'See which broker is away, and whether topics have more than one replica.',
      thresholds: [{ when: '> 0', severity: 'critical' }],
    }),
    metricChart({
      metric: 'UnderReplicatedPartitions',
      title: 'Under-replicated partitions',
      unit: 'Count',
      stats: ['Maximum'],
      optional: true,
      dimensions: brokers,
      advice:
        'A broker is away or cannot keep up: look at its CPU, disk and network.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'MaxOffsetLag',
      title: 'Consumer lag',
      unit: 'Count',
      stats: ['Maximum'],
      optional: true,
      dimensions: groups,
      description:
        'Messages that the slowest partition of a consumer group is behind.',
      advice:
        'See whether the consumers run at all; then add consumers, up to the number of partitions.',
    }),
    metricChart({
      metric: 'EstimatedMaxTimeLag',
      title: 'Consumer lag in time',
      unit: 'Seconds',
      stats: ['Maximum'],
      role: 'latency',
      optional: true,
      dimensions: groups,
      advice: 'The time that a consumer group needs to catch up.',
    }),
    metricChart({
      metric: 'MessagesInPerSec',
      title: 'Messages in',
      unit: 'Count/Second',
      stats: ['Average'],
      role: 'throughput',
      optional: true,
      dimensions: brokers,
    }),
    metricChart({
      metric: 'BytesInPerSec',
      title: 'Bytes in',
      unit: 'Bytes/Second',
      stats: ['Average'],
      optional: true,
      dimensions: {
        'Cluster Name': '${name}',
        'Broker ID': '*',
        Topic: '*',
      },
    }),
    metricChart({
      metric: 'CpuUser',
      title: 'CPU of the brokers',
      unit: 'Percent',
      stats: ['Average'],
      optional: true,
      dimensions: brokers,
      description:
        'Time in user space. AWS advises to keep user and system time together under 60%.',
      advice:
        'Move partitions to other brokers, or choose a larger broker size.',
      thresholds: [{ when: '> 60%', severity: 'warning' }],
    }),
    metricChart({
      metric: 'KafkaDataLogsDiskUsed',
      title: 'Disk used',
      unit: 'Percent',
      stats: ['Maximum'],
      optional: true,
      dimensions: brokers,
      advice:
        'Shorten the retention of large topics, or enlarge the storage of the brokers.',
      thresholds: [{ when: '> 85%', severity: 'high' }],
    }),
    metricChart({
      metric: 'GlobalPartitionCount',
      title: 'Partitions',
      unit: 'Count',
      stats: ['Maximum'],
      optional: true,
    }),
  ],
};
