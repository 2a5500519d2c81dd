import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import { metricChart } from './metricChart';

/** @see https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html */
export const athena: ServicePack = {
  kind: 'athena',
  title: 'Athena workgroup',
  namespace: 'AWS/Athena',
  identity: 'WorkGroup',
  dimensions: { WorkGroup: '${name}' },
  discoverBy: 'TotalExecutionTime',
  charts: [
    metricChart({
      metric: 'TotalExecutionTime',
      title: 'Query time',
      unit: 'Milliseconds',
      stats: ['Maximum', 'Average'],
      role: 'latency',
      description:
        'Time from the start of a query to its result. Needs the workgroup to publish metrics.',
      advice:
        'Partition and compress the data, select fewer columns, or reserve capacity.',
    }),
    metricChart({
      metric: 'QueryQueueTime',
      title: 'Time in the queue',
      unit: 'Milliseconds',
      stats: ['Maximum'],
      advice: 'Too many queries at once: spread them, or reserve capacity.',
      thresholds: [{ when: '> 1m', severity: 'warning' }],
    }),
    metricChart({
      metric: 'ProcessedBytes',
      title: 'Data scanned',
      unit: 'Bytes',
      stats: ['Sum'],
      role: 'throughput',
      description: 'What queries are billed by.',
      advice:
        'A jump often is a query without a partition filter; set a scan limit for the workgroup.',
    }),
    {
      id: 'Queries',
      title: 'Queries by outcome',
      unit: 'Count',
      optional: true,
      advice: 'Look at the failed queries in the history of the workgroup.',
      series: [
        {
          id: 'm1',
          label: 'Queries',
          metric: 'TotalExecutionTime',
          stat: 'SampleCount',
          dimensions: {
            WorkGroup: '${name}',
            QueryState: '*',
            QueryType: 'DML',
          },
        },
      ],
    },
    metricChart({
      metric: 'EngineExecutionTime',
      title: 'Engine time',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
    }),
    metricChart({
      metric: 'QueryPlanningTime',
      title: 'Planning time',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
      advice: 'Many partitions take long to plan; use partition projection.',
    }),
    metricChart({
      metric: 'ServiceProcessingTime',
      title: 'Result processing time',
      unit: 'Milliseconds',
      stats: ['Average'],
      optional: true,
    }),
  ],
};
