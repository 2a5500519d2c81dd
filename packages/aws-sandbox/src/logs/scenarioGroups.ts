import { Clock, Place } from '../model';
import { Scenario, ScenarioLogGroup } from '../scenario/schema';
import { parseFilterPattern } from './filterPattern';
import { ScenarioLogGenerator } from './generator';
import { MetricFeed } from './metrics/metricFeed';
import { LogGroup, MetricFilter } from './groups';
import { LogStore } from './store';

const DAY_MS = 86_400_000;
/** A scenario's log groups are older than everything in them. */
const AGE_MS = 120 * DAY_MS;

/** What a scenario's log groups are set up in. */
export interface ScenarioTarget {
  store: LogStore;
  generator: ScenarioLogGenerator;
  feed: MetricFeed;
  clock: Clock;
}

/**
 * Sets up a scenario's log groups, with streams, tags, retention, filters and generated lines, as if they had been
 * there for long. `anchor` in Unix milliseconds.
 */
export function addScenarioGroups(
  { store, generator, feed, clock }: ScenarioTarget,
  scenario: Scenario,
  anchor: number,
): void {
  const place: Place = {
    accountId: scenario.account,
    region: scenario.region,
  };
  generator.add(scenario, anchor);
  for (const described of scenario.logGroups) {
    const group =
      store.find(place, described.name) ??
      store.add(place, described.name, anchor - AGE_MS);
    describe(group, described, anchor);
    for (const filter of metricFiltersOf(described, clock.now())) {
      group.metricFilters.set(filter.name, filter);
      feed.follow(place, group, filter);
    }
  }
}

function describe(
  group: LogGroup,
  described: ScenarioLogGroup,
  anchor: number,
): void {
  const created = anchor - AGE_MS;
  group.retentionDays = described.retentionDays ?? group.retentionDays;
  group.groupClass = described.class;
  for (const [key, value] of Object.entries(described.tags)) {
    group.tags.set(key, value);
  }
  const streams = described.lines.flatMap(line => line.stream ?? []);
  for (const name of [...described.streams, ...streams]) {
    group.streams.set(name, { name, creationTime: created, generated: true });
  }
  for (const filter of described.subscriptionFilters) {
    group.subscriptionFilters.set(filter.name, {
      name: filter.name,
      patternText: filter.pattern,
      destinationArn: filter.destinationArn,
      distribution: 'ByLogStream',
      creationTime: created,
    });
  }
}

function metricFiltersOf(
  described: ScenarioLogGroup,
  now: number,
): MetricFilter[] {
  return described.metricFilters.map(filter => ({
    name: filter.name,
    patternText: filter.pattern,
    pattern: parseFilterPattern(filter.pattern),
    transformation: {
      metricName: filter.metricName,
      metricNamespace: filter.namespace,
      metricValue: filter.value,
    },
    creationTime: now - AGE_MS,
    appliesFrom: 0,
  }));
}
