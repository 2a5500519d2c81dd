import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export const states: ServicePack = {
  kind: 'states',
  title: 'State machine',
  namespace: 'AWS/States',
  identity: 'StateMachineArn',
  dimensions: {
    StateMachineArn:
      'arn:${partition}:states:${region}:${account}:stateMachine:${name}',
  },
  discoverBy: 'ExecutionsStarted',
  charts: [
    metricChart({
      metric: 'ExecutionsStarted',
      title: 'Executions started',
      unit: 'Count',
      stats: ['Sum'],
      role: 'throughput',
      advice:
        'When executions stay away, look at the schedule or the rule that starts them.',
    }),
    metricChart({
      metric: 'ExecutionsSucceeded',
      title: 'Executions succeeded',
      unit: 'Count',
      stats: ['Sum'],
      role: 'success',
    }),
    metricChart({
      metric: 'ExecutionsFailed',
      title: 'Executions failed',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'Open the failed execution and find the first state that failed; its input and cause are in the history.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'ExecutionsTimedOut',
      title: 'Executions timed out',
      unit: 'Count',
      stats: ['Sum'],
      role: 'failure',
      advice:
        'See which state the execution was in, and whether its timeout still suits the amount of data.',
      thresholds: [{ when: '> 0', severity: 'high' }],
    }),
    metricChart({
      metric: 'ExecutionsAborted',
      title: 'Executions aborted',
      unit: 'Count',
      stats: ['Sum'],
      advice: 'Somebody or something stopped them; CloudTrail knows who.',
    }),
    metricChart({
      metric: 'ExecutionThrottled',
      title: 'Throttled state transitions',
      unit: 'Count',
      stats: ['Sum'],
      advice:
        'Spread the starts, or ask for a higher quota of state transitions.',
      thresholds: [{ when: '> 0', severity: 'warning' }],
    }),
    metricChart({
      metric: 'ExecutionTime',
      title: 'Execution time',
      unit: 'Milliseconds',
      stats: ['Maximum', 'Average'],
      role: 'latency',
      description: 'Time from the start of an execution to its end.',
      advice:
        'Compare the states of a slow execution with those of an earlier one.',
      thresholds: [{ when: '> 100% of timeout', severity: 'warning' }],
    }),
  ],
};
