import type {
  Alarm,
  AlarmHistory,
  AlarmList,
  Chart,
  ChartSeries,
  LogEvents,
  LogGroupList,
  MetricsAnswer,
  Overview,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { minutesAgo, NOW } from './clock';

export function sources(now = NOW): SourceState[] {
  return [
    {
      id: 'commerce-eu',
      account: '111111111111',
      region: 'eu-central-1',
      status: 'ok',
      asOf: new Date(now - 12_000).toISOString(),
    },
    {
      id: 'commerce-us',
      account: '222222222222',
      region: 'us-east-1',
      status: 'throttled',
      asOf: new Date(now - 140_000).toISOString(),
      message: 'CloudWatch slowed us down; the next try is in 20 s',
    },
  ];
}

const PERIOD = 60;
const POINTS = 180;

/** Believable noise that is the same on every run. */
function wobble(seed: number, i: number): number {
  const x = Math.sin(seed * 127.1 + i * 311.7) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

function series(
  id: string,
  label: string,
  now: number,
  value: (i: number) => number | null,
): ChartSeries {
  const t0 = Math.floor(now / 60_000) * 60 - POINTS * PERIOD;
  const values = Array.from({ length: POINTS }, (_, i) => value(i));
  return {
    id,
    label,
    t0,
    step: PERIOD,
    values,
    status: 'complete',
    empty: values.every(v => v === null),
  };
}

/** Minutes of the shown three hours after which deliveries fail. */
const BREAK_AT = POINTS - 37;

const failures = (i: number) =>
  i < BREAK_AT
    ? Math.max(0, Math.round(1 + 2 * wobble(1, i)))
    : Math.round(Math.min(14, 5 + (i - BREAK_AT) * 0.9) + 2 * wobble(1, i));

export function alarms(now = NOW): Alarm[] {
  const common = {
    actionsEnabled: true,
    actions: ['SNS topic orders-on-call'],
    sourceId: 'commerce-eu',
    region: 'eu-central-1',
    consoleUrl:
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:',
  };
  const metric = (metricName: string, stat: string) => ({
    namespace: 'Orders/Feed',
    metricName,
    dimensions: { Stage: 'delivery' },
    stat,
    period: 300,
  });
  return [
    {
      ...common,
      name: 'orders-feed-down',
      type: 'composite',
      state: 'ALARM',
      stateReason: '2 of 3 parts are in ALARM',
      since: minutesAgo(35, now),
      severity: 'critical',
      condition: 'rule over 3 alarms',
      rule: {
        type: 'and',
        children: [
          {
            type: 'state',
            expected: 'ALARM',
            actual: 'ALARM',
            alarmName: 'orders-feed-delivery-failures',
          },
          {
            type: 'or',
            children: [
              {
                type: 'state',
                expected: 'ALARM',
                actual: 'OK',
                alarmName: 'orders-feed-write-latency',
              },
              {
                type: 'state',
                expected: 'ALARM',
                actual: 'ALARM',
                alarmName: 'orders-feed-backlog',
              },
            ],
          },
        ],
      },
      runbooks: [
        {
          runbookId: 'deliveries-fail',
          title: 'Deliveries to the warehouse fail',
          reason: 'named in the document',
          explicit: true,
        },
      ],
    },
    {
      ...common,
      name: 'orders-feed-delivery-failures',
      type: 'metric',
      state: 'ALARM',
      stateReason: '14.0 at 02:40 was greater than the threshold 5.0',
      since: minutesAgo(37, now),
      severity: 'high',
      description: 'Deliveries that the warehouse refused',
      condition: 'DeliveryFailures Sum > 5 for 1 of 1 x 5 min',
      threshold: 5,
      comparison: '>',
      metric: metric('DeliveryFailures', 'Sum'),
      missingData: 'notBreaching',
      runbooks: [
        {
          runbookId: 'deliveries-fail',
          title: 'Deliveries to the warehouse fail',
          reason: 'named in the document',
          explicit: true,
        },
      ],
    },
    {
      ...common,
      name: 'orders-feed-backlog',
      type: 'metric',
      state: 'ALARM',
      stateReason: '5,210 at 02:43 was greater than the threshold 2,000',
      since: minutesAgo(35, now),
      severity: 'medium',
      condition:
        'ApproximateNumberOfMessagesVisible Maximum > 2000 for 2 of 3 x 1 min',
      metric: metric('ApproximateNumberOfMessagesVisible', 'Maximum'),
      missingData: 'missing',
      runbooks: [],
    },
    {
      ...common,
      name: 'orders-feed-archive-silent',
      type: 'metric',
      state: 'INSUFFICIENT_DATA',
      stateReason: 'No data point in the last 9 minutes',
      since: minutesAgo(9, now),
      condition: 'ObjectsWritten Sum < 1 for 3 of 3 x 5 min',
      metric: metric('ObjectsWritten', 'Sum'),
      missingData: 'missing',
      runbooks: [],
    },
    {
      ...common,
      name: 'orders-feed-write-latency',
      type: 'metric',
      state: 'OK',
      stateReason: '1.9 s was within the threshold 5 s',
      since: minutesAgo(6 * 24 * 60, now),
      severity: 'medium',
      condition: 'WriteLatency p99 > 5 s for 3 of 5 x 1 min',
      metric: metric('WriteLatency', 'p99'),
      missingData: 'missing',
      runbooks: [
        {
          runbookId: 'slow-writes',
          title: 'Writes to the database are slow',
          reason: 'same metric',
          explicit: false,
        },
      ],
    },
  ];
}

export function alarmList(now = NOW): AlarmList {
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    alarms: alarms(now),
    missing: [
      {
        name: 'orders-feed-duplicate-orders',
        documentedIn: 'docs/operations.md',
        line: 118,
      },
    ],
  };
}

export function alarmHistory(alarmName: string, now = NOW): AlarmHistory {
  return {
    alarmName,
    transitions: [
      {
        at: minutesAgo(37, now),
        kind: 'state',
        from: 'OK',
        to: 'ALARM',
        summary: 'From OK to ALARM',
      },
      {
        at: minutesAgo(37, now),
        kind: 'action',
        summary: 'Told SNS topic orders-on-call',
      },
      {
        at: minutesAgo(9 * 24 * 60, now),
        kind: 'state',
        from: 'ALARM',
        to: 'OK',
        summary: 'From ALARM to OK',
      },
    ],
  };
}

export function overview(now = NOW): Overview {
  const steady = Array.from({ length: 60 }, (_, i) => 1200 + 60 * wobble(7, i));
  const failing = steady.map((v, i) => (i < 48 ? v : v - (i - 47) * 60));
  return {
    pipelines: [
      {
        pipelineId: 'orders-feed',
        title: 'Orders feed',
        entityRef: 'component:default/orders-feed',
        owner: 'group:default/commerce-data',
        environments: [
          {
            name: 'prod',
            sourceIds: ['commerce-eu', 'commerce-us'],
            region: 'eu-central-1',
          },
          { name: 'dev1', sourceIds: ['commerce-eu'], region: 'eu-central-1' },
        ],
        environment: 'prod',
        verdict: {
          health: 'failing',
          reasons: [
            'Delivery: 14 failures in 5 min (guide: > 5)',
            'Queue and database are within their limits',
            'Archive has not reported for 9 min',
          ],
          alarmNames: ['orders-feed-delivery-failures', 'orders-feed-down'],
          since: minutesAgo(37, now),
        },
        stages: [
          {
            id: 'queue',
            title: 'Queue',
            resourceIds: ['sqs:orders'],
            health: 'healthy',
            successRate: 0.9994,
            throughput: 1204,
            sparkline: steady,
          },
          {
            id: 'database',
            title: 'PostgreSQL',
            resourceIds: ['rds:orders'],
            health: 'healthy',
            successRate: 0.998,
            throughput: 1203,
            sparkline: steady,
          },
          {
            id: 'delivery',
            title: 'Delivery',
            resourceIds: ['lambda:deliver'],
            health: 'failing',
            reason: '2 of 3 alarms in ALARM',
            successRate: 0.912,
            throughput: 1098,
            sparkline: failing,
          },
          {
            id: 'archive',
            title: 'Archive',
            resourceIds: ['s3:orders-archive'],
            health: 'no-data',
            lastDataAt: Math.floor(now / 1000) - 9 * 60,
            sparkline: steady.map((v, i) => (i < 54 ? v : null)),
          },
        ],
        resources: [
          {
            id: 'lambda:deliver',
            kind: 'lambda',
            name: 'orders-feed-deliver',
            title: 'deliver',
          },
        ],
        alarmCounts: { alarm: 3, ok: 1, insufficientData: 1 },
        runbookCount: 3,
        checklistCount: 3,
        refusals: [
          {
            reference: 'logGroup /aws/lambda/billing-export',
            rule: 'commerce-eu lets group:default/commerce-data see log groups that begin with /aws/lambda/orders-feed',
            environment: 'prod',
          },
        ],
        problems: [],
      },
    ],
  };
}

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
          position,
        },
      ],
      alarmBand: [
        { from, to: breakAt, state: 'OK' },
        { from: breakAt, to, state: 'ALARM' },
      ],
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
        series('backlog', 'Waiting', now, i =>
          i < BREAK_AT
            ? 280 + 120 * wobble(5, i)
            : 300 + (i - BREAK_AT) * 133 + 120 * wobble(5, i),
        ),
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

