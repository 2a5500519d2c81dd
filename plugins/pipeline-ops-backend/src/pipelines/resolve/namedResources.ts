import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import type {
  CustomResourceDefinition,
  ResourceDefinition,
} from '../definition/definitionSchema';
import { selectorOf } from '../definition/selector';
import { matchesAnySelector } from '../trust/names';
import { selectNames } from '../trust/selectNames';
import {
  type AllowedSource,
  filled,
  type PipelineContext,
  type RefusalList,
} from './PipelineContext';
import type { NamedResource } from './resources';

/** A prefix that finds more of one kind than this is not the prefix of one pipeline. */
const MAX_DISCOVERED = 30;

/** The resources that the definition names for one environment, in the order of kinds and then of the definition. */
export function declaredResources(
  context: PipelineContext,
  environment: string,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): NamedResource[] {
  const { definition, packs } = context;
  const resources: Record<
    string,
    readonly (ResourceDefinition | CustomResourceDefinition)[] | undefined
  > = definition.resources ?? {};
  const named = [...packs.kinds, 'custom'].flatMap(kind =>
    (resources[kind] ?? []).flatMap((entry): NamedResource[] => {
      const resource = typeof entry === 'string' ? { name: entry } : entry;
      if (
        resource.environments &&
        !resource.environments.includes(environment)
      ) {
        return [];
      }
      const name = filled(resource.name, variables, refusals);
      if (name === undefined) {
        return [];
      }
      if ('namespace' in resource) {
        return [
          {
            kind,
            name,
            declared: true,
            definition: { of: 'custom', resource },
          },
        ];
      }
      const pack = packs.find(kind, resource.type);
      return pack
        ? [
            {
              kind,
              name,
              declared: true,
              definition: { of: 'pack', pack, resource },
            },
          ]
        : [];
    }),
  );
  return unique([...named, ...resourcesOfStages(context, variables, refusals)]);
}

/** What `kind:name` in a stage names is part of the pipeline, also when `resources` does not hold it. */
function resourcesOfStages(
  { definition, packs }: PipelineContext,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): NamedResource[] {
  return (definition.stages ?? []).flatMap(stage =>
    stage.resources.flatMap((reference): NamedResource[] => {
      const text = filled(reference, variables, refusals);
      const [, kind, name] = /^([a-z0-9-]+):(.+)$/.exec(text ?? '') ?? [];
      const pack = kind ? packs.find(kind) : undefined;
      return pack
        ? [
            {
              kind,
              name,
              declared: true,
              definition: { of: 'pack', pack, resource: { name } },
            },
          ]
        : [];
    }),
  );
}

/** Resources of one source whose names follow the conventions and that the owner may see. */
export async function discoveredResources(
  context: PipelineContext,
  source: AllowedSource,
): Promise<NamedResource[]> {
  const rights = source.allowance.rights(
    'resources',
    context.otherPipelines(source.config, 'resources'),
  );
  const selectors = context.config.conventions.resources.flatMap(template => {
    const selector = selectorOf(
      template.replaceAll('${id}', () => context.pipelineId),
    );
    return selector ? selectNames(selector, rights).selectors : [];
  });
  if (selectors.length === 0) {
    return [];
  }
  const found = await Promise.all(
    context.packs.all
      .filter(pack => pack.discoverBy !== undefined)
      .map(async (pack: ServicePack) => {
        const names = await context.discovery.resourceNames(source.ref, pack);
        return (names ?? [])
          .filter(name => matchesAnySelector(name, selectors))
          .sort()
          .slice(0, MAX_DISCOVERED)
          .map((name): NamedResource => ({
            kind: pack.kind,
            name,
            declared: false,
            definition: { of: 'pack', pack, resource: { name } },
          }));
      }),
  );
  return found.flat();
}

/** The first of each kind and name. */
export function unique(resources: readonly NamedResource[]): NamedResource[] {
  const seen = new Set<string>();
  return resources.filter(({ kind, name }) => {
    const key = `${kind}:${name}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
