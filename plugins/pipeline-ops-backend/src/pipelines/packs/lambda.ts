import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

const counts = [
  {
    id: 'errors',
    label: 'Errors',
    metric: 'Errors',
    stat: 'Sum',
    visible: false,
  },
  {
    id: 'invocations',
    label: 'Invocations',
    metric: 'Invocations',
    stat: 'Sum',
    visible: false,
  },
];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const lambda: ServicePack = {
  kind: 'lambda',
  title: 'Lambda function',
  namespace: 'AWS/Lambda',
  identity: 'FunctionName',
  dimensions: { FunctionName: '${name}' },
  discoverBy: 'Invocations',
  charts: [
    metricChart({
      metric: 'Invocations',
      title: 'Invocations',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
      description: 'Calls that ran the function, successful or not.',
      advice:
        'When calls stay away, look at the trigger: event source mapping, schedule, or the caller.',
    }),
    metricChart({
      metric: 'Errors',
      title: 'Errors',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      description: 'Calls that ended in an exception or a timeout.',
      advice:
        "Read the function's log around the first error, and compare with the last deployment.",
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    {
      id: 'ErrorRate',
      title: 'Error rate',
      unit: 'Percent',
      description: 'Share of calls that ended in an error.',
      advice:
        'A few errors among many calls are often one bad record; a jump is often a deployment or a dependency.',
      series: [
        ...counts,
        {
          id: 'error_rate',
          label: 'Error rate',
          expression: '100*errors/MAX([errors,invocations])',
        },
      ],
      thresholds: [{ when: '> 1%', severity: 'warning' }],
    },
    {
      id: 'SuccessRate',
      title: 'Success rate',
      unit: 'Percent',
      description: 'Share of calls that ended well.',
      series: [
        ...counts,
        {
          id: 'success_rate',
          label: 'Success rate',
          expression: '100*(1-errors/MAX([errors,invocations]))',
        },
      ],
      thresholds: [{ when: '< 99%', severity: 'warning' }],
    },
    metricChart({
      metric: 'Duration',
      title: 'Duration',
      unit: 'Milliseconds',
      stats: ['Maximum', 'p99', 'Average'],
      role: 'latency',
      description: 'Time that the handler took for one event.',
      advice:
        'Find the slow part in a trace or the log, give the function more memory, or raise its timeout.',
      thresholds: [{ when: '> 75% of timeout', severity: 'warning' }],
    }),
    metricChart({
      metric: 'Throttles',
      title: 'Throttles',
      unit: 'Count',
      stats: ['Sum'],
      description:
        'Calls that were turned away because no concurrency was left.',
      advice:
        'Raise reserved concurrency or the account quota, or smooth out the callers.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'ConcurrentExecutions',
      title: 'Concurrent executions',
      unit: 'Count',
      stats: ['Maximum'],
      description: 'Instances of the function that worked at the same time.',
      advice:
        'Ask for a higher quota before the limit is reached, or reserve concurrency for what matters.',
      thresholds: [{ when: '> 80% of concurrency', severity: 'warning' }],
    }),
    metricChart({
      metric: 'IteratorAge',
      title: 'Iterator age',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      optional: true,
      description:
        'Age of the newest record of the batch that was read from a stream: how far the function lags behind.',
      advice:
        'Look for errors that block a shard, then raise the batch size, the parallelization factor or the number of shards.',
      thresholds: [{ when: '> 1h', severity: 'high' }],
    }),
    metricChart({
      metric: 'DeadLetterErrors',
      title: 'Dead-letter errors',
      unit: 'Count',
      stats: ['Sum'],
      optional: true,
      description: 'Events that could not be sent to the dead-letter queue.',
      advice: 'Check that the function may send to the queue, and its size.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
  ],
};
