import type { PipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import type { DefinitionFile, PipelineDefinition } from './definitionSchema';
import { mergeDefinitions } from './mergeDefinitions';

/** Name of the environment of pipelines that nobody gave one. */
export const DEFAULT_ENVIRONMENT = 'default';

type OperatorConfig = Pick<
  PipelineOpsConfig,
  'sources' | 'conventions' | 'pipelines'
>;

/** What the operator's conventions and `pipelines.<id>` say about a pipeline; the part that nobody else can write. */
export function operatorDefinition(
  pipelineId: string,
  config: OperatorConfig,
): PipelineDefinition {
  return mergeDefinitions(
    conventionalDefinition(pipelineId, config),
    config.pipelines.get(pipelineId) ?? {},
  );
}

/** All layers of a pipeline: the operator's, and the repository's file where there is one. */
export function layerDefinitions(
  pipelineId: string,
  config: OperatorConfig,
  file: DefinitionFile | undefined,
): PipelineDefinition {
  const operator = operatorDefinition(pipelineId, config);
  const layered = file
    ? mergeDefinitions(operator, definitionIn(file, pipelineId))
    : operator;
  return withSources(layered, config);
}

/** A file's own definition of one pipeline: what stands beside `pipelines:`, refined by its entry there. */
export function definitionIn(
  file: DefinitionFile,
  pipelineId: string,
): PipelineDefinition {
  const { pipelines, ...shared } = file;
  const own = pipelines?.[pipelineId];
  return own ? mergeDefinitions(shared, own) : shared;
}

function conventionalDefinition(
  pipelineId: string,
  { conventions }: OperatorConfig,
): PipelineDefinition {
  const fill = (templates: string[]) =>
    templates.map(template => template.replaceAll('${id}', () => pipelineId));
  return {
    timeZone: conventions.timeZone,
    documents: fill(conventions.documents),
    environments: conventions.environments,
    alarms: fill(conventions.alarms),
    logGroups: fill(conventions.logGroups),
    dashboards: fill(conventions.dashboards),
  };
}

/** Environments that name no source read the conventional one; the only source, when there is just one. */
function withSources(
  definition: PipelineDefinition,
  { sources, conventions }: OperatorConfig,
): PipelineDefinition {
  const conventional =
    conventions.sources ??
    (conventions.source ? [conventions.source] : undefined) ??
    (sources.size === 1 ? [...sources.keys()] : []);
  const environments = definition.environments ?? { [DEFAULT_ENVIRONMENT]: {} };
  return {
    ...definition,
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, environment]) => [
        name,
        environment.source || environment.sources
          ? environment
          : { ...environment, sources: conventional },
      ]),
    ),
  };
}
