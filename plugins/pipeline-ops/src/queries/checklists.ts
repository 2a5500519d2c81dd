import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Checklist,
  ChecklistAnswers,
  ChecklistHistory,
  ChecklistList,
  Envelope,
  PauseRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, type PipelineScope } from '../api';
import { useAsking } from './asking';
import { keepWithin } from './telemetry';
import { useScope } from './useScope';

/** Somebody else's ticks show up within this time where the portal has no signals. */
const REFRESH_MS = 30_000;
const ANSWERS_MS = 60_000;

export const listsKey = (scope: PipelineScope) => [
  'pipeline-ops',
  'checklists',
  scope,
];
const historyKey = (scope: PipelineScope, checklistId: string) => [
  'pipeline-ops',
  'checklist-history',
  scope,
  checklistId,
];

export function useChecklists(at?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<ChecklistList>>({
    queryKey: [...listsKey(scope), at],
    queryFn: ({ signal }) => api.getChecklists({ ...scope, at, signal }),
    // The period before stays on screen, and the keyboard where it is, until the next one is there.
    placeholderData: keepWithin(scope),
    refetchInterval: REFRESH_MS,
  });
}

/** What data says now about the items of a current period; `asking` has it say so of one item, by the id of its check. */
export function useChecklistAnswers(checklist: Checklist) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const client = useQueryClient();
  const { id: checklistId, items, period } = checklist;
  const place = { ...scope, checklistId, periodKey: period.key };
  const key = [
    'pipeline-ops',
    'checklist-answers',
    scope,
    checklistId,
    period.key,
  ];
  const query = useQuery<Envelope<ChecklistAnswers>>({
    queryKey: key,
    enabled: period.isCurrent && items.some(({ check }) => check),
    queryFn: ({ signal }) => api.getChecklistAnswers({ ...place, signal }),
    refetchInterval: ANSWERS_MS,
  });
  const asking = useAsking(async checkId => {
    const item = items.find(({ check }) => check?.id === checkId)?.id;
    const one = await api.getChecklistAnswers({ ...place, item });
    // What is on its way was asked before.
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<Envelope<ChecklistAnswers>>(key, shown =>
      shown ? withAnswers(shown, one.data.answers) : one,
    );
  });
  return { ...query, asking };
}

function withAnswers(
  shown: Envelope<ChecklistAnswers>,
  newer: ChecklistAnswers['answers'],
): Envelope<ChecklistAnswers> {
  const answers = shown.data.answers.map(
    old => newer.find(({ itemId }) => itemId === old.itemId) ?? old,
  );
  return { ...shown, data: { ...shown.data, answers } };
}

/** Days in the list's zone, both inclusive. */
export interface DayRange {
  from: string;
  to: string;
}

/** Without a range, as far back as the server thinks fit for the list's cadence. */
export function useChecklistHistory(checklistId: string, range?: DayRange) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<ChecklistHistory>>({
    queryKey: [...historyKey(scope, checklistId), range],
    queryFn: ({ signal }) =>
      api.getChecklistHistory({ ...scope, checklistId, ...range, signal }),
  });
}

export function forgetHistory(
  queryClient: QueryClient,
  scope: PipelineScope,
  checklistId: string,
): void {
  void queryClient.invalidateQueries({
    queryKey: historyKey(scope, checklistId),
  });
}

/** Reads the lists and the history of one of them again. */
export function useChecklistsAgain(): (checklistId: string) => void {
  const queryClient = useQueryClient();
  const scope = useScope();
  return useCallback(
    checklistId => {
      void queryClient.invalidateQueries({ queryKey: listsKey(scope) });
      forgetHistory(queryClient, scope, checklistId);
    },
    [queryClient, scope],
  );
}

/** CSV of a range of days. */
export function useChecklistExport(checklistId: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useMutation({
    mutationFn: (range: DayRange) =>
      api.exportChecklist({ ...scope, checklistId, ...range }),
  });
}

/** Holds reminders of one period back until an instant, ISO 8601. */
export function useSnooze(checklist: Checklist) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (until: string) =>
      api.snoozeChecklist({
        ...scope,
        checklistId: checklist.id,
        periodKey: checklist.period.key,
        snooze: { until },
      }),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: listsKey(scope) }),
  });
}

/** Begins and ends planned absences of the pipeline. */
export function usePauses() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const queryClient = useQueryClient();
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: listsKey(scope) });
    void queryClient.invalidateQueries({
      queryKey: ['pipeline-ops', 'checklist-history', scope],
    });
  };
  const begin = useMutation({
    mutationFn: (pause: PauseRequest) =>
      api.pauseChecklists({ ...scope, pause }),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: (pauseId: string) => api.endPause({ ...scope, pauseId }),
    onSuccess,
  });
  return { begin, end };
}
