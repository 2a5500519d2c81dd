import type {
  ChecklistHistory,
  PeriodSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { dailyChecks, dayOf, titleOf } from './checklists';
import { NOW } from './clock';

const DAY = 86_400_000;
const DAYS = 182;

/** Days before today that stand out; all others were answered on time. */
const LATE = [9, 40, 41];
const NOT_DONE = [3, 17];
const MISSED = [12, 60, 61];
const EXCUSED = [20, 21, 22];

function summary(daysAgo: number, today: number): PeriodSummary {
  const start = today - daysAgo * DAY;
  const base = {
    key: `D:${dayOf(start)}`,
    title: titleOf(start),
    start: new Date(start).toISOString(),
    end: new Date(start + DAY).toISOString(),
    total: 3,
  };
  const counts = (done: number, notDone = 0) => ({
    answered: done + notDone,
    done,
    notDone,
    notApplicable: 0,
  });
  if (daysAgo === 0) {
    return { ...base, ...counts(1, 1), status: 'due-soon' };
  }
  if (MISSED.includes(daysAgo)) {
    return { ...base, ...counts(1), status: 'missed', onTime: false };
  }
  if (EXCUSED.includes(daysAgo)) {
    return { ...base, ...counts(0), status: 'excused' };
  }
  const onTime = !LATE.includes(daysAgo);
  const answers = NOT_DONE.includes(daysAgo) ? counts(2, 1) : counts(3);
  return { ...base, ...answers, status: 'complete', onTime };
}

/** Half a year of the daily list, with days that were late, not done, missed and excused. */
export function checklistHistory(now = NOW): ChecklistHistory {
  const daily = dailyChecks(now);
  const today = Date.parse(daily.period.start);
  return {
    checklistId: 'daily',
    from: dayOf(today - (DAYS - 1) * DAY),
    to: dayOf(today),
    timeZone: 'UTC',
    periods: Array.from({ length: DAYS }, (_, i) =>
      summary(DAYS - 1 - i, today),
    ),
    statistics: {
      periods: 178,
      complete: 175,
      onTime: 172,
      missed: 3,
      excused: 3,
      streak: 11,
      longestStreak: 121,
      trend: 0.04,
      items: [
        {
          itemId: 'backlog',
          text: 'Check that the queue is drained',
          due: 178,
          done: 172,
          notDone: 3,
          notApplicable: 0,
          missed: 3,
        },
        {
          itemId: 'archive',
          text: 'Verify that the archive receives orders',
          due: 178,
          done: 175,
          notDone: 0,
          notApplicable: 0,
          missed: 3,
        },
      ],
      people: [
        { by: 'user:default/ana', answers: 301, onTime: 298 },
        { by: 'user:default/ben', answers: 52, onTime: 49 },
      ],
    },
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
