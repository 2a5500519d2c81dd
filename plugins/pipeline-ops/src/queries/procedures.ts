import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  CheckAnswer,
  Envelope,
  Runbook,
  RunbookChecks,
  RunbookList,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useScope } from './useScope';

/** Milliseconds between looks at what data says, while somebody reads. */
const CHECK_MS = 30_000;

export function useRunbooks() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<RunbookList>>({
    queryKey: ['pipeline-ops', 'runbooks', scope],
    queryFn: ({ signal }) => api.getRunbooks({ ...scope, signal }),
  });
}

/** One procedure, its commands filled from the alarm that led to it, too. */
export function useRunbook(runbookId: string | undefined, alarm?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<Runbook>>({
    queryKey: ['pipeline-ops', 'runbook', scope, runbookId, alarm],
    enabled: runbookId !== undefined,
    queryFn: ({ signal }) =>
      api.getRunbook({ ...scope, runbookId: runbookId ?? '', alarm, signal }),
  });
}

/** What data says now about the points of a procedure that it can answer. */
export function useRunbookChecks(runbookId: string, enabled = true) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<RunbookChecks>>({
    queryKey: ['pipeline-ops', 'runbook-checks', scope, runbookId],
    enabled,
    queryFn: ({ signal }) =>
      api.getRunbookChecks({ ...scope, runbookId, signal }),
    refetchInterval: CHECK_MS,
  });
}

function hasChecks(steps: RunbookStep[]): boolean {
  return steps.some(
    step => (step.checks ?? []).length > 0 || hasChecks(step.steps),
  );
}

/** The same by the id of the point; nothing is asked where there is nothing to answer, or when it is not wanted. */
export function useRunbookAnswers(
  runbook: Runbook,
  wanted: boolean,
): ReadonlyMap<string, CheckAnswer[]> {
  const answerable =
    hasChecks(runbook.steps) || (runbook.verificationChecks ?? []).length > 0;
  const { data } = useRunbookChecks(runbook.id, wanted && answerable);
  return useMemo(() => {
    const answers = new Map<string, CheckAnswer[]>();
    for (const { step, answer } of data?.data.answers ?? []) {
      answers.set(step, [...(answers.get(step) ?? []), answer]);
    }
    return answers;
  }, [data]);
}
