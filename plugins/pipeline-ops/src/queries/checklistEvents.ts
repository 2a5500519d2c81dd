import { useCallback, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Checklist,
  ChecklistList,
  CompletionRequest,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError, pipelineOpsApiRef } from '../api';
import { forgetHistory, listsKey } from './checklists';
import { newKey } from './newKey';
import { useScope } from './useScope';

/** One answer to one item, as the page gives it. */
export type Answer = Omit<CompletionRequest, 'idempotencyKey' | 'revision'>;

/** Who takes care of an item, or of the whole list; nobody when absent. */
export interface Assignment {
  itemId?: string;
  assignee?: string;
}

type Event =
  | { type: 'answer'; answer: Answer; seen: Checklist }
  | { type: 'assignment'; assignment: Assignment; seen: Checklist };

/** An event that was not stored, and why. */
export interface RefusedEvent {
  type: Event['type'];
  itemId?: string;
  error: Error;
}

/** How often an event is sent again when somebody else's concerned another item. */
const MOST_TRIES = 6;

function replaceChecklist(
  envelope: Envelope<ChecklistList> | undefined,
  changed: Checklist,
): Envelope<ChecklistList> | undefined {
  if (!envelope) {
    return envelope;
  }
  const checklists = envelope.data.checklists.map(checklist =>
    checklist.id === changed.id &&
    checklist.period.key === changed.period.key &&
    checklist.period.revision <= changed.period.revision
      ? changed
      : checklist,
  );
  return { ...envelope, data: { ...envelope.data, checklists } };
}

function withoutItem(pending: Record<string, Answer>, answer: Answer) {
  const rest = { ...pending };
  if (rest[answer.itemId] === answer) {
    delete rest[answer.itemId];
  }
  return rest;
}

const itemIdOf = (event: Event) =>
  event.type === 'answer' ? event.answer.itemId : event.assignment.itemId;

/** Whether what the event is about is no longer as its sender saw it. */
function contradicts(event: Event, current: Checklist): boolean {
  const about = ({ items }: Checklist) =>
    items.find(({ id }) => id === itemIdOf(event));
  if (event.type === 'answer') {
    const [before, now] = [event.seen, current].map(
      list => about(list)?.completion,
    );
    return before?.at !== now?.at || before?.state !== now?.state;
  }
  const [before, now] = [event.seen, current].map(list =>
    event.assignment.itemId ? about(list)?.assignee : list.assignee,
  );
  return before !== now;
}

/**
 * Answers and assigns items of one period. What is on its way is in `pending`, so that the page can show it at once.
 * Events go out one after the other, each with the revision that the one before left, so that a quick row of ticks does
 * not contradict itself. When somebody else's event concerned another item, it is sent again; when it concerned the
 * same, theirs counts and this one is `refused`.
 */
export function useChecklistEvents(checklist: Checklist) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<Record<string, Answer>>({});
  const [refused, setRefused] = useState<RefusedEvent>();
  const lists = { queryKey: listsKey(scope) };
  const { id } = checklist;
  const { key } = checklist.period;

  const store = (changed: Checklist) =>
    queryClient.setQueriesData<Envelope<ChecklistList>>(lists, envelope =>
      replaceChecklist(envelope, changed),
    );

  const revisionNow = () => {
    const known = queryClient
      .getQueriesData<Envelope<ChecklistList>>(lists)
      .flatMap(([, envelope]) => envelope?.data.checklists ?? [])
      .filter(list => list.id === id && list.period.key === key)
      .map(list => list.period.revision);
    return Math.max(checklist.period.revision, ...known);
  };

  const send = (event: Event, idempotencyKey: string) => {
    const about = { ...scope, checklistId: id, periodKey: key };
    const stamp = { idempotencyKey, revision: revisionNow() };
    return event.type === 'answer'
      ? api.completeItem({
          ...about,
          completion: { ...event.answer, ...stamp },
        })
      : api.assignItem({
          ...about,
          assignment: { ...event.assignment, ...stamp },
        });
  };

  const { mutate } = useMutation({
    scope: { id: `checklist ${scope.entityRef} ${id} ${key}` },
    mutationFn: async (event: Event) => {
      const idempotencyKey = newKey();
      for (let tries = 1; ; tries++) {
        try {
          return await send(event, idempotencyKey);
        } catch (error) {
          const current =
            error instanceof ChecklistConflictError ? error.current : undefined;
          if (current) {
            store(current);
          }
          if (!current || tries === MOST_TRIES || contradicts(event, current)) {
            throw error;
          }
        }
      }
    },
    onSuccess: envelope => store(envelope.data),
    onError: async (error, event) => {
      setRefused({ type: event.type, itemId: itemIdOf(event), error });
      if (!(error instanceof ChecklistConflictError && error.current)) {
        await queryClient.invalidateQueries(lists);
      }
    },
    onSettled: (_data, _error, event) => {
      if (event.type === 'answer') {
        setPending(current => withoutItem(current, event.answer));
      }
      forgetHistory(queryClient, scope, id);
    },
  });

  const answerItem = useCallback(
    (answer: Answer) => {
      setRefused(undefined);
      setPending(current => ({ ...current, [answer.itemId]: answer }));
      mutate({ type: 'answer', answer, seen: checklist });
    },
    [mutate, checklist],
  );
  const assign = useCallback(
    (assignment: Assignment) => {
      setRefused(undefined);
      mutate({ type: 'assignment', assignment, seen: checklist });
    },
    [mutate, checklist],
  );
  const dismiss = useCallback(() => setRefused(undefined), []);
  return { answerItem, assign, pending, refused, dismiss };
}
