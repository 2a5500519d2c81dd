import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ChecklistHistory,
  ChecklistHistoryEntry,
  PeriodSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { daysBefore, daysBetween } from '../time';
import type { DayRange } from './checklists';
import { useScope } from './useScope';

/** The server answers no more entries than this at once. */
export const MOST_ENTRIES = 500;

/** One period with every answer that was given in it. */
export interface RecordedPeriod {
  period: PeriodSummary;
  /** Oldest first. */
  entries: ChecklistHistoryEntry[];
}

/** Reads a range in as many parts as its entries need: a part that is full is halved, down to a day. */
export async function readEntries(
  read: (range: DayRange) => Promise<ChecklistHistory>,
  range: DayRange,
): Promise<ChecklistHistoryEntry[]> {
  const { entries } = await read(range);
  const days = daysBetween(range.from, range.to);
  if (entries.length < MOST_ENTRIES || days < 1) {
    return entries;
  }
  const middle = daysBefore(range.to, Math.ceil(days / 2));
  const newer = await readEntries(read, {
    from: daysBefore(middle, -1),
    to: range.to,
  });
  const older = await readEntries(read, { from: range.from, to: middle });
  return [...newer, ...older];
}

/** Every period with its answers, oldest first; those that nobody answered are among them. */
export function periodsWithEntries(
  periods: PeriodSummary[],
  entries: ChecklistHistoryEntry[],
): RecordedPeriod[] {
  // A week or a month may lie in two parts of the range, and then comes twice.
  const byPeriod = new Map<string, Map<number, ChecklistHistoryEntry>>();
  for (const entry of entries) {
    const found = byPeriod.get(entry.periodKey) ?? new Map();
    byPeriod.set(entry.periodKey, found.set(entry.revision, entry));
  }
  return periods.map(period => ({
    period,
    entries: [...(byPeriod.get(period.key)?.values() ?? [])].sort(
      (a, b) => a.revision - b.revision,
    ),
  }));
}

/** All that was answered in the range of a history, however much it is. */
export function useChecklistRecord(history: ChecklistHistory) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { checklistId, from, to } = history;
  return useQuery<RecordedPeriod[]>({
    queryKey: [
      'pipeline-ops',
      'checklist-record',
      scope,
      checklistId,
      from,
      to,
    ],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const read = async (range: DayRange) => {
        const answer = await api.getChecklistHistory({
          ...scope,
          checklistId,
          ...range,
          signal,
        });
        return answer.data;
      };
      return periodsWithEntries(
        history.periods,
        await readEntries(read, { from, to }),
      );
    },
  });
}
