import {
  type Checklist,
  type ChecklistItem,
  type Period,
  nextPeriod,
  periodAt,
  periodTitle,
  previousPeriod,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { StoredCompletion, StoredPeriod } from './ChecklistStore';
import type { DocumentedChecklist } from './checklistsOf';

function answerTo(
  itemId: string,
  completions: StoredCompletion[],
): ChecklistItem['completion'] {
  const last = completions.filter(answer => answer.itemId === itemId).at(-1);
  if (!last || last.state === 'undone') return undefined;
  return {
    itemId,
    state: last.state,
    note: last.note,
    evidence: last.evidence,
    by: last.actor,
    at: last.at.toISOString(),
  };
}

/** A list, its period and what was stored of it, as the API shows it. */
export function toChecklist(
  documented: DocumentedChecklist,
  period: Period,
  stored: StoredPeriod | undefined,
  now: Date,
): Checklist {
  const list = stored?.list ?? documented.list;
  const zone = documented.list.timeZone;
  const current = periodAt(period.cadence, now, zone);
  const isCurrent = current.key === period.key;
  const items = list.items.map(item => ({
    ...item,
    position: documented.itemPositions.get(item.id),
    completion: answerTo(item.id, stored?.completions ?? []),
  }));
  const count = (state: string) =>
    items.filter(item => item.completion?.state === state).length;
  return {
    id: documented.id,
    title: list.title,
    cadence: documented.cadence,
    timeZone: zone,
    position: documented.position,
    period: {
      key: period.key,
      title: periodTitle(period, zone),
      start: period.start.toISOString(),
      end: period.end.toISOString(),
      previousKey: previousPeriod(period, zone).key,
      nextKey: isCurrent ? undefined : nextPeriod(period, zone).key,
      isCurrent,
      revision: stored?.completions.at(-1)?.revision ?? 0,
      newerListExists:
        stored !== undefined &&
        JSON.stringify(stored.list.items) !==
          JSON.stringify(documented.list.items),
    },
    items,
    progress: {
      total: items.length,
      answered: items.filter(item => item.completion).length,
      done: count('done'),
      notDone: count('not-done'),
    },
  };
}
