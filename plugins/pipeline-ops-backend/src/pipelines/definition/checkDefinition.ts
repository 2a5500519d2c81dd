import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ServicePacks } from '../packs/ServicePacks';
import { repeatedChecklists } from './checkChecklists';
import type { DefinitionFile, PipelineDefinition } from './definitionSchema';
import type { ParsedDefinitionFile } from './parseDefinitionFile';
import { variablesIn } from './substitute';
import { didYouMean } from './suggestion';

interface Finding {
  code: string;
  path: PropertyKey[];
  message: string;
}

/**
 * What a valid file still gets wrong about the world around it: sources that nobody declared, variables without a
 * value, resources and types that do not exist, ids that the entity does not name. Each with its line.
 *
 * @param layered - The pipeline after all layers
 */
export function checkDefinition(
  parsed: ParsedDefinitionFile & { definition: DefinitionFile },
  file: string,
  around: {
    pipelineIds: readonly string[];
    layered: readonly PipelineDefinition[];
    sourceIds: readonly string[];
    packs: ServicePacks;
  },
): Problem[] {
  const { pipelines, ...shared } = parsed.definition;
  const parts: { definition: PipelineDefinition; path: PropertyKey[] }[] = [
    { definition: shared, path: [] },
    ...Object.entries(pipelines ?? {}).map(([id, definition]) => ({
      definition,
      path: ['pipelines', id],
    })),
  ];
  const findings = [
    ...unnamedPipelines(pipelines, around.pipelineIds),
    ...parts.flatMap(({ definition, path }) =>
      [
        ...unknownSources(definition, around.sourceIds),
        ...unknownVariables(definition, around.layered),
        ...unknownTypes(definition, around.packs),
        ...unknownEnvironments(definition, around.layered),
        ...unknownStageResources(definition, around.layered, around.packs),
        ...repeatedChecklists(definition),
      ].map(finding => ({ ...finding, path: [...path, ...finding.path] })),
    ),
  ];
  return findings.map(({ code, path, message }) => {
    const line = parsed.lineOf(path);
    return {
      code,
      message: `${file}${line ? ` line ${line}` : ''}: ${message}`,
      file,
      line,
    };
  });
}

function unnamedPipelines(
  pipelines: Record<string, unknown> | undefined,
  ids: readonly string[],
): Finding[] {
  const named = Object.keys(pipelines ?? {});
  return named.length > 0 && !named.some(id => ids.includes(id))
    ? [
        {
          code: 'definition-unused',
          path: ['pipelines'],
          message: `it describes ${named.join(', ')}, and the entity names ${ids.join(', ')}. Correct the annotation pipeline-ops/pipeline-id or the file`,
        },
      ]
    : [];
}

function unknownSources(
  definition: PipelineDefinition,
  declared: readonly string[],
): Finding[] {
  return Object.entries(definition.environments ?? {}).flatMap(
    ([environment, { source, sources = [] }]) => {
      const named = [
        ...(source ? [{ id: source, path: ['source'] as PropertyKey[] }] : []),
        ...sources.map((id, index) => ({
          id,
          path: ['sources', index] as PropertyKey[],
        })),
      ];
      return named
        .filter(({ id }) => !declared.includes(id))
        .map(({ id, path }) => ({
          code: 'unknown-source',
          path: ['environments', environment, ...path],
          message: `the operator has declared no source "${id}".${didYouMean(id, declared)}`,
        }));
    },
  );
}

function unknownVariables(
  definition: PipelineDefinition,
  layered: readonly PipelineDefinition[],
): Finding[] {
  const known = [
    'id',
    'env',
    ...new Set(
      layered.flatMap(({ environments }) =>
        Object.values(environments ?? {}).flatMap(({ variables }) =>
          Object.keys(variables ?? {}),
        ),
      ),
    ),
  ];
  const { environments: _, checklists: _written, ...templates } = definition;
  return textsIn(templates).flatMap(({ path, text }) =>
    variablesIn(text)
      .filter(variable => !known.includes(variable))
      .map(variable => ({
        code: 'unknown-variable',
        path,
        message: `\${${variable}} has a value in no environment.${didYouMean(variable, known)}`,
      })),
  );
}

function unknownTypes(
  definition: PipelineDefinition,
  packs: ServicePacks,
): Finding[] {
  return Object.entries(definition.resources ?? {}).flatMap(([kind, entries]) =>
    (entries ?? []).flatMap((entry, index) => {
      const type =
        typeof entry === 'object' && 'type' in entry ? entry.type : undefined;
      if (!type || packs.typesOf(kind).includes(type)) {
        return [];
      }
      const types = packs.typesOf(kind);
      return [
        {
          code: 'definition-invalid',
          path: ['resources', kind, index, 'type'],
          message: `resources of kind ${kind} have ${types.length > 0 ? `the types ${types.join(' and ')}` : 'no types'}, not "${type}"`,
        },
      ];
    }),
  );
}

function unknownEnvironments(
  definition: PipelineDefinition,
  layered: readonly PipelineDefinition[],
): Finding[] {
  const known = [
    ...new Set(
      layered.flatMap(({ environments }) => Object.keys(environments ?? {})),
    ),
  ];
  return Object.entries(definition.resources ?? {}).flatMap(([kind, entries]) =>
    (entries ?? []).flatMap((entry, index) =>
      (typeof entry === 'object' ? (entry.environments ?? []) : []).flatMap(
        (environment, at) =>
          known.includes(environment)
            ? []
            : [
                {
                  code: 'definition-invalid',
                  path: ['resources', kind, index, 'environments', at],
                  message: `the pipeline has no environment "${environment}".${didYouMean(environment, known)}`,
                },
              ],
      ),
    ),
  );
}

/** `kind:name` of a kind with a pack declares a resource; anything else must name a declared one. */
function unknownStageResources(
  definition: PipelineDefinition,
  layered: readonly PipelineDefinition[],
  packs: ServicePacks,
): Finding[] {
  const declared = layered.flatMap(({ resources }) =>
    Object.entries(resources ?? {}).flatMap(([kind, entries]) =>
      (entries ?? []).flatMap(entry => {
        const name = typeof entry === 'string' ? entry : entry.name;
        return [`${kind}:${name}`, name];
      }),
    ),
  );
  return (definition.stages ?? []).flatMap((stage, index) =>
    stage.resources.flatMap((reference, at) => {
      const kind = /^([a-z0-9-]+):./.exec(reference)?.[1];
      return declared.includes(reference) ||
        (kind !== undefined && packs.kinds.includes(kind))
        ? []
        : [
            {
              code: 'unknown-resource',
              path: ['stages', index, 'resources', at],
              message: `no resource of the pipeline is called "${reference}".${didYouMean(reference, declared)}`,
            },
          ];
    }),
  );
}

function textsIn(
  value: unknown,
  path: PropertyKey[] = [],
): { path: PropertyKey[]; text: string }[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => textsIn(each, [...path, index]));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) =>
        textsIn(each, [...path, key]),
      )
    : [];
}
