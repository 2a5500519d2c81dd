import type {
  Alarm,
  AlarmDetail,
  AlarmHistory,
  AlarmList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { minutesAgo, NOW } from './clock';
import { metrics } from './metrics';

export function alarms(now = NOW): Alarm[] {
  const common = {
    actionsEnabled: true,
    actions: ['SNS topic orders-on-call'],
    sourceId: 'commerce-eu',
    region: 'eu-central-1',
    consoleUrl:
      'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:',
  };
  const documented = (startLine: number) => ({
    path: 'docs/operations.md',
    url: `https://git.example.com/commerce/orders-feed/blob/main/docs/operations.md#L${startLine}`,
    startLine,
    endLine: startLine + 6,
  });
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
      suppressedBy: 'orders-feed-maintenance',
      documented: documented(96),
      evidence: {
        values: [],
        triggeredBy: [
          {
            alarmName: 'orders-feed-delivery-failures',
            state: 'ALARM',
            since: minutesAgo(37, now),
          },
        ],
      },
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
      documented: documented(104),
      evidence: {
        // One period of five minutes, which ended two minutes before the state changed.
        values: [14],
        threshold: 5,
        windowStart: minutesAgo(39, now),
        evaluatedAt: minutesAgo(37, now),
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

export function alarmDetail(alarmName: string, now = NOW): AlarmDetail {
  const alarm = alarms(now).find(({ name }) => name === alarmName)!;
  const { from, to, sections } = metrics(now);
  const chart = sections
    .flatMap(({ charts }) => charts)
    .find(({ alarmNames }) => alarmNames.includes(alarmName));
  return {
    alarm,
    ...(chart ? { chart } : {}),
    from,
    to,
    mutes:
      alarmName === 'orders-feed-delivery-failures'
        ? [
            {
              rule: 'orders-feed-release',
              active: true,
              until: new Date(now + 42 * 60_000).toISOString(),
              schedule: 'at(2026-11-21T03:00) for PT1H (UTC)',
            },
          ]
        : [],
  };
}
