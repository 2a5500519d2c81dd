import type {
  ServicePack,
  ServicePackChart,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const common: ServicePackChart[] = [
  metricChart({
    metric: 'CPUUtilization',
    title: 'CPU utilization',
    unit: 'Percent',
    stats: ['Average', 'Maximum'],
    advice:
      'Find the heaviest statements, then add an index, move load away, or choose a larger instance class.',
    thresholds: [{ when: '> 80%', severity: 'warning' }],
  }),
  metricChart({
    metric: 'FreeableMemory',
    title: 'Freeable memory',
    unit: 'Bytes',
    stats: ['Minimum', 'Average'],
    advice:
      'Too little of it leads to swapping: reduce connections or buffers, or choose a class with more memory.',
    thresholds: [{ when: '< 20% of memory', severity: 'warning' }],
  }),
  metricChart({
    metric: 'DatabaseConnections',
    title: 'Connections',
    unit: 'Count',
    stats: ['Maximum', 'Average'],
    advice:
      'Look for clients that never close connections; put a pooler or RDS Proxy in between.',
    thresholds: [{ when: '> 80% of connections', severity: 'warning' }],
  }),
  metricChart({
    metric: 'ReadLatency',
    title: 'Read latency',
    unit: 'Seconds',
    stats: ['Average'],
    advice:
      'Slow reads point to storage that is too slow, or to scans that an index would avoid.',
  }),
  metricChart({
    metric: 'WriteLatency',
    title: 'Write latency',
    unit: 'Seconds',
    stats: ['Average'],
    role: 'latency',
    advice:
      'See whether commits are small and many, and whether storage is at its limit.',
  }),
];

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export const rdsInstance: ServicePack = {
  kind: 'rds',
  type: 'instance',
  title: 'Database instance',
  namespace: 'AWS/RDS',
  identity: 'DBInstanceIdentifier',
  dimensions: { DBInstanceIdentifier: '${name}' },
  discoverBy: 'CPUUtilization',
  charts: [
    ...common,
    metricChart({
      metric: 'ReadIOPS',
      title: 'Read operations',
      unit: 'Count/Second',
      stats: ['Average'],
      advice:
        'When it stays high, look at what is read without an index, or provision more IOPS.',
    }),
    metricChart({
      metric: 'WriteIOPS',
      title: 'Write operations',
      unit: 'Count/Second',
      stats: ['Average'],
      role: 'throughput',
      advice: 'When it stays high, batch the writes, or provision more IOPS.',
    }),
    metricChart({
      metric: 'DiskQueueDepth',
      title: 'Disk queue depth',
      unit: 'Count',
      stats: ['Average'],
      advice:
        'Requests wait for storage: provision more IOPS, or spread the load over time.',
    }),
    metricChart({
      metric: 'FreeStorageSpace',
      title: 'Free storage',
      unit: 'Bytes',
      stats: ['Minimum'],
      optional: true,
      advice:
        'Raise the storage or turn on its autoscaling; find out what grows.',
      thresholds: [{ when: '< 20% of storage', severity: 'high' }],
    }),
    metricChart({
      metric: 'AuroraReplicaLag',
      title: 'Replica lag',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      optional: true,
      advice:
        'See whether the replica is short of CPU, or a long transaction holds it back.',
    }),
    metricChart({
      metric: 'FreeLocalStorage',
      title: 'Free local storage',
      unit: 'Bytes',
      stats: ['Minimum'],
      optional: true,
      advice:
        'Sorts and temporary tables use it: tune the statements, or choose a larger class.',
    }),
  ],
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html */
export const rdsCluster: ServicePack = {
  kind: 'rds',
  type: 'cluster',
  title: 'Aurora cluster',
  namespace: 'AWS/RDS',
  identity: 'DBClusterIdentifier',
  dimensions: { DBClusterIdentifier: '${name}' },
  discoverBy: 'VolumeBytesUsed',
  charts: [
    ...common,
    metricChart({
      metric: 'VolumeReadIOPs',
      title: 'Billed read operations',
      unit: 'Count',
      stats: ['Average'],
      description:
        'Read operations on the cluster volume, reported every five minutes.',
      advice:
        'A working set that outgrew the memory reads from the volume again and again.',
    }),
    metricChart({
      metric: 'VolumeWriteIOPs',
      title: 'Billed write operations',
      unit: 'Count',
      stats: ['Average'],
      role: 'throughput',
      description:
        'Write operations on the cluster volume, reported every five minutes.',
    }),
    metricChart({
      metric: 'VolumeBytesUsed',
      title: 'Volume used',
      unit: 'Bytes',
      stats: ['Maximum'],
      advice:
        'Drop or archive what is not needed; the volume grows by itself, and so does its price.',
      thresholds: [{ when: '> 80% of storage', severity: 'warning' }],
    }),
  ],
};
