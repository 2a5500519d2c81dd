import type { Handlers } from '../model';
import { createAlarmHandlers } from './alarms';
import { createDashboardHandlers } from './dashboards';
import type { InMemoryMetricStore } from './metrics/metricStore';
import { createTagHandlers, TagStore } from './tags';

/** The operations on alarms, dashboards and their tags. */
export function createAlertingHandlers(deps: {
  metrics: InMemoryMetricStore;
}): Handlers {
  const tags = TagStore.create();
  const alarms = createAlarmHandlers({ metrics: deps.metrics, tags });
  const dashboards = createDashboardHandlers({ tags });
  return {
    ...alarms.handlers,
    ...dashboards.handlers,
    ...createTagHandlers({
      tags,
      exists: (arn, { place }) =>
        alarms.exists(arn, place) || dashboards.exists(arn, place),
    }),
  };
}
