import { useCallback } from 'react';
import { useRouteRef, type RouteRef } from '@backstage/frontend-plugin-api';
import {
  maintenanceRouteRef,
  monitoringRouteRef,
  runbookRouteRef,
} from '../routes';
import { useViewState, writeViewState, type ViewState } from '../viewState';

export type TabName = 'monitoring' | 'runbook' | 'maintenance';

const ROUTES: Record<TabName, RouteRef> = {
  monitoring: monitoringRouteRef,
  runbook: runbookRouteRef,
  maintenance: maintenanceRouteRef,
};

/**
 * Links to one of the plugin's tabs on the same entity page; pipeline, environment and
 * clock go along. Undefined where the portal does not mount that tab.
 */
export function useTabLink(
  tab: TabName,
): ((change?: Partial<ViewState>) => string) | undefined {
  const route = useRouteRef(ROUTES[tab]);
  const { view } = useViewState();
  const { pipeline, env, zone } = view;
  const link = useCallback(
    (change: Partial<ViewState> = {}) => {
      const params = writeViewState(new URLSearchParams(), {
        pipeline,
        env,
        zone,
        ...change,
      });
      const search = params.size > 0 ? `?${params}` : '';
      return `${route?.() ?? ''}${search}`;
    },
    [route, pipeline, env, zone],
  );
  return route ? link : undefined;
}
