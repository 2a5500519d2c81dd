import { Clock, Handlers } from '../model';
import { Scenario } from '../scenario/schema';
import { ScenarioLogGenerator } from './generator';
import { createEventHandlers } from './handlers/events';
import { createGroupHandlers } from './handlers/groups';
import { createMetricFilterHandlers } from './handlers/metricFilters';
import { createQueryHandlers, QueryPace } from './handlers/queries';
import { createStreamHandlers } from './handlers/streams';
import { createSubscriptionFilterHandlers } from './handlers/subscriptionFilters';
import { createTagHandlers } from './handlers/tags';
import { MetricFeed, MetricSink } from './metrics/metricFeed';
import { addScenarioGroups } from './scenarioGroups';
import { LogStore } from './store';

export interface LogsDependencies {
  clock: Clock;
  /** Where metric filters publish. */
  metrics: MetricSink;
  /** How long Logs Insights queries take; a tenth of a second if nothing is said. */
  queryPace?: QueryPace;
}

/** CloudWatch Logs of all accounts and regions. */
export interface Logs {
  /** The operations of `Logs_20140328`. */
  handlers: Handlers;
  /** Sets up a scenario's log groups; moments are relative to `anchor` (Unix milliseconds). */
  addScenario(scenario: Scenario, anchor: number): void;
  /** Forgets everything. */
  clear(): void;
}

/** CloudWatch Logs with its data; scenarios are added to it. */
export function createLogs({
  clock,
  metrics,
  queryPace,
}: LogsDependencies): Logs {
  const generator = ScenarioLogGenerator.create();
  const store = LogStore.create(clock, generator);
  const feed = MetricFeed.create(store, metrics);
  return {
    handlers: {
      ...createGroupHandlers(store),
      ...createStreamHandlers(store),
      ...createEventHandlers(store, ({ place }, group, events) =>
        feed.accept(place, group, events),
      ),
      ...createMetricFilterHandlers(store, feed),
      ...createSubscriptionFilterHandlers(store),
      ...createTagHandlers(store),
      ...createQueryHandlers(store, queryPace),
    },
    addScenario: (scenario, anchor) =>
      addScenarioGroups({ store, generator, feed, clock }, scenario, anchor),
    clear: () => store.clear(),
  };
}

/** The operations of CloudWatch Logs without scenarios. */
export function createLogsHandlers(dependencies: LogsDependencies): Handlers {
  return createLogs(dependencies).handlers;
}
