import type { ComponentProps } from 'react';
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { RUNBOOK_SEARCH_TYPE } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsApiRef, PipelineOpsClient } from './api';
import {
  viewDefaultsOf,
  type MonitoringOptions,
} from './extensions/viewDefaults';
import {
  maintenanceRouteRef,
  monitoringRouteRef,
  runbookRouteRef,
} from './routes';

export { isPipelineAvailable } from './availability';
export type { MonitoringOptions } from './extensions/viewDefaults';

const legacyMonitoringRouteRef = convertLegacyRouteRef(monitoringRouteRef);
const legacyRunbookRouteRef = convertLegacyRouteRef(runbookRouteRef);
const legacyMaintenanceRouteRef = convertLegacyRouteRef(maintenanceRouteRef);

/** The plugin for portals on the legacy frontend system. */
export const pipelineOpsPlugin = createPlugin({
  id: 'pipeline-ops',
  apis: [
    createApiFactory({
      api: pipelineOpsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => PipelineOpsClient.create(deps),
    }),
  ],
  routes: {
    monitoring: legacyMonitoringRouteRef,
    runbook: legacyRunbookRouteRef,
    maintenance: legacyMaintenanceRouteRef,
  },
});

/** The Monitoring tab, for an `EntityLayout.Route`. */
export const EntityMonitoringContent = pipelineOpsPlugin.provide(
  createRoutableExtension({
    name: 'EntityMonitoringContent',
    mountPoint: legacyMonitoringRouteRef,
    component: () =>
      import('./components/MonitoringContent').then(m => {
        return function LegacyMonitoring(props: MonitoringOptions) {
          return compatWrapper(
            <m.MonitoringContent defaults={viewDefaultsOf(props)} />,
          );
        };
      }),
  }),
);

/** The Runbook tab, for an `EntityLayout.Route`. */
export const EntityRunbookContent = pipelineOpsPlugin.provide(
  createRoutableExtension({
    name: 'EntityRunbookContent',
    mountPoint: legacyRunbookRouteRef,
    component: () =>
      import('./components/RunbookContent').then(m => {
        return function LegacyRunbook() {
          return compatWrapper(<m.RunbookContent />);
        };
      }),
  }),
);

/** The Maintenance tab, for an `EntityLayout.Route`. */
export const EntityMaintenanceContent = pipelineOpsPlugin.provide(
  createRoutableExtension({
    name: 'EntityMaintenanceContent',
    mountPoint: legacyMaintenanceRouteRef,
    component: () =>
      import('./components/MaintenanceContent').then(m => {
        return function LegacyMaintenance() {
          return compatWrapper(<m.MaintenanceContent />);
        };
      }),
  }),
);

/** The card for the entity's Overview tab. */
export const EntityPipelineOpsCard = pipelineOpsPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineOpsCard',
    component: {
      lazy: () =>
        import('./components/OverviewCard').then(m => {
          return function LegacyCard() {
            return compatWrapper(<m.OverviewCard />);
          };
        }),
    },
  }),
);

/** A procedure among the results of the search page and of the search dialogue. */
export const RunbookSearchResultListItem = pipelineOpsPlugin.provide(
  createSearchResultListItemExtension({
    name: 'RunbookSearchResultListItem',
    predicate: ({ type }) => type === RUNBOOK_SEARCH_TYPE,
    component: () =>
      import('./components/SearchResultItem').then(m => {
        return function LegacySearchResult(
          props: ComponentProps<typeof m.SearchResultItem>,
        ) {
          return compatWrapper(<m.SearchResultItem {...props} />);
        };
      }),
  }),
);
