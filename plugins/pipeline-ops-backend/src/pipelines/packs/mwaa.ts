import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const of = (part: string) => ({ Environment: '${name}', Function: part });
const container = { Environment: '${name}', Cluster: '*' };

/**
 * @see https://docs.aws.amazon.com/mwaa/latest/userguide/access-metrics-cw.html for what Airflow reports
 * @see https://docs.aws.amazon.com/mwaa/latest/userguide/accessing-metrics-cw-container-queue-db.html for containers
 */
export const mwaa: ServicePack = {
  kind: 'mwaa',
  title: 'Airflow environment',
  namespace: 'AmazonMWAA',
  identity: 'Environment',
  dimensions: of('Scheduler'),
  discoverBy: 'SchedulerHeartbeat',
  charts: [
    metricChart({
      metric: 'SchedulerHeartbeat',
      title: 'Scheduler heartbeat',
      unit: 'Count',
      stats: ['Sum'],
      advice:
        'Without heartbeats nothing is scheduled: read the scheduler log, and look at its CPU and memory.',
      thresholds: [{ when: '< 1', severity: 'critical' }],
    }),
    metricChart({
      metric: 'TaskInstanceSuccesses',
      title: 'Tasks succeeded',
      unit: 'Count',
      stats: ['Sum'],
      role: 'success',
      dimensions: { Environment: '${name}', DAG: 'All', Task: 'All' },
    }),
    metricChart({
      metric: 'TaskInstanceFailures',
      title: 'Tasks failed',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      dimensions: { Environment: '${name}', DAG: 'All', Task: 'All' },
      advice:
        "Open the task's log in Airflow; clear the task when its cause is gone.",
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'DAGDurationSuccess',
      title: 'Duration of successful runs',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      role: 'latency',
      optional: true,
      dimensions: { Environment: '${name}', DAG: '*' },
      advice: 'Find the task that took longer than usual in the Gantt view.',
      thresholds: [{ when: '> 100% of timeout', severity: 'warning' }],
    }),
    metricChart({
      metric: 'DAGDurationFailed',
      title: 'Duration of failed runs',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      optional: true,
      dimensions: { Environment: '${name}', DAG: '*' },
      advice: 'Any value means that a run failed.',
    }),
    metricChart({
      metric: 'TaskInstanceDuration',
      title: 'Task duration',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      optional: true,
      dimensions: { Environment: '${name}', DAG: '*', Task: '*' },
    }),
    {
      id: 'ExecutorTasks',
      title: 'Tasks in the executor',
      unit: 'Count',
      role: 'throughput',
      description: 'Tasks that run, and those that wait for a worker.',
      advice:
        'Tasks that wait while slots are open point to workers that are gone; otherwise allow more workers.',
      series: [
        {
          id: 'running',
          label: 'Running',
          metric: 'RunningTasks',
          stat: 'Average',
          dimensions: of('Executor'),
        },
        {
          id: 'queued',
          label: 'Queued',
          metric: 'QueuedTasks',
          stat: 'Average',
          dimensions: of('Executor'),
        },
        {
          id: 'open',
          label: 'Open slots',
          metric: 'OpenSlots',
          stat: 'Average',
          dimensions: of('Executor'),
        },
      ],
    },
    metricChart({
      metric: 'ImportErrors',
      title: 'Import errors',
      unit: 'Count',
      stats: ['Maximum'],
      dimensions: of('DAG Processing'),
      advice:
        'A DAG file cannot be loaded: the error is on the home page of Airflow and in the DAG processing log.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'TotalParseTime',
      title: 'Time to parse all DAGs',
      unit: 'Seconds',
      stats: ['Average'],
      dimensions: of('DAG Processing'),
      advice:
        'Move work out of the top level of DAG files, or parse them less often.',
      thresholds: [{ when: '> 30s', severity: 'warning' }],
    }),
    metricChart({
      metric: 'PoolOpenSlots',
      title: 'Open pool slots',
      unit: 'Count',
      stats: ['Minimum'],
      optional: true,
      dimensions: { Environment: '${name}', Pool: '*' },
      advice:
        'No open slot: tasks wait for others of their pool. Enlarge the pool, or spread the tasks.',
    }),
    metricChart({
      metric: 'CPUUtilization',
      title: 'CPU of the containers',
      unit: 'Percent',
      stats: ['Average'],
      optional: true,
      namespace: 'AWS/MWAA',
      dimensions: container,
      advice:
        'Choose a larger environment class, or run fewer tasks on a worker.',
      thresholds: [{ when: '> 80%', severity: 'warning' }],
    }),
    metricChart({
      metric: 'MemoryUtilization',
      title: 'Memory of the containers',
      unit: 'Percent',
      stats: ['Average'],
      optional: true,
      namespace: 'AWS/MWAA',
      dimensions: container,
      advice:
        'Tasks that hold data in memory kill their worker; hand the work to another service.',
      thresholds: [{ when: '> 80%', severity: 'warning' }],
    }),
    metricChart({
      metric: 'ApproximateAgeOfOldestTask',
      title: 'Age of the oldest waiting task',
      unit: 'Seconds',
      stats: ['Maximum'],
      optional: true,
      namespace: 'AWS/MWAA',
      dimensions: of('Celery'),
      advice: 'Allow more workers, or start fewer runs at the same time.',
    }),
  ],
};
