import { useCallback, useState } from 'react';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Checklist,
  ChecklistHistory,
  ChecklistList,
  CompletionState,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError, pipelineOpsApiRef } from '../api';
import { useScope } from './useScope';

/** Somebody else's ticks show up within this time, also without auto refresh. */
const REFRESH_MS = 30_000;

export function useChecklists(at?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<ChecklistList>>({
    queryKey: ['pipeline-ops', 'checklists', scope, at],
    queryFn: ({ signal }) => api.getChecklists({ ...scope, at, signal }),
    refetchInterval: REFRESH_MS,
  });
}

export function useChecklistHistory(checklistId: string, enabled: boolean) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<ChecklistHistory>>({
    queryKey: ['pipeline-ops', 'checklist-history', scope, checklistId],
    enabled,
    queryFn: ({ signal }) =>
      api.getChecklistHistory({ ...scope, checklistId, signal }),
  });
}

export interface Answer {
  itemId: string;
  state: CompletionState;
  note?: string;
}

/** 128 random bits. `crypto.randomUUID` is missing where a portal is served without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function replaceChecklist(
  envelope: Envelope<ChecklistList> | undefined,
  changed: Checklist,
): Envelope<ChecklistList> | undefined {
  if (!envelope) {
    return envelope;
  }
  const checklists = envelope.data.checklists.map(checklist =>
    checklist.id === changed.id && checklist.period.key === changed.period.key
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

/**
 * Answers items of one period. What is on its way is in `pending`, so that the page can show it
 * at once. Answers go out one after the other, each with the revision that the one before left,
 * so that a quick row of ticks does not contradict itself.
 */
export function useAnswers(checklist: Checklist) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<Record<string, Answer>>({});
  const listsKey: QueryKey = ['pipeline-ops', 'checklists', scope];
  const { id } = checklist;
  const { key } = checklist.period;

  const store = (changed: Checklist) =>
    queryClient.setQueriesData<Envelope<ChecklistList>>(
      { queryKey: listsKey },
      envelope => replaceChecklist(envelope, changed),
    );

  const revisionNow = () => {
    const known = queryClient
      .getQueriesData<Envelope<ChecklistList>>({ queryKey: listsKey })
      .flatMap(([, envelope]) => envelope?.data.checklists ?? [])
      .filter(list => list.id === id && list.period.key === key)
      .map(list => list.period.revision);
    return Math.max(checklist.period.revision, ...known);
  };

  const { mutate, error, reset } = useMutation({
    scope: { id: `checklist ${scope.entityRef} ${id} ${key}` },
    mutationFn: (answer: Answer) =>
      api.completeItem({
        ...scope,
        checklistId: id,
        periodKey: key,
        completion: {
          ...answer,
          idempotencyKey: newKey(),
          revision: revisionNow(),
        },
      }),
    onSuccess: envelope => store(envelope.data),
    onError: async failure => {
      if (failure instanceof ChecklistConflictError && failure.current) {
        store(failure.current);
      } else {
        await queryClient.invalidateQueries({ queryKey: listsKey });
      }
    },
    onSettled: (_data, _failure, answer) => {
      setPending(current => withoutItem(current, answer));
      void queryClient.invalidateQueries({
        queryKey: ['pipeline-ops', 'checklist-history', scope, id],
      });
    },
  });

  const answerItem = useCallback(
    (answer: Answer) => {
      setPending(current => ({ ...current, [answer.itemId]: answer }));
      mutate(answer);
    },
    [mutate],
  );

  return { answerItem, pending, error, dismissError: reset };
}
