import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const INSIGHTS = 'ECS/ContainerInsights';

/**
 * A service is named `cluster/service`.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
export const ecs: ServicePack = {
  kind: 'ecs',
  title: 'ECS service',
  namespace: 'AWS/ECS',
  identity: 'ServiceName',
  dimensions: { ClusterName: '${name.0}', ServiceName: '${name.1}' },
  charts: [
    metricChart({
      metric: 'CPUUtilization',
      title: 'CPU utilization',
      unit: 'Percent',
      stats: ['Average', 'Maximum'],
      advice: 'Add tasks or CPU; see whether one task does all the work.',
      thresholds: [{ when: '> 80%', severity: 'warning' }],
    }),
    metricChart({
      metric: 'MemoryUtilization',
      title: 'Memory utilization',
      unit: 'Percent',
      stats: ['Maximum', 'Average'],
      advice: 'A steady rise is a leak; tasks are killed at 100%.',
      thresholds: [{ when: '> 80%', severity: 'warning' }],
    }),
    {
      id: 'Tasks',
      title: 'Tasks',
      unit: 'Count',
      optional: true,
      description:
        'Tasks that run, and how many there should be. Needs Container Insights.',
      advice:
        'Fewer than desired: the events of the service say why tasks cannot start or stay up.',
      series: [
        {
          id: 'running',
          label: 'Running',
          metric: 'RunningTaskCount',
          stat: 'Average',
          namespace: INSIGHTS,
        },
        {
          id: 'desired',
          label: 'Desired',
          metric: 'DesiredTaskCount',
          stat: 'Average',
          namespace: INSIGHTS,
        },
        {
          id: 'pending',
          label: 'Pending',
          metric: 'PendingTaskCount',
          stat: 'Average',
          namespace: INSIGHTS,
        },
      ],
    },
  ],
};
