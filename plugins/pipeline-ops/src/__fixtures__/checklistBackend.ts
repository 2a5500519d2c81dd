import type {
  Checklist,
  ChecklistItem,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError, type PipelineOpsApi } from '../api';
import { checklistHistory } from './checklistHistory';
import { checklistAnswers, checklistList, withProgress } from './checklists';
import { sources } from './telemetry';

const ME = 'user:default/you';

type ChecklistMethods = Pick<
  PipelineOpsApi,
  | 'getChecklists'
  | 'completeItem'
  | 'assignItem'
  | 'snoozeChecklist'
  | 'pauseChecklists'
  | 'endPause'
  | 'getChecklistAnswers'
  | 'getChecklistHistory'
  | 'exportChecklist'
>;

/** The checklists' part of the backend in memory: it keeps ticks, assignments and absences. */
export function createChecklistBackend(now: number): ChecklistMethods {
  const answer = async <T>(data: T): Promise<Envelope<T>> => ({
    data,
    sources: sources(now),
  });
  const at = new Date(now).toISOString();
  let lists = checklistList(now);
  const listOf = (checklistId: string) =>
    lists.checklists.find(({ id }) => id === checklistId)!;
  const keep = (changed: Checklist) => {
    lists = {
      ...lists,
      checklists: lists.checklists.map(one =>
        one.id === changed.id ? changed : one,
      ),
    };
    return answer(changed);
  };
  const revise = (
    checklistId: string,
    revision: number,
    change: (list: Checklist) => Checklist,
  ) => {
    const list = listOf(checklistId);
    if (revision !== list.period.revision) {
      throw new ChecklistConflictError('Answered by somebody else', list);
    }
    const changed = change(list);
    return keep(
      withProgress({
        ...changed,
        period: { ...changed.period, revision: revision + 1 },
      }),
    );
  };
  const saysNow = (itemId: string) =>
    checklistAnswers(now).answers.find(one => one.itemId === itemId)?.answer;
  return {
    getChecklists: () => answer(lists),
    getChecklistAnswers: async ({ checklistId, periodKey }) =>
      answer(
        checklistId === 'daily'
          ? checklistAnswers(now)
          : { checklistId, periodKey, answers: [] },
      ),
    getChecklistHistory: async ({ checklistId, from, to }) => {
      const history = checklistHistory(now);
      return answer({
        ...history,
        checklistId,
        from: from ?? history.from,
        to: to ?? history.to,
      });
    },
    exportChecklist: async () => 'period,item\r\nD:2026-11-20,Errors\r\n',
    completeItem: async ({ checklistId, completion }) => {
      const { itemId, state, note, evidence, withAnswer } = completion;
      const given: ChecklistItem['completion'] =
        state === 'undone'
          ? undefined
          : {
              itemId,
              state,
              note,
              evidence,
              answer: withAnswer ? saysNow(itemId) : undefined,
              by: ME,
              automatic: false,
              override: !listOf(checklistId).period.isCurrent,
              at,
            };
      return revise(checklistId, completion.revision, list => ({
        ...list,
        items: list.items.map(item =>
          item.id === itemId ? { ...item, completion: given } : item,
        ),
      }));
    },
    assignItem: async ({ checklistId, assignment }) => {
      const { itemId, assignee } = assignment;
      return revise(checklistId, assignment.revision, list =>
        itemId
          ? {
              ...list,
              items: list.items.map(item =>
                item.id === itemId ? { ...item, assignee } : item,
              ),
            }
          : { ...list, assignee },
      );
    },
    snoozeChecklist: async ({ checklistId, snooze }) =>
      keep({
        ...listOf(checklistId),
        snoozedUntil:
          Date.parse(snooze.until) > Date.now() ? snooze.until : undefined,
      }),
    pauseChecklists: async ({ pause }) => {
      const kept = {
        id: `pause-${lists.pauses.length + 1}`,
        from: pause.from ?? at,
        until: pause.until,
        reason: pause.reason,
        by: ME,
        at,
      };
      lists = { ...lists, pauses: [...lists.pauses, kept] };
      return answer(kept);
    },
    endPause: async ({ pauseId }) => {
      const ended = lists.pauses.find(({ id }) => id === pauseId)!;
      lists = {
        ...lists,
        pauses: lists.pauses.filter(({ id }) => id !== pauseId),
      };
      return answer(ended);
    },
  };
}
