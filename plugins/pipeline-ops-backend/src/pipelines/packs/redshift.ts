import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html */
export const redshift: ServicePack = {
  kind: 'redshift',
  title: 'Redshift cluster',
  namespace: 'AWS/Redshift',
  identity: 'ClusterIdentifier',
  dimensions: { ClusterIdentifier: '${name}' },
  discoverBy: 'HealthStatus',
  charts: [
    metricChart({
      metric: 'HealthStatus',
      title: 'Health',
      unit: 'None',
      stats: ['Minimum'],
      description: '1 when the cluster answers, 0 when it does not.',
      advice:
        'Look at the events of the cluster; during maintenance it may be 0.',
      thresholds: [{ when: '< 1', severity: 'critical' }],
    }),
    metricChart({
      metric: 'CPUUtilization',
      title: 'CPU utilization',
      unit: 'Percent',
      stats: ['Average', 'Maximum'],
      advice:
        'Find the heaviest queries, turn on concurrency scaling, or resize.',
      thresholds: [{ when: '> 80%', severity: 'warning' }],
    }),
    metricChart({
      metric: 'PercentageDiskSpaceUsed',
      title: 'Disk used',
      unit: 'Percent',
      stats: ['Maximum'],
      advice: 'Vacuum, drop what is not needed, unload to S3, or resize.',
      thresholds: [{ when: '> 80%', severity: 'high' }],
    }),
    metricChart({
      metric: 'DatabaseConnections',
      title: 'Connections',
      unit: 'Count',
      stats: ['Maximum'],
      advice:
        'A cluster takes 2,000 connections at most; look for clients that never close theirs.',
      thresholds: [{ when: '> 80% of connections', severity: 'warning' }],
    }),
    metricChart({
      metric: 'QueriesCompletedPerSecond',
      title: 'Queries completed',
      unit: 'Count/Second',
      stats: ['Average'],
      role: 'throughput',
      optional: true,
      dimensions: { ClusterIdentifier: '${name}', latency: '*' },
    }),
    metricChart({
      metric: 'QueryDuration',
      title: 'Query duration',
      unit: 'Microseconds',
      stats: ['Average'],
      role: 'latency',
      optional: true,
      dimensions: { ClusterIdentifier: '${name}', latency: '*' },
      advice:
        'Look at the plan of slow queries, at statistics and at sort keys.',
    }),
  ],
};
