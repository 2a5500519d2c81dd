import { useQuery, type Query, type QueryKey } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Dashboard,
  DashboardList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef } from '../api';
import { useViewState, type ViewState } from '../viewState';
import { useRefreshInterval, windowOf } from './telemetry';
import { useScope } from './useScope';

export function useDashboards() {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  return useQuery<Envelope<DashboardList>>({
    queryKey: ['pipeline-ops', 'dashboards', scope],
    queryFn: ({ signal }) => api.getDashboards({ ...scope, signal }),
  });
}

/** True when the dashboard shows the page's time rather than the range it starts with. A fixed stretch was chosen to look at all of it. */
export function followsPage(view: ViewState): boolean {
  return (
    (view.dashboardTime ??
      (view.range.type === 'absolute' ? 'page' : 'own')) === 'page'
  );
}

/** Keeps the last answer on screen while time or variables change, never one dashboard's under another's name. */
function keepDashboard(identity: QueryKey) {
  return <T>(
    previous: T | undefined,
    query: Query<T, Error, T, QueryKey> | undefined,
  ): T | undefined =>
    JSON.stringify(query?.queryKey.slice(0, identity.length)) ===
    JSON.stringify(identity)
      ? previous
      : undefined;
}

export function useDashboard(dashboardId: string, sourceId?: string) {
  const api = useApi(pipelineOpsApiRef);
  const scope = useScope();
  const { view } = useViewState();
  const { variables } = view;
  const window = followsPage(view) ? windowOf(view.range) : undefined;
  const refetchInterval = useRefreshInterval();
  const identity = ['pipeline-ops', 'dashboard', scope, dashboardId, sourceId];
  return useQuery<Envelope<Dashboard>>({
    queryKey: [...identity, window, variables],
    queryFn: ({ signal }) =>
      api.getDashboard({
        ...scope,
        dashboardId,
        sourceId,
        window,
        variables,
        signal,
      }),
    placeholderData: keepDashboard(identity),
    // What lies in the past does not change.
    refetchInterval: !(window && 'from' in window) && refetchInterval,
  });
}
