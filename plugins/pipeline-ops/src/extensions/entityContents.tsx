import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { z } from 'zod';
import { annotatedFilter, annotatedOrPipelineFilter } from '../availability';
import {
  maintenanceRouteRef,
  monitoringRouteRef,
  runbookRouteRef,
} from '../routes';
import { viewDefaultsOf } from './viewDefaults';

/** What every tab starts with when its address says nothing. */
const viewConfig = {
  /** One of the ranges on offer, as ISO 8601 duration. */
  defaultRange: z
    .enum(['PT1H', 'PT3H', 'PT12H', 'PT24H', 'P3D', 'P7D', 'P14D'])
    .optional(),
  /** Seconds between refreshes; 0 is off. */
  refreshSeconds: z
    .union([z.literal(0), z.literal(30), z.literal(60), z.literal(300)])
    .optional(),
};

/** The Monitoring tab. Also shown on pipelines that are not annotated yet, to say how to annotate them. */
export const monitoringEntityContent = EntityContentBlueprint.makeWithOverrides(
  {
    name: 'monitoring',
    configSchema: viewConfig,
    factory(originalFactory, { config }) {
      return originalFactory({
        path: '/monitoring',
        title: 'Monitoring',
        group: 'observability',
        routeRef: monitoringRouteRef,
        filter: annotatedOrPipelineFilter,
        loader: () =>
          import('../components/MonitoringContent').then(m => (
            <m.MonitoringContent defaults={viewDefaultsOf(config)} />
          )),
      });
    },
  },
);

export const runbookEntityContent = EntityContentBlueprint.make({
  name: 'runbook',
  params: {
    path: '/runbook',
    title: 'Runbook',
    group: 'operation',
    routeRef: runbookRouteRef,
    filter: annotatedFilter,
    loader: () =>
      import('../components/RunbookContent').then(m => <m.RunbookContent />),
  },
});

export const maintenanceEntityContent = EntityContentBlueprint.make({
  name: 'maintenance',
  params: {
    path: '/maintenance',
    title: 'Maintenance',
    group: 'operation',
    routeRef: maintenanceRouteRef,
    filter: annotatedFilter,
    loader: () =>
      import('../components/MaintenanceContent').then(m => (
        <m.MaintenanceContent />
      )),
  },
});
