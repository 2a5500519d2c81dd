import {
  type Checklist,
  type ChecklistItem,
  type ListDifference,
  type Pause,
  type Period,
  periodTitle,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { createHash } from 'node:crypto';
import type { ItemChecks } from './ItemChecks';
import { type FrozenItem, listText } from './lists/FrozenList';
import { itemLinks } from './lists/itemLinks';
import type { PlannedList } from './lists/plannedLists';
import { dueTimes, excuseOf, neighbours, statusOf } from './listPeriods';
import type {
  AssignmentEvent,
  CompletionEvent,
  ListRef,
  SnoozeEvent,
  Stored,
  StoredPeriod,
} from './storage/ChecklistStore';

const onlyOne = (assignees: string[]) =>
  assignees.length === 1 ? assignees[0] : undefined;

/** Changes of a list are announced under this id, which tells nothing about it. */
export const changesIdOf = (ref: ListRef) =>
  createHash('sha256')
    .update(`${ref.entityRef}\n${ref.pipelineId}\n${ref.checklistId}`)
    .digest('hex');

function completionOf(
  event: Stored<CompletionEvent> | undefined,
): ChecklistItem['completion'] {
  if (!event || event.state === 'undone') return undefined;
  return {
    itemId: event.itemId,
    state: event.state,
    note: event.note,
    evidence: event.evidence,
    answer: event.answer,
    by: event.actor,
    automatic: event.automatic,
    override: event.override,
    at: event.at.toISOString(),
  };
}

/** What the present list would change; undefined when the period's own says the same. */
function differenceOf(
  kept: FrozenItem[],
  present: FrozenItem[],
): ListDifference | undefined {
  const missingIn = (other: FrozenItem[], items: FrozenItem[]) =>
    items
      .filter(({ id }) => other.every(each => each.id !== id))
      .map(({ text }) => text);
  const difference = {
    added: missingIn(kept, present),
    removed: missingIn(present, kept),
  };
  return difference.added.length + difference.removed.length > 0
    ? difference
    : undefined;
}

/** A list, its period and what was stored of it, as the API shows it. */
export function toChecklist(facts: {
  pipeline: ResolvedPipeline;
  planned: PlannedList;
  period: Period;
  isCurrent: boolean;
  stored: StoredPeriod | undefined;
  /** True when it was over before the list was first seen. */
  unrecorded: boolean;
  pauses: readonly Pause[];
  checks: ItemChecks;
  now: Date;
}): Checklist {
  const { pipeline, planned, period, isCurrent, stored, checks, now } = facts;
  const list = stored?.list ?? planned.list;
  const { calendar } = list;
  const newest = newestOf(stored);
  const listAssignee = newest.assignment(undefined);
  const environment = checks.environmentOf(pipeline, planned);
  const items = list.items.map((item): ChecklistItem => {
    const plannedItem = planned.items.get(item.id);
    const assignment = newest.assignment(item.id);
    return {
      id: item.id,
      text: item.text,
      group: item.group,
      details: item.details,
      position: plannedItem?.position,
      completion: completionOf(newest.completion(item.id)),
      evidence: item.evidence,
      check: checks.of(pipeline, planned, item),
      links: itemLinks(item, plannedItem, pipeline, environment),
      assignee: assignment ? assignment.assignee : plannedItem?.assignee,
    };
  });
  const answers = items.flatMap(({ completion }) => completion ?? []);
  const complete = answers.length === items.length;
  const count = (state: string) =>
    answers.filter(answer => answer.state === state).length;
  const due = dueTimes(list, period);
  const excuse = excuseOf(period, facts.pauses);
  const { previousKey, nextKey } = neighbours(planned.list.calendar, period);
  const snooze = newest.snooze();
  return {
    id: planned.id,
    title: list.title,
    cadence: calendar.cadence,
    timeZone: calendar.timeZone,
    owner: planned.owner,
    dueTime: list.due.time,
    selfCompleting: planned.selfComplete,
    position: planned.position,
    warning: planned.warning,
    period: {
      key: period.key,
      title: periodTitle(calendar, period),
      start: period.start.toISOString(),
      end: period.end.toISOString(),
      dueAt: due.dueAt.toISOString(),
      lateAt: due.lateAt.toISOString(),
      previousKey,
      nextKey: isCurrent ? undefined : nextKey,
      isCurrent,
      status: statusOf(
        {
          ...due,
          complete,
          excused: excuse !== undefined,
          over: !isCurrent,
          unrecorded: facts.unrecorded,
          leadSeconds: planned.leadSeconds,
        },
        now,
      ),
      completedAt:
        complete && answers.length > 0
          ? answers
              .map(({ at }) => at)
              .sort()
              .at(-1)
          : undefined,
      revision: stored?.revision ?? 0,
      newer:
        stored && isCurrent && listText(list) !== listText(planned.list)
          ? differenceOf(list.items, planned.list.items)
          : undefined,
      excuse,
    },
    items,
    progress: {
      total: items.length,
      answered: answers.length,
      done: count('done'),
      notDone: count('not-done'),
      notApplicable: count('not-applicable'),
    },
    assignee: listAssignee ? listAssignee.assignee : onlyOne(planned.assignees),
    snoozedUntil:
      snooze && snooze.until > now ? snooze.until.toISOString() : undefined,
    changesId: changesIdOf({ ...pipeline, checklistId: planned.id }),
  };
}

function newestOf(stored: StoredPeriod | undefined) {
  const events = stored?.current ?? [];
  return {
    completion: (itemId: string) =>
      events.find(
        (event): event is Stored<CompletionEvent> =>
          event.kind === 'completion' && event.itemId === itemId,
      ),
    assignment: (itemId: string | undefined) =>
      events.find(
        (event): event is Stored<AssignmentEvent> =>
          event.kind === 'assignment' && event.itemId === itemId,
      ),
    snooze: () =>
      events.find(
        (event): event is Stored<SnoozeEvent> => event.kind === 'snooze',
      ),
  };
}
