import type { Handlers } from '../model';
import { createAlarmHandlers } from './alarms';
import { createDashboardHandlers } from './dashboards';
import type { InMemoryMetricStore } from './metrics/metricStore';
import { createMuteRuleHandlers, type MuteRuleService } from './muteRules';
import { createTagHandlers, TagStore } from './tags';

/** The operations on alarms, mute rules, dashboards and their tags. */
export function createAlertingHandlers(deps: {
  metrics: InMemoryMetricStore;
}): Handlers {
  const tags = TagStore.create();
  // Alarms ask mute rules whether they may act, and mute rules ask alarms whether they are there.
  const late: { muteRules?: MuteRuleService } = {};
  const alarms = createAlarmHandlers({
    metrics: deps.metrics,
    tags,
    mutes: (place, name, at) => late.muteRules?.mutes(place, name, at) ?? false,
  });
  const muteRules = createMuteRuleHandlers({
    tags,
    alarmExists: (name, place) => alarms.hasAlarm(name, place),
  });
  late.muteRules = muteRules;
  const dashboards = createDashboardHandlers({ tags });
  return {
    ...alarms.handlers,
    ...muteRules.handlers,
    ...dashboards.handlers,
    ...createTagHandlers({
      tags,
      exists: (arn, { place }) =>
        alarms.exists(arn, place) ||
        muteRules.exists(arn, place) ||
        dashboards.exists(arn, place),
    }),
  };
}
