import type {
  DocumentList,
  DocumentPosition,
  DocumentReading,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';

const BASE = 'https://git.example.com/commerce/orders-feed';

function line(startLine: number, endLine = startLine): DocumentPosition {
  return {
    path: 'docs/operations.md',
    url: `${BASE}/blob/main/docs/operations.md?plain=1#L${startLine}-L${endLine}`,
    editUrl: `${BASE}/edit/main/docs/operations.md`,
    startLine,
    endLine,
  };
}

export function documentReading(
  rest: Partial<DocumentReading> = {},
  now = NOW,
): DocumentReading {
  return {
    path: 'docs/operations.md',
    title: 'Orders feed',
    url: `${BASE}/blob/main/docs/operations.md`,
    editUrl: `${BASE}/edit/main/docs/operations.md`,
    readAt: new Date(now - 60_000).toISOString(),
    version: { state: 'current' },
    elements: [
      {
        id: 'delivery-failures',
        kind: 'threshold',
        title: 'DeliveryFailures',
        summary: '> 5 (high): Open the log of the delivery worker',
        position: line(88),
      },
      {
        id: 'duplicates',
        kind: 'alarm',
        title: 'orders-feed-{env}-duplicate-orders',
        summary: 'Duplicates Sum > 0, 1 of 1 period of 300 s',
        position: line(118, 124),
      },
      {
        id: 'deliveries-fail',
        kind: 'runbook',
        title: 'Runbook: Deliveries to the warehouse fail',
        summary: '3 steps, 2 commands, severity High, takes 15 min',
        position: line(140, 190),
      },
      {
        id: 'daily',
        kind: 'checklist',
        title: 'Daily checks',
        summary: 'daily, 5 items, at 08:00 UTC',
        position: line(300, 305),
      },
    ],
    remarks: [
      {
        kind: 'near-miss',
        nearly: 'runbook',
        reason:
          '"Odd numbers" stands among procedures, but says nothing to do. Give it a numbered list, a command, or a label such as Resolution.',
        position: line(210, 214),
      },
      {
        kind: 'problem',
        reason: 'This dashboard is no JSON: a bracket is missing.',
        position: line(260, 281),
      },
    ],
    counts: { threshold: 1, alarm: 1, runbook: 1, checklist: 1 },
    environments: ['prod', 'dev1'],
    placeholders: ['env', 'mapping-uuid'],
    ...rest,
  };
}

export function documentList(now = NOW): DocumentList {
  return {
    pipelineId: 'orders-feed',
    documents: [documentReading({}, now)],
    problems: [],
  };
}
