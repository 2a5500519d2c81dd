import { mergeChecklists } from './mergeChecklists';
import type {
  CustomResourceDefinition,
  EnvironmentDefinition,
  PipelineDefinition,
  QueryDefinition,
  ResourceDefinition,
} from './definitionSchema';

type Resource = Exclude<ResourceDefinition, string> | CustomResourceDefinition;
type Resources = NonNullable<PipelineDefinition['resources']>;

/**
 * Lays a later definition over an earlier one: texts, documents and stages are replaced, lists of names are joined,
 * resources are matched by kind and name, queries by id, checklists by what they refine. Environments of the later one replace the set, and each inherits from the
 * earlier one of its name.
 */
export function mergeDefinitions(
  earlier: PipelineDefinition,
  later: PipelineDefinition,
): PipelineDefinition {
  return withoutUndefined({
    title: later.title ?? earlier.title,
    timeZone: later.timeZone ?? earlier.timeZone,
    documents: later.documents ?? earlier.documents,
    environments: mergeEnvironments(earlier.environments, later.environments),
    resources: mergeResources(earlier.resources, later.resources),
    stages: later.stages ?? earlier.stages,
    alarms: join(earlier.alarms, later.alarms),
    logGroups: join(earlier.logGroups, later.logGroups),
    dashboards: join(earlier.dashboards, later.dashboards),
    queries: mergeQueries(earlier.queries, later.queries),
    thresholds: mergeThresholds(earlier.thresholds, later.thresholds),
    runbooks: mergeRecords(earlier.runbooks, later.runbooks),
    checklists: mergeChecklists(earlier.checklists, later.checklists),
  });
}

function join(earlier?: string[], later?: string[]): string[] | undefined {
  return earlier || later
    ? [...new Set([...(earlier ?? []), ...(later ?? [])])]
    : undefined;
}

function mergeRecords<T>(
  earlier?: Record<string, T>,
  later?: Record<string, T>,
): Record<string, T> | undefined {
  return earlier || later ? { ...earlier, ...later } : undefined;
}

function mergeQueries(
  earlier: QueryDefinition[] = [],
  later: QueryDefinition[] = [],
): QueryDefinition[] | undefined {
  const merged = new Map([...earlier, ...later].map(each => [each.id, each]));
  return merged.size > 0 ? [...merged.values()] : undefined;
}

function mergeThresholds(
  earlier: PipelineDefinition['thresholds'],
  later: PipelineDefinition['thresholds'],
): PipelineDefinition['thresholds'] {
  if (!earlier || !later) {
    return later ?? earlier;
  }
  const kinds = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return Object.fromEntries(
    [...kinds].map(kind => [kind, { ...earlier[kind], ...later[kind] }]),
  );
}

function mergeEnvironments(
  earlier: Record<string, EnvironmentDefinition> | undefined,
  later: Record<string, EnvironmentDefinition> | undefined,
): Record<string, EnvironmentDefinition> | undefined {
  if (!later) {
    return earlier;
  }
  return Object.fromEntries(
    Object.entries(later).map(([name, environment]) => {
      const base = earlier?.[name];
      const sources =
        environment.source || environment.sources ? environment : base;
      return [
        name,
        withoutUndefined({
          source: sources?.source,
          sources: sources?.sources,
          variables: mergeRecords(base?.variables, environment.variables),
        }),
      ];
    }),
  );
}

function mergeResources(
  earlier: Resources | undefined,
  later: Resources | undefined,
): Resources | undefined {
  if (!earlier || !later) {
    return later ?? earlier;
  }
  const kinds = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return Object.fromEntries(
    [...kinds].map(kind => [kind, mergeByName(earlier[kind], later[kind])]),
  ) as Resources;
}

function mergeByName(
  earlier: readonly (ResourceDefinition | CustomResourceDefinition)[] = [],
  later: readonly (ResourceDefinition | CustomResourceDefinition)[] = [],
): Resource[] {
  const merged = new Map<string, Resource>();
  for (const entry of [...earlier, ...later]) {
    const resource: Resource =
      typeof entry === 'string' ? { name: entry } : entry;
    merged.set(resource.name, {
      ...merged.get(resource.name),
      ...resource,
    } as Resource);
  }
  return [...merged.values()];
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as T;
}