export function logGroups(): LogGroupList {
  const common = { sourceId: 'commerce-eu', region: 'eu-central-1' };
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    groups: [
      {
        ...common,
        name: '/aws/lambda/orders-feed-deliver',
        retentionDays: 30,
        documentedRetentionDays: 30,
        storedBytes: 734_003_200,
        exists: true,
      },
      {
        ...common,
        name: '/aws/lambda/orders-feed-audit',
        documentedRetentionDays: 365,
        exists: false,
      },
    ],
  };
}

export function logEvents(now = NOW): LogEvents {
  const line = (
    secondsAgo: number,
    level: 'ERROR' | 'WARN' | 'INFO',
    message: string,
  ) => ({
    id: `${secondsAgo}`,
    timestamp: now - secondsAgo * 1000 + 402,
    stream: '2026/11/21/[$LATEST]8f2c',
    level,
    message,
  });
  return {
    logGroup: '/aws/lambda/orders-feed-deliver',
    events: [
      line(2, 'ERROR', 'delivery refused order=A-1183 status=503 attempt=3'),
      line(5, 'WARN', 'retrying in 800 ms (2/3) host=warehouse.internal'),
      line(9, 'ERROR', 'connect ECONNREFUSED warehouse.internal:443'),
      line(21, 'INFO', 'delivered order=A-1179 in 212 ms'),
    ],
    cursor: 'next',
    complete: false,
  };
}
