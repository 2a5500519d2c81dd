import {
  useInfiniteQuery,
  useQuery,
  type Query,
  type QueryKey,
} from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  AlarmHistory,
  AlarmList,
  Envelope,
  LogEvents,
  LogGroupList,
  MetricsAnswer,
  Overview,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, type PipelineScope, type TimeWindow } from '../api';
import type { TimeRange } from '../time';
import { useViewState } from '../viewState';
import { useScope } from './useScope';

/** Milliseconds until the rest of an answer can be there. */
const PENDING_MS = 1_500;

export function windowOf(range: TimeRange): TimeWindow {
  return range.type === 'relative'
    ? { range: range.duration }
    : {
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
      };
}

/** Keeps the last answer on screen while the range changes, but never one pipeline's answer under another's name. */
export function keepWithin(scope: PipelineScope) {
  return <T>(
    previous: T | undefined,
    query: Query<T, Error, T, QueryKey> | undefined,
  ): T | undefined => {
    const before = query?.queryKey[2] as PipelineScope | undefined;
    const same =
      before?.entityRef === scope.entityRef &&
      before.pipeline === scope.pipeline &&
      before.env === scope.env;
    return same ? previous : undefined;
  };
}

/** Milliseconds between refreshes for the query client, which itself pauses while the page is hidden. */
export function useRefreshInterval(): number | false {
  const { view } = useViewState();
  return view.refresh > 0 ? view.refresh * 1000 : false;
}

export function useOverview() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const refetchInterval = useRefreshInterval();
  return useQuery<Envelope<Overview>>({
    queryKey: ['pipeline-ops', 'overview', scope],
    queryFn: ({ signal }) => api.getOverview({ ...scope, signal }),
    refetchInterval,
  });
}

export function useAlarms() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const refetchInterval = useRefreshInterval();
  return useQuery<Envelope<AlarmList>>({
    queryKey: ['pipeline-ops', 'alarms', scope],
    queryFn: ({ signal }) => api.getAlarms({ ...scope, signal }),
    refetchInterval,
  });
}

export function useAlarmHistory(alarmName: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<AlarmHistory>>({
    queryKey: ['pipeline-ops', 'alarm-history', scope, alarmName],
    queryFn: ({ signal }) =>
      api.getAlarmHistory({ ...scope, alarmName, signal }),
  });
}

export function useMetrics() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { view } = useViewState();
  const window = windowOf(view.range);
  const refetchInterval = useRefreshInterval();
  return useQuery<Envelope<MetricsAnswer>>({
    queryKey: ['pipeline-ops', 'metrics', scope, window],
    queryFn: ({ signal }) => api.getMetrics({ ...scope, window, signal }),
    placeholderData: keepWithin(scope),
    refetchInterval: query =>
      // What lies in the past does not change, but what alarms say about it may still be read.
      query.state.data?.data.pending
        ? PENDING_MS
        : view.range.type === 'relative' && refetchInterval,
  });
}

export function useLogGroups() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<LogGroupList>>({
    queryKey: ['pipeline-ops', 'log-groups', scope],
    queryFn: ({ signal }) => api.getLogGroups({ ...scope, signal }),
  });
}

export function useLogEvents(group: string | undefined, pattern: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { view } = useViewState();
  const window = windowOf(view.range);
  return useInfiniteQuery({
    queryKey: ['pipeline-ops', 'log-events', scope, group, pattern, window],
    enabled: group !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<Envelope<LogEvents>> =>
      api.getLogEvents({
        ...scope,
        group: group ?? '',
        pattern,
        window,
        cursor: pageParam,
        signal,
      }),
    getNextPageParam: last => last.data.cursor,
  });
}
