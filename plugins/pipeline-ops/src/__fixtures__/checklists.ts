import type {
  CheckAnswer,
  Checklist,
  ChecklistAnswers,
  ChecklistItem,
  ChecklistList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { NOW } from './clock';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const titleOf = (ms: number) =>
  new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(ms);

function item(
  id: string,
  text: string,
  rest: Partial<ChecklistItem> = {},
): ChecklistItem {
  return { id, text, details: [], links: [], ...rest };
}

/** What data says about an item; the numbers are of the story's night. */
export function checkAnswer(
  verdict: CheckAnswer['verdict'],
  summary: string,
  now = NOW,
): CheckAnswer {
  return {
    check: {
      id: `check-${verdict}`,
      condition: {
        type: 'metric',
        chartId: 'delivery-errors',
        comparison: '<=',
        value: 5,
        windowSeconds: 86_400,
      },
      title: 'Errors Sum <= 5 in each 5 min of the last 24 h',
      why: 'names the metric Errors',
      explicit: false,
    },
    verdict,
    summary,
    from: new Date(now - DAY).toISOString(),
    to: new Date(now).toISOString(),
    asOf: new Date(now).toISOString(),
    series: {
      t0: Math.floor((now - DAY) / 1000),
      step: 3600,
      values: Array.from({ length: 24 }, (_, i) => (i * 7) % 5),
    },
    limit: 5,
  };
}

const ERRORS = 'highest 3 at 06:15, limit 5';
const AGE = 'oldest message 412 s, limit 60 s';
const ARCHIVED = '1,118 objects in the last hour, newest 2 min ago';

export function withProgress(checklist: Checklist): Checklist {
  const count = (state: string) =>
    checklist.items.filter(({ completion }) => completion?.state === state)
      .length;
  const answered = checklist.items.filter(({ completion }) => completion);
  const complete =
    checklist.items.length > 0 && answered.length === checklist.items.length;
  const { status } = checklist.period;
  const reopened = status === 'complete' ? 'due-soon' : status;
  return {
    ...checklist,
    period: {
      ...checklist.period,
      status: complete ? 'complete' : reopened,
    },
    progress: {
      total: checklist.items.length,
      answered: answered.length,
      done: count('done'),
      notDone: count('not-done'),
      notApplicable: count('not-applicable'),
    },
  };
}

export function dailyChecks(now = NOW): Checklist {
  const start = Math.floor(now / DAY) * DAY;
  const end = new Date(start + DAY).toISOString();
  return withProgress({
    id: 'daily',
    title: 'Daily checks',
    cadence: 'daily',
    timeZone: 'UTC',
    owner: 'group:default/commerce-data',
    selfCompleting: true,
    changesId: 'changes-of-daily',
    position: {
      path: 'docs/operations.md',
      url: 'https://git.example.com/commerce/orders-feed/blob/main/docs/operations.md#L300',
      startLine: 300,
      endLine: 308,
    },
    period: {
      key: `D:${dayOf(start)}`,
      title: titleOf(start),
      start: new Date(start).toISOString(),
      end,
      dueAt: end,
      lateAt: end,
      previousKey: `D:${dayOf(start - DAY)}`,
      isCurrent: true,
      status: 'due-soon',
      revision: 2,
    },
    items: [
      item('error-rate', 'Look at the error rate of the delivery', {
        group: 'Delivery',
        details: ['below 1 % over the last 24 hours'],
        links: [
          { kind: 'chart', id: 'delivery-errors', title: 'Errors' },
          { kind: 'chart', id: 'archive-errors', title: 'Errors' },
        ],
        check: checkAnswer('holds', ERRORS).check,
        completion: {
          itemId: 'error-rate',
          state: 'done',
          automatic: true,
          override: false,
          answer: checkAnswer('holds', ERRORS, start + 2 * HOUR),
          at: new Date(start + 2 * HOUR).toISOString(),
        },
      }),
      item('backlog', 'Check that the queue is drained', {
        group: 'Delivery',
        links: [{ kind: 'runbook', id: 'high-backlog', title: 'High backlog' }],
        check: checkAnswer('fails', AGE).check,
        completion: {
          itemId: 'backlog',
          state: 'not-done',
          note: 'Backlog after the deployment, procedure is running.',
          by: 'user:default/ben',
          automatic: false,
          override: false,
          at: new Date(start + 2.2 * HOUR).toISOString(),
        },
      }),
      item('archive', 'Verify that the archive receives orders', {
        group: 'Archive',
        assignee: 'user:default/ana',
        check: checkAnswer('holds', ARCHIVED).check,
      }),
    ],
    progress: {
      total: 0,
      answered: 0,
      done: 0,
      notDone: 0,
      notApplicable: 0,
    },
  });
}

export function checklistList(now = NOW): ChecklistList {
  const daily = dailyChecks(now);
  const later = (days: number) => new Date(now + days * DAY).toISOString();
  const until = (days: number) => ({
    end: later(days),
    dueAt: later(days),
    lateAt: later(days),
    status: 'open' as const,
  });
  return {
    pipelineId: 'orders-feed',
    pauses: [],
    retired: [],
    checklists: [
      daily,
      withProgress({
        ...daily,
        id: 'weekly',
        title: 'Weekly checks',
        cadence: 'weekly',
        selfCompleting: false,
        changesId: 'changes-of-weekly',
        period: {
          ...daily.period,
          ...until(1.9),
          key: 'W:2026-W47',
          title: 'Week 47, Mon 16 – Sun 22 Nov 2026',
          previousKey: 'W:2026-W46',
          revision: 1,
        },
        items: [
          item('alarms', 'Go through the alarms of the week', {
            evidence: {
              kind: 'choice',
              label: 'How it was',
              choices: ['quiet', 'noisy'],
              required: true,
            },
          }),
          item('costs', 'Compare the costs with last week', {
            evidence: {
              kind: 'number',
              label: 'Costs of the week',
              unit: 'EUR',
              required: true,
            },
          }),
        ],
      }),
      withProgress({
        ...daily,
        id: 'monthly',
        title: 'Monthly checks',
        cadence: 'monthly',
        selfCompleting: false,
        changesId: 'changes-of-monthly',
        warning:
          'docs/operations.md cannot be read as it is (line 310: a table has no header); this is its last good list.',
        period: {
          ...daily.period,
          ...until(9.8),
          key: 'M:2026-11',
          title: 'November 2026',
          previousKey: 'M:2026-10',
          revision: 0,
          newer: {
            added: ['Review the keys of the partners'],
            removed: ['Review who may deploy'],
          },
        },
        items: [
          item('access', 'Review who may deploy', {
            evidence: { kind: 'link', label: 'Protocol', required: false },
          }),
        ],
      }),
    ],
  };
}

/** What data says about the items of the daily list now. */
export function checklistAnswers(now = NOW): ChecklistAnswers {
  return {
    checklistId: 'daily',
    periodKey: dailyChecks(now).period.key,
    answers: [
      { itemId: 'error-rate', answer: checkAnswer('holds', ERRORS, now) },
      { itemId: 'backlog', answer: checkAnswer('fails', AGE, now) },
      { itemId: 'archive', answer: checkAnswer('holds', ARCHIVED, now) },
    ],
  };
}
