import type { ChecklistStatistics } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PeriodFacts } from './pastPeriods';

const isComplete = ({ status }: PeriodFacts) => status === 'complete';

/** What is over or complete, and was not excused. */
const isCounted = ({ status }: PeriodFacts) =>
  status === 'complete' || status === 'missed';

/** Periods in each half of the range that a trend needs at least. */
const FEWEST_FOR_TREND = 2;

/** How a list went. `facts` are its periods, oldest first. */
export function statisticsOf(facts: PeriodFacts[]): ChecklistStatistics {
  const counted = facts.filter(isCounted);
  return {
    periods: counted.length,
    complete: counted.filter(isComplete).length,
    onTime: counted.filter(({ onTime }) => onTime).length,
    missed: counted.filter(({ status }) => status === 'missed').length,
    excused: facts.filter(({ status }) => status === 'excused').length,
    ...streaksOf(counted),
    trend: trendOf(counted),
    items: itemsOf(counted),
    people: peopleOf(facts),
  };
}

function streaksOf(counted: PeriodFacts[]) {
  let streak = 0;
  let longestStreak = 0;
  for (const period of counted) {
    streak = isComplete(period) ? streak + 1 : 0;
    longestStreak = Math.max(longestStreak, streak);
  }
  return { streak, longestStreak };
}

function trendOf(counted: PeriodFacts[]): number | undefined {
  const half = Math.floor(counted.length / 2);
  if (half < FEWEST_FOR_TREND) return undefined;
  const share = (periods: PeriodFacts[]) =>
    periods.filter(isComplete).length / periods.length;
  return share(counted.slice(half)) - share(counted.slice(0, half));
}

function itemsOf(counted: PeriodFacts[]): ChecklistStatistics['items'] {
  const items = new Map<string, ChecklistStatistics['items'][number]>();
  for (const { list, answers } of counted) {
    for (const { id, text } of list.items) {
      const before = items.get(id) ?? {
        itemId: id,
        text,
        due: 0,
        done: 0,
        notDone: 0,
        notApplicable: 0,
        missed: 0,
      };
      const state = answers.get(id)?.state;
      items.set(id, {
        ...before,
        text,
        due: before.due + 1,
        done: before.done + Number(state === 'done'),
        notDone: before.notDone + Number(state === 'not-done'),
        notApplicable:
          before.notApplicable + Number(state === 'not-applicable'),
        missed: before.missed + Number(state === undefined),
      });
    }
  }
  const left = (item: ChecklistStatistics['items'][number]) =>
    item.missed + item.notDone;
  return [...items.values()].sort(
    (a, b) => left(b) - left(a) || a.text.localeCompare(b.text),
  );
}

function peopleOf(facts: PeriodFacts[]): ChecklistStatistics['people'] {
  const people = new Map<string, ChecklistStatistics['people'][number]>();
  for (const { answers, lateAt } of facts) {
    for (const { actor, at } of answers.values()) {
      if (!actor) continue;
      const { answers: before, onTime } = people.get(actor) ?? {
        answers: 0,
        onTime: 0,
      };
      people.set(actor, {
        by: actor,
        answers: before + 1,
        onTime: onTime + Number(at <= lateAt),
      });
    }
  }
  return [...people.values()].sort(
    (a, b) => b.answers - a.answers || a.by.localeCompare(b.by),
  );
}
