import { useCallback, useEffect, useRef, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Envelope,
  LogGroupFilters,
  QueryRun,
  QueryRunRequest,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, type PipelineScope, type TimeWindow } from '../api';
import { useScope } from './useScope';

/** Milliseconds between looks at a running query. */
const POLL = 1_000;

export function useSavedQueries() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<SavedQueryList>>({
    queryKey: ['pipeline-ops', 'saved-queries', scope],
    queryFn: ({ signal }) => api.getSavedQueries({ ...scope, signal }),
    staleTime: 60_000,
  });
}

export function useLogGroupFilters(group: string, sourceId?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<LogGroupFilters>>({
    queryKey: ['pipeline-ops', 'log-group-filters', scope, group, sourceId],
    queryFn: ({ signal }) =>
      api.getLogGroupFilters({ ...scope, group, sourceId, signal }),
    staleTime: 60_000,
  });
}

/** A run belongs to what the reader looked at when it was started. */
interface OwnRun {
  id: string;
  scope: PipelineScope;
}

const keyOf = ({ id, scope }: OwnRun) => [
  'pipeline-ops',
  'query-run',
  scope,
  id,
];

/**
 * One run of a Logs Insights query: started on request, looked at every second until it ends, stopped when the reader
 * stops it, starts another one or leaves, because every second of it may cost money.
 */
export function useQueryRun() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const client = useQueryClient();
  const [run, setRun] = useState<OwnRun>();

  const polled = useQuery<Envelope<QueryRun>>({
    queryKey: run ? keyOf(run) : ['pipeline-ops', 'query-run', scope],
    enabled: run !== undefined,
    queryFn: ({ signal }) =>
      api.getQueryRun({
        ...(run?.scope ?? scope),
        runId: run?.id ?? '',
        signal,
      }),
    refetchInterval: query =>
      isRunning(query.state.data?.data) && !query.state.error ? POLL : false,
    // An ended run stays what it is.
    staleTime: Infinity,
  });

  const stop = useCallback(
    async (own: OwnRun) => {
      const stopped = await api.stopQueryRun({ ...own.scope, runId: own.id });
      client.setQueryData(keyOf(own), stopped);
    },
    [api, client],
  );

  const running = isRunning(polled.data?.data) ? run : undefined;
  const latest = useRef<OwnRun>();
  latest.current = running;
  const leave = useCallback(() => {
    if (latest.current) {
      // Whoever has left does not need to hear that it failed; the backend stops what nobody asks for.
      stop(latest.current).catch(() => {});
    }
  }, [stop]);
  useEffect(
    () => () => {
      leave();
      setRun(undefined);
    },
    [leave, scope],
  );

  const start = useMutation({
    mutationFn: async (request: {
      run: QueryRunRequest;
      window: TimeWindow;
    }) => {
      leave();
      return api.startQueryRun({ ...scope, ...request });
    },
    onSuccess: answer => {
      const own = { id: answer.data.id, scope };
      client.setQueryData(keyOf(own), answer);
      setRun(own);
    },
  });

  return {
    start: start.mutate,
    stop: () => {
      leave();
    },
    /** The newest look at the run, while there is one. */
    answer: run ? polled.data : undefined,
    isRunning: start.isPending || running !== undefined,
    error: start.error ?? polled.error ?? undefined,
  };
}

function isRunning(run: QueryRun | undefined): boolean {
  return run?.status === 'running';
}
