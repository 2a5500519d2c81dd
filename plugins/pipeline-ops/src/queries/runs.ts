import { useCallback, useMemo } from 'react';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  AlarmDetail,
  Envelope,
  Run,
  RunList,
  RunRequest,
  RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, type PipelineScope } from '../api';
import { useLiveChanges } from './liveChanges';
import { keepWithin } from './telemetry';
import { useScope } from './useScope';

/** How soon others' events are seen where the portal has no signals, in milliseconds: of a run that goes on, and of one that ended. */
const RUNNING_MS = 5_000;
const ENDED_MS = 30_000;
/** The live state of the alarm beside a run, in milliseconds. */
const ALARM_MS = 60_000;

/** A run is found by its id, whatever environment the address names. */
export function useRunScope(): PipelineScope {
  const { entityRef, pipeline } = useScope();
  return useMemo(() => ({ entityRef, pipeline }), [entityRef, pipeline]);
}

export function runKey(scope: PipelineScope, runId: string): QueryKey {
  return ['pipeline-ops', 'run', scope.entityRef, scope.pipeline, runId];
}

/** The newer of what is known and what came; answers may overtake each other. */
export function newerRun(
  known: Envelope<Run> | undefined,
  came: Envelope<Run>,
): Envelope<Run> {
  return known && known.data.revision > came.data.revision ? known : came;
}

export function keepRun(
  queryClient: QueryClient,
  scope: PipelineScope,
  came: Envelope<Run>,
): void {
  queryClient.setQueryData<Envelope<Run>>(runKey(scope, came.data.id), known =>
    newerRun(known, came),
  );
}

/** Lists and statistics of runs are asked again wherever they are shown. */
export function forgetRunLists(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ['pipeline-ops', 'runs'] });
  void queryClient.invalidateQueries({
    queryKey: ['pipeline-ops', 'run-statistics'],
  });
}

/** One run; others' events show up within seconds. */
export function useRun(runId: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useRunScope();
  const queryClient = useQueryClient();
  const queryKey = runKey(scope, runId);
  const run = useQuery<Envelope<Run>>({
    queryKey,
    queryFn: async ({ signal }) =>
      newerRun(
        queryClient.getQueryData(queryKey),
        await api.getRun({ ...scope, runId, signal }),
      ),
    // The client itself pauses while the page is hidden.
    refetchInterval: query =>
      query.state.data?.data.state === 'ended' ? ENDED_MS : RUNNING_MS,
  });
  const { refetch } = run;
  useLiveChanges('run', runId, () => void refetch());
  return run;
}

/** Runs of the pipeline, or of one of its procedures: running ones first, then newest first. */
export function useRuns(runbookId?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const runs = useInfiniteQuery({
    queryKey: ['pipeline-ops', 'runs', scope, runbookId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<Envelope<RunList>> =>
      api.getRuns({ ...scope, runbookId, cursor: pageParam, signal }),
    getNextPageParam: last => last.data.cursor,
    refetchInterval: ENDED_MS,
  });
  const { refetch } = runs;
  useLiveChanges(
    'runs',
    runs.data?.pages[0].data.changesId,
    () => void refetch(),
  );
  return runs;
}

/** How the runs of the pipeline's procedures went. */
export function useRunStatistics() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<RunStatistics>>({
    queryKey: ['pipeline-ops', 'run-statistics', scope],
    queryFn: ({ signal }) => api.getRunStatistics({ ...scope, signal }),
    placeholderData: keepWithin(scope),
  });
}

/** Begins a run. A repeated attempt with the same key begins no second one. */
export function useStartRun() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const runScope = useRunScope();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (run: RunRequest) => api.startRun({ ...scope, run }),
    onSuccess: envelope => {
      keepRun(queryClient, runScope, envelope);
      forgetRunLists(queryClient);
    },
  });
}

/** The alarm that led to a run as it is now, over the last three hours. */
export function useRunAlarm(run: Run) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useRunScope();
  const { environment, alarmName } = run;
  return useQuery<Envelope<AlarmDetail>>({
    queryKey: ['pipeline-ops', 'run-alarm', scope, environment, alarmName],
    enabled: alarmName !== undefined && run.state === 'running',
    queryFn: ({ signal }) =>
      api.getAlarm({
        ...scope,
        env: environment,
        alarmName: alarmName ?? '',
        window: { range: 'PT3H' },
        signal,
      }),
    refetchInterval: ALARM_MS,
  });
}

/** Reads a run as a file's text. */
export function useRunExport(runId: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useRunScope();
  return useCallback(
    (format: 'md' | 'json') => api.exportRun({ ...scope, runId, format }),
    [api, scope, runId],
  );
}
