import { useCallback, useMemo, useState } from 'react';
import {
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Envelope, Run } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  pipelineOpsApiRef,
  RunConflictError,
  type PipelineOpsApi,
  type PipelineScope,
} from '../api';
import { newKey } from './newKey';
import { isFinal } from './retry';
import { expectedEvent, standingOf, withEvent, type RunAct } from './runActs';
import { forgetRunLists, keepRun, runKey, useRunScope } from './runs';
import { sendAct, type ActOutcome, type RunLine } from './sendAct';

interface Sending {
  key: string;
  act: RunAct;
  /** ISO 8601, UTC; the reader's clock, until the server has said its own. */
  at: string;
  /** Revision of the run that the person looked at. */
  seen: number;
}

/** The rest is shown when the server has said so. */
function isShownAtOnce({ type }: RunAct): boolean {
  return type !== 'end' && type !== 'reopened' && type !== 'checked';
}

function lineTo(
  run: Run,
  api: PipelineOpsApi,
  scope: PipelineScope,
  queryClient: QueryClient,
): RunLine {
  const { id: runId } = run;
  const keep = (data: Run) =>
    keepRun(queryClient, scope, { data, sources: [] });
  const known = () =>
    queryClient.getQueryData<Envelope<Run>>(runKey(scope, runId))?.data ?? run;
  return {
    known,
    keep,
    send: async event =>
      (await api.addRunEvent({ ...scope, runId, event })).data,
  };
}

/**
 * Adds to a run. What is on its way is shown at once, in `run`. Acts go out one after the other, each with the revision
 * that the one before left.
 *
 * @param me - entity ref of the person; undefined while it is not known yet
 */
export function useRunEvents(run: Run, me = '') {
  const api = useApi(pipelineOpsApiRef);
  const scope = useRunScope();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState<Sending[]>([]);
  const line = useMemo(
    () => lineTo(run, api, scope, queryClient),
    [run, api, scope, queryClient],
  );

  const { mutateAsync } = useMutation({
    scope: { id: `run ${scope.entityRef} ${run.id}` },
    // The same key goes out again, so that a lost answer doubles nothing.
    retry: (failures, error) =>
      failures < 2 && !isFinal(error) && !(error instanceof RunConflictError),
    retryDelay: failures => 500 * 2 ** failures,
    mutationFn: (one: Sending) => sendAct(line, { ...one, me }),
  });

  const add = useCallback(
    async (act: RunAct, key = newKey()): Promise<ActOutcome> => {
      const at = new Date().toISOString();
      const one = { key, act, at, seen: line.known().revision };
      setSending(current => [...current, one]);
      try {
        return await mutateAsync(one);
      } catch (error) {
        void queryClient.invalidateQueries({
          queryKey: runKey(scope, run.id),
        });
        return { went: 'failed', error };
      } finally {
        setSending(current => current.filter(other => other !== one));
        forgetRunLists(queryClient);
      }
    },
    [line, mutateAsync, queryClient, scope, run.id],
  );

  const shown = useMemo(
    () =>
      sending
        .filter(
          ({ act, seen }) =>
            isShownAtOnce(act) && standingOf(act, run, seen, me).is === 'open',
        )
        .reduce(
          (current, { act, at }) =>
            withEvent(current, expectedEvent(act, current, me, at)),
          run,
        ),
    [sending, run, me],
  );

  return { run: shown, add };
}

/** Says once that a person has joined, so that the others see who is there. */
export function useJoinRun(me: string | undefined) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useRunScope();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (runId: string) => {
      const envelope = await api.getRun({ ...scope, runId });
      keepRun(queryClient, scope, envelope);
      const run = envelope.data;
      if (me && run.editable && run.state === 'running') {
        await sendAct(lineTo(run, api, scope, queryClient), {
          act: { type: 'joined' },
          key: newKey(),
          seen: run.revision,
          me,
        });
      }
    },
    onSettled: () => forgetRunLists(queryClient),
  });
}
