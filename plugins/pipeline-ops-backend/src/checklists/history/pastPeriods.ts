import {
  type CompletionState,
  nextPeriod,
  type Pause,
  type Period,
  type PeriodStatus,
  type PeriodSummary,
  periodAt,
  periodTitle,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { FrozenList } from '../lists/FrozenList';
import type { HistoricList } from '../lists/HistoricList';
import {
  boundsOf,
  currentPeriod,
  dueTimes,
  excuseOf,
  statusOf,
} from '../listPeriods';
import type { CountedCompletion, PastPeriod } from '../storage/ChecklistStore';
import type { ListVersion } from '../storage/ListVersions';

const isComplete = (
  { items }: FrozenList,
  answers: Map<string, CountedCompletion>,
) => items.every(({ id }) => answers.has(id));

/** The list as it was last seen before the period ended. */
const versionAt = (versions: ListVersion[], { end }: Period) =>
  versions.findLast(({ seenAt }) => seenAt < end) ?? versions.at(0);

/** What became of a period. */
export interface PeriodFacts {
  period: Period;
  /** Id in the store, where it was touched. */
  storedId?: number;
  list: FrozenList;
  status: PeriodStatus;
  isCurrent: boolean;
  lateAt: Date;
  /** The answer that counts, by item id; without what was undone. */
  answers: Map<string, CountedCompletion>;
  /** Whether all was answered before it was late; undefined while that is open, and for what is excused. */
  onTime?: boolean;
}

/**
 * The periods of a list between two instants, oldest first, up to the current one. Those that were over before the list
 * was first seen, and those at whose end it was gone, are left out unless somebody answered in them: nobody can have
 * missed them.
 */
export function pastPeriods(facts: {
  historic: HistoricList;
  /** Touched periods of that time. */
  touched: PastPeriod[];
  /** Oldest first. */
  versions: ListVersion[];
  pauses: readonly Pause[];
  from: Date;
  to: Date;
  now: Date;
}): PeriodFacts[] {
  const { historic, versions, pauses, now } = facts;
  const { calendar } = historic.list;
  const touched = new Map(facts.touched.map(period => [period.key, period]));
  const calendars = (key: string) => touched.get(key)?.list.calendar;
  const current = currentPeriod(calendar, now, calendars);
  const firstSeen = versions[0]?.seenAt ?? now;
  const end = facts.to < now ? facts.to : now;

  const keys = new Set(touched.keys());
  for (
    let period = periodAt(
      calendar,
      firstSeen > facts.from ? firstSeen : facts.from,
    );
    period.start <= end;
    period = nextPeriod(calendar, period)
  ) {
    keys.add(period.key);
  }
  return [...keys]
    .map(key => boundsOf(calendar, key, calendars))
    .filter(
      ({ start, end: until }) => start <= current.start && until > facts.from,
    )
    .filter(
      period => touched.has(period.key) || !versionAt(versions, period)?.gone,
    )
    .sort((a, b) => a.start.getTime() - b.start.getTime())
    .map(period => {
      const stored = touched.get(period.key);
      const list =
        stored?.list ?? versionAt(versions, period)?.list ?? historic.list;
      const excused = excuseOf(period, pauses) !== undefined;
      return factsOf({
        period,
        list,
        stored,
        excused,
        isCurrent: period.key === current.key,
        leadSeconds: historic.leadSeconds,
        now,
      });
    });
}

function factsOf(given: {
  period: Period;
  list: FrozenList;
  stored: PastPeriod | undefined;
  excused: boolean;
  isCurrent: boolean;
  leadSeconds: number;
  now: Date;
}): PeriodFacts {
  const { period, list, stored, excused, isCurrent, now } = given;
  const due = dueTimes(list, period);
  const completions = stored?.completions ?? [];
  const answers = answersOf(completions);
  const complete = isComplete(list, answers);
  const status = statusOf(
    {
      ...due,
      complete,
      excused,
      over: !isCurrent,
      // Such periods are left out above.
      unrecorded: false,
      leadSeconds: given.leadSeconds,
    },
    now,
  );
  const inTime = isComplete(
    list,
    answersOf(completions.filter(({ at }) => at <= due.lateAt)),
  );
  const isDecided = inTime || now >= due.lateAt || !isCurrent;
  return {
    period,
    storedId: stored?.id,
    list,
    status,
    isCurrent,
    lateAt: due.lateAt,
    answers,
    onTime: status !== 'excused' && isDecided ? inTime : undefined,
  };
}

function answersOf(
  completions: CountedCompletion[],
): Map<string, CountedCompletion> {
  const answers = new Map<string, CountedCompletion>();
  for (const completion of completions) {
    if (completion.state === 'undone') answers.delete(completion.itemId);
    else answers.set(completion.itemId, completion);
  }
  return answers;
}

/** As the API shows it. */
export function toSummary(facts: PeriodFacts): PeriodSummary {
  const { period, list, status, answers, onTime } = facts;
  const count = (state: CompletionState) =>
    [...answers.values()].filter(answer => answer.state === state).length;
  return {
    key: period.key,
    title: periodTitle(list.calendar, period),
    start: period.start.toISOString(),
    end: period.end.toISOString(),
    status,
    total: list.items.length,
    answered: answers.size,
    done: count('done'),
    notDone: count('not-done'),
    notApplicable: count('not-applicable'),
    onTime,
  };
}
