import type {
  Checklist,
  ChecklistHistory,
  ChecklistItem,
  ChecklistList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';

const DAY = 86_400_000;

function item(id: string, text: string, rest: Partial<ChecklistItem> = {}) {
  return { id, text, details: [], ...rest };
}

export function withProgress(checklist: Checklist): Checklist {
  const count = (state: string) =>
    checklist.items.filter(({ completion }) => completion?.state === state)
      .length;
  return {
    ...checklist,
    progress: {
      total: checklist.items.length,
      answered: checklist.items.filter(({ completion }) => completion).length,
      done: count('done'),
      notDone: count('not-done'),
    },
  };
}

export function dailyChecks(now = NOW): Checklist {
  const start = Math.floor(now / DAY) * DAY;
  const day = new Date(start).toISOString().slice(0, 10);
  return withProgress({
    id: 'daily',
    title: 'Daily checks',
    cadence: 'daily',
    timeZone: 'UTC',
    owner: 'group:default/commerce-data',
    position: {
      path: 'docs/operations.md',
      url: 'https://git.example.com/commerce/orders-feed/blob/main/docs/operations.md#L300',
      startLine: 300,
      endLine: 308,
    },
    period: {
      key: `D:${day}`,
      title: new Intl.DateTimeFormat('en-GB', {
        dateStyle: 'full',
        timeZone: 'UTC',
      }).format(start),
      start: new Date(start).toISOString(),
      end: new Date(start + DAY).toISOString(),
      previousKey: `D:${new Date(start - DAY).toISOString().slice(0, 10)}`,
      isCurrent: true,
      revision: 2,
      newerListExists: false,
    },
    items: [
      item('error-rate', 'Look at the error rate of the delivery', {
        group: 'Delivery',
        details: ['below 1 % over the last 24 hours'],
        completion: {
          itemId: 'error-rate',
          state: 'done',
          by: 'user:default/ana',
          at: new Date(start + 2 * 3_600_000).toISOString(),
        },
      }),
      item('backlog', 'Check that the queue is drained', {
        group: 'Delivery',
        completion: {
          itemId: 'backlog',
          state: 'not-done',
          note: 'Backlog after the deployment, procedure is running.',
          by: 'user:default/ben',
          at: new Date(start + 2.2 * 3_600_000).toISOString(),
        },
      }),
      item('archive', 'Verify that the archive receives orders', {
        group: 'Archive',
      }),
    ],
    progress: { total: 0, answered: 0, done: 0, notDone: 0 },
  });
}

export function checklistList(now = NOW): ChecklistList {
  const daily = dailyChecks(now);
  const later = (days: number) => new Date(now + days * DAY).toISOString();
  return {
    pipelineId: 'orders-feed',
    checklists: [
      daily,
      withProgress({
        ...daily,
        id: 'weekly',
        title: 'Weekly checks',
        cadence: 'weekly',
        period: {
          ...daily.period,
          key: 'W:2026-W47',
          title: 'Week 47, Mon 16 – Sun 22 Nov 2026',
          end: later(1.9),
          previousKey: 'W:2026-W46',
          revision: 1,
        },
        items: [
          item('alarms', 'Go through the alarms of the week'),
          item('costs', 'Compare the costs with last week'),
        ],
      }),
      withProgress({
        ...daily,
        id: 'monthly',
        title: 'Monthly checks',
        cadence: 'monthly',
        period: {
          ...daily.period,
          key: 'M:2026-11',
          title: 'November 2026',
          end: later(9.8),
          previousKey: 'M:2026-10',
          revision: 0,
          newerListExists: true,
        },
        items: [item('access', 'Review who may deploy')],
      }),
    ],
  };
}

export function checklistHistory(now = NOW): ChecklistHistory {
  const daily = dailyChecks(now);
  return {
    checklistId: 'daily',
    entries: daily.items.flatMap(({ completion, text }, i) =>
      completion
        ? [
            {
              ...completion,
              periodKey: daily.period.key,
              itemText: text,
              revision: i + 1,
            },
          ]
        : [],
    ),
  };
}
