import type {
  Chart,
  MetricsAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';
import { BREAK_AT, PERIOD, POINTS, series, wobble } from './series';

const failures = (i: number) =>
  i < BREAK_AT
    ? Math.max(0, Math.round(1 + 2 * wobble(1, i)))
    : Math.round(Math.min(14, 5 + (i - BREAK_AT) * 0.9) + 2 * wobble(1, i));

export function metrics(now = NOW): MetricsAnswer {
  const to = Math.floor(now / 60_000) * 60;
  const from = to - POINTS * PERIOD;
  const breakAt = from + BREAK_AT * PERIOD;
  const position = {
    path: 'docs/operations.md',
    url: 'https://git.example.com/commerce/orders-feed/blob/main/docs/operations.md#L88',
    startLine: 88,
    endLine: 88,
  };
  const delivery: Chart[] = [
    {
      id: 'delivery-failures',
      title: 'Delivery failures',
      documentSection: 'Deliveries',
      unit: 'Count',
      stageId: 'delivery',
      series: [series('failures', 'DeliveryFailures', now, failures)],
      thresholds: [
        {
          value: 5,
          comparison: '>',
          text: '> 5 in 5 min',
          action:
            'Check the warehouse status page, then drain the dead-letter queue',
          origin: 'document',
          severity: 'high',
          breached: true,
          observed: 14,
          since: breakAt,
          position,
        },
      ],
      alarmBand: [
        { from, to: breakAt, state: 'OK' },
        { from: breakAt, to, state: 'ALARM' },
      ],
      marks: [{ at: breakAt, label: 'From OK to ALARM', kind: 'alarm' }],
      alarmNames: ['orders-feed-delivery-failures'],
    },
    {
      id: 'write-latency',
      title: 'Write latency, average and p99',
      unit: 'Milliseconds',
      stageId: 'database',
      series: [
        series('avg', 'Average', now, i => 1200 + 400 * wobble(3, i)),
        series('p99', 'p99', now, i => 1700 + 500 * wobble(4, i)),
      ],
      thresholds: [
        {
          value: 5000,
          comparison: '>',
          text: '> 5 s',
          origin: 'document',
          breached: false,
          observed: 1900,
          position,
        },
      ],
      alarmBand: [{ from, to, state: 'OK' }],
      alarmNames: ['orders-feed-write-latency'],
    },
    {
      id: 'backlog',
      title: 'Messages waiting',
      unit: 'Count',
      stageId: 'queue',
      series: [
        {
          ...series('backlog', 'Waiting', now, i =>
            i < BREAK_AT
              ? 280 + 120 * wobble(5, i)
              : 300 + (i - BREAK_AT) * 133 + 120 * wobble(5, i),
          ),
          baseline: {
            low: Array.from({ length: POINTS }, () => 180),
            high: Array.from({ length: POINTS }, () => 420),
            ratio: 17.1,
            unusual: true,
          },
        },
      ],
      thresholds: [
        {
          comparison: '>',
          text: '> 120 % of baseline',
          action: 'Scale the delivery function out',
          origin: 'document',
        },
      ],
      alarmNames: [],
    },
    {
      id: 'objects-written',
      title: 'Objects written',
      unit: 'Count',
      stageId: 'archive',
      series: [
        series('objects', 'ObjectsWritten', now, i =>
          (i > 60 && i < 80) || i > POINTS - 9 ? null : 20 + 6 * wobble(6, i),
        ),
      ],
      thresholds: [],
      advice:
        'A gap longer than 15 minutes means that the archive role lost its permission.',
      alarmNames: ['orders-feed-archive-silent'],
    },
    {
      id: 'duration',
      title: 'Duration',
      unit: 'Milliseconds',
      stageId: 'delivery',
      series: [
        {
          ...series('duration', 'Duration', now, i => 212 + 30 * wobble(8, i)),
          baseline: {
            low: Array.from({ length: POINTS }, () => 180),
            high: Array.from({ length: POINTS }, () => 212),
            ratio: 1.08,
            unusual: false,
          },
        },
      ],
      thresholds: [
        {
          value: 675_000,
          comparison: '>',
          text: '> 75 % of timeout',
          base: 'timeout of 900 s in the definition',
          origin: 'document',
          breached: false,
          observed: 212,
        },
      ],
      bands: [
        {
          label: 'expected by anomaly detection',
          t0: from,
          step: PERIOD,
          values: Array.from({ length: POINTS }, () => 150),
          upper: Array.from({ length: POINTS }, () => 260),
        },
      ],
      alarmNames: [],
    },
    {
      id: 'duplicates',
      title: 'Duplicate orders',
      unit: 'Count',
      stageId: 'delivery',
      series: [series('duplicates', 'DuplicateOrders', now, () => null)],
      thresholds: [],
      alarmNames: [],
    },
    {
      id: 'memory',
      title: 'Memory used',
      unit: 'Bytes',
      stageId: 'delivery',
      series: [
        {
          ...series('memory', 'MemoryUsed', now, () => null),
          status: 'failed',
          message: 'eu-central-1 did not answer within 5 s.',
        },
      ],
      thresholds: [],
      alarmNames: [],
    },
  ];
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    from,
    to,
    period: PERIOD,
    sections: [
      {
        id: 'lambda-deliver',
        title: 'Delivery',
        subtitle: 'Orders/Feed',
        stageId: 'delivery',
        charts: delivery.filter(({ stageId }) => stageId === 'delivery'),
      },
      {
        id: 'rest',
        title: 'Queue, database and archive',
        charts: delivery.filter(({ stageId }) => stageId !== 'delivery'),
      },
    ],
  };
}
