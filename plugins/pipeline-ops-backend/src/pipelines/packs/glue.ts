import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const gauge = { JobName: '${name}', JobRunId: 'ALL', Type: 'gauge' };

/** @see https://docs.aws.amazon.com/glue/latest/dg/monitoring-awsglue-with-cloudwatch-metrics.html */
export const glue: ServicePack = {
  kind: 'glue',
  title: 'Glue job',
  namespace: 'Glue',
  identity: 'JobName',
  dimensions: { JobName: '${name}', JobRunId: 'ALL', Type: 'count' },
  discoverBy: 'glue.driver.aggregate.elapsedTime',
  charts: [
    metricChart({
      metric: 'glue.driver.aggregate.elapsedTime',
      title: 'Elapsed time',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      role: 'latency',
      description:
        'Time that the run has taken, without the start of the cluster.',
      advice:
        'Compare bytes and records with an earlier run; look for skew, and give the job more workers.',
      thresholds: [{ when: '> 75% of timeout', severity: 'warning' }],
    }),
    metricChart({
      metric: 'glue.driver.aggregate.numCompletedTasks',
      title: 'Completed tasks',
      unit: 'Count',
      stats: ['Sum'],
      role: 'success',
    }),
    metricChart({
      metric: 'glue.driver.aggregate.numFailedTasks',
      title: 'Failed tasks',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'Read the error log of the run; tasks that fail and are repeated point to memory or to bad input.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'glue.driver.aggregate.numKilledTasks',
      title: 'Killed tasks',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      advice: 'Spark gave the tasks up, often because their executor was lost.',
      thresholds: [{ when: '> 0', severity: 'warning' }],
    }),
    metricChart({
      metric: 'glue.driver.aggregate.recordsRead',
      title: 'Records read',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      role: 'throughput',
      advice:
        'Far fewer than usual: is the input complete, and where does the job bookmark stand?',
    }),
    metricChart({
      metric: 'glue.driver.aggregate.bytesRead',
      title: 'Bytes read',
      unit: 'Bytes',
      stats: ['Sum'],
    }),
    metricChart({
      metric: 'glue.driver.jvm.heap.usage',
      title: 'Driver memory',
      unit: 'None',
      stats: ['Maximum'],
      dimensions: gauge,
      description: 'Share of the JVM heap that the driver uses, 0 to 1.',
      advice:
        'Do not collect data in the driver; list fewer files at once, or choose a larger worker type.',
      thresholds: [{ when: '> 0.9', severity: 'high' }],
    }),
    metricChart({
      metric: 'glue.ALL.jvm.heap.usage',
      title: 'Executor memory',
      unit: 'None',
      stats: ['Maximum'],
      dimensions: gauge,
      description:
        'Share of the JVM heap that driver and executors use, 0 to 1.',
      advice: 'Repartition the data, or choose a worker type with more memory.',
      thresholds: [{ when: '> 0.9', severity: 'warning' }],
    }),
    metricChart({
      metric: 'glue.ALL.system.cpuSystemLoad',
      title: 'CPU load',
      unit: 'None',
      description: 'Share of the CPU that driver and executors use, 0 to 1.',
      stats: ['Average'],
      dimensions: gauge,
      optional: true,
      advice:
        'Low load in a slow job means waiting: for a source, for a shuffle, or for one skewed task.',
    }),
    metricChart({
      metric: 'glue.ALL.s3.filesystem.read_bytes',
      title: 'Read from S3',
      unit: 'Bytes',
      stats: ['Sum'],
      optional: true,
      dimensions: gauge,
    }),
    metricChart({
      metric: 'glue.ALL.s3.filesystem.write_bytes',
      title: 'Written to S3',
      unit: 'Bytes',
      stats: ['Sum'],
      optional: true,
      dimensions: gauge,
    }),
    {
      id: 'glue.driver.ExecutorAllocationManager.executors',
      title: 'Executors',
      unit: 'Count',
      optional: true,
      description:
        'Executors that work, and how many would be needed for full speed.',
      advice:
        'When far more are needed than work, give the job more workers or turn on auto scaling.',
      series: [
        {
          id: 'working',
          label: 'Working',
          metric:
            'glue.driver.ExecutorAllocationManager.executors.numberAllExecutors',
          stat: 'Average',
          dimensions: gauge,
        },
        {
          id: 'needed',
          label: 'Needed',
          metric:
            'glue.driver.ExecutorAllocationManager.executors.numberMaxNeededExecutors',
          stat: 'Average',
          dimensions: gauge,
        },
      ],
    },
  ],
};
