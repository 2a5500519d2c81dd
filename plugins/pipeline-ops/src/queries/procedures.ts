import { useMemo } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
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
import { useAsking, type Asking } from './asking';
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

function hasChecks(steps: RunbookStep[]): boolean {
  return steps.some(
    step => (step.checks ?? []).length > 0 || hasChecks(step.steps),
  );
}

export interface LiveAnswers {
  /** What data says now, by the id of the point. */
  answers: ReadonlyMap<string, CheckAnswer[]>;
  /** Puts one check to the data by itself: then its log query runs. */
  asking: Asking;
}

/**
 * What data says now about the points of a procedure that it can answer; nothing is asked where there is nothing to
 * answer, or when it is not wanted.
 */
export function useRunbookAnswers(
  runbook: Runbook,
  options: {
    wanted: boolean;
    /** Name of the alarm that led here: "the alarm" of a step is this one. */
    alarm?: string;
  },
): LiveAnswers {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const client = useQueryClient();
  const { id: runbookId, steps, verificationChecks = [] } = runbook;
  const { wanted, alarm } = options;
  const key = ['pipeline-ops', 'runbook-checks', scope, runbookId, alarm];
  const { data } = useQuery<Envelope<RunbookChecks>>({
    queryKey: key,
    enabled: wanted && (hasChecks(steps) || verificationChecks.length > 0),
    queryFn: ({ signal }) =>
      api.getRunbookChecks({ ...scope, runbookId, alarm, signal }),
    refetchInterval: CHECK_MS,
  });
  const asking = useAsking(async check => {
    const one = await api.getRunbookChecks({
      ...scope,
      runbookId,
      alarm,
      check,
    });
    // What is on its way was asked before.
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<Envelope<RunbookChecks>>(key, shown =>
      shown ? withAnswers(shown, one.data.answers) : one,
    );
  });
  const answers = useMemo(() => {
    const byPoint = new Map<string, CheckAnswer[]>();
    for (const { step, answer } of data?.data.answers ?? []) {
      byPoint.set(step, [...(byPoint.get(step) ?? []), answer]);
    }
    return byPoint;
  }, [data]);
  return { answers, asking };
}

function withAnswers(
  shown: Envelope<RunbookChecks>,
  newer: RunbookChecks['answers'],
): Envelope<RunbookChecks> {
  const answers = shown.data.answers.map(
    old =>
      newer.find(
        ({ step, answer }) =>
          step === old.step && answer.check.id === old.answer.check.id,
      ) ?? old,
  );
  return { ...shown, data: { ...shown.data, answers } };
}
