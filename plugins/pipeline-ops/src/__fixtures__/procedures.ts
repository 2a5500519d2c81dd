import type {
  CheckAnswer,
  DocumentPosition,
  Runbook,
  RunbookList,
  RunbookSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';

function lines(startLine: number, endLine: number): DocumentPosition {
  const base = 'https://git.example.com/commerce/orders-feed';
  return {
    path: 'docs/operations.md',
    url: `${base}/blob/main/docs/operations.md#L${startLine}`,
    editUrl: `${base}/edit/main/docs/operations.md`,
    startLine,
    endLine,
  };
}

function summary(
  id: string,
  title: string,
  rest: Partial<RunbookSummary>,
): RunbookSummary {
  return {
    id,
    title,
    kind: 'runbook',
    stepCount: 3,
    commandCount: 2,
    alarmNames: [],
    headingPath: ['Operations', 'Runbooks'],
    position: lines(140, 190),
    services: [],
    stageIds: [],
    searchText: '',
    ...rest,
  };
}

const deliveriesFail = summary(
  'deliveries-fail',
  'Deliveries to the warehouse fail',
  {
    severity: 'high',
    estimatedTime: '15 min',
    alarmNames: ['orders-feed-delivery-failures', 'orders-feed-down'],
    services: ['lambda', 'sqs'],
    stageIds: ['delivery'],
    reviewedOn: '2026-09-12',
    searchText:
      'The queue grows. The warehouse is being deployed. Its certificate has expired. Pause the deliveries.',
  },
);

export function runbookList(): RunbookList {
  return {
    pipelineId: 'orders-feed',
    environment: 'prod',
    runbooks: [
      deliveriesFail,
      summary('slow-writes', 'Writes to the database are slow', {
        severity: 'medium',
        estimatedTime: '10 min',
        position: lines(191, 220),
        services: ['rds'],
        stageIds: ['database'],
        reviewedOn: '2024-02-29',
      }),
      summary('duplicates', 'Orders arrive twice', {
        kind: 'troubleshooting',
        severity: 'low',
        stepCount: 2,
        position: lines(240, 262),
        services: ['lambda'],
        stageIds: ['delivery'],
      }),
    ],
    escalation: [
      { level: 1, title: 'On call', details: ['first 15 minutes'] },
      { level: 2, title: 'Commerce data lead', details: ['#commerce-data'] },
      { level: 3, title: 'AWS support', details: ['business plan'] },
    ],
    coverage: {
      alarms: 5,
      answered: 3,
      unanswered: ['orders-feed-throttles', 'orders-feed-write-latency'],
    },
  };
}

/** Finds placeholders such as `{env}` so that the fixture's offsets are right by construction. */
function command(
  id: string,
  text: string,
  known: Record<string, { value: string; valueFrom: string }>,
) {
  const placeholders = [...text.matchAll(/[{<]([a-z-]+)[}>]/g)].map(match => ({
    name: match[1],
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    ...known[match[1]],
  }));
  return { id, language: 'bash', text, filled: text, placeholders };
}

const KNOWN = {
  env: { value: 'prod', valueFrom: 'environment prod' },
  region: { value: 'eu-central-1', valueFrom: 'environment prod' },
};

export function runbook(): Runbook {
  return {
    ...deliveriesFail,
    intro:
      'The warehouse refuses orders, or cannot be reached. **Orders are not lost**: they wait in the queue for 14 days.',
    symptoms: ['`DeliveryFailures` above 5 in 5 minutes', 'The queue grows'],
    causes: ['The warehouse is being deployed', 'Its certificate has expired'],
    prerequisites: [],
    steps: [
      {
        id: 'look',
        title: 'Look at the refusals of the last minutes',
        body: 'Status 503 means that the warehouse is down, 4xx that *our* request is wrong.',
        commands: [
          command(
            'tail',
            'aws logs tail /aws/lambda/orders-feed-{env}-deliver \\\n  --since 15m --region {region}',
            KNOWN,
          ),
        ],
        steps: [],
        position: lines(150, 156),
      },
      {
        id: 'pause',
        title: 'Pause the deliveries',
        commands: [
          command(
            'pause-mapping',
            'aws lambda update-event-source-mapping \\\n  --uuid <mapping-uuid> \\\n  --no-enabled --region {region}',
            KNOWN,
          ),
        ],
        steps: [
          {
            id: 'tell',
            title: 'Tell the warehouse team',
            body: 'Name the time of the first refusal.',
            commands: [],
            steps: [],
            position: lines(160, 162),
          },
        ],
        position: lines(157, 165),
      },
      {
        id: 'redrive',
        title: 'Put the refused orders back',
        commands: [
          command(
            'redrive-queue',
            'aws sqs start-message-move-task \\\n  --source-arn <dead-letter-arn> --region {region}',
            KNOWN,
          ),
        ],
        steps: [],
        position: lines(166, 172),
      },
      {
        id: 'mappings',
        title: 'See which mappings there are',
        commands: [
          command(
            'list-mappings',
            'aws lambda list-event-source-mappings --region {region}',
            KNOWN,
          ),
        ],
        steps: [],
        position: lines(173, 178),
      },
    ],
    commands: [],
    verification: ['`DeliveryFailures` stays below 5 for 15 minutes'],
    rollback: ['Enable the event source mapping again'],
    escalation: ['After 30 minutes call the commerce data lead'],
    prevention: [],
  };
}

/** What data says about the deliveries. */
export function checkAnswer(verdict: CheckAnswer['verdict']): CheckAnswer {
  return {
    check: {
      id: `deliveries-${verdict}`,
      condition: {
        type: 'metric',
        chartId: 'deliveries',
        comparison: '<=',
        value: 5,
        windowSeconds: 900,
      },
      title: 'DeliveryFailures Sum <= 5 in each 5 min of the last 15 min',
      why: 'names the metric DeliveryFailures',
      explicit: false,
    },
    verdict,
    summary: 'highest 14 at 02:41, limit 5',
    value: 14,
    unit: 'Count',
    from: '2026-11-21T03:00:00Z',
    to: '2026-11-21T03:15:00Z',
    asOf: '2026-11-21T03:15:00Z',
    series: { t0: 1795230000, step: 300, values: [2, 14, null] },
    limit: 5,
    culprits: ['orders-feed-delivery-failures'],
  };
}
