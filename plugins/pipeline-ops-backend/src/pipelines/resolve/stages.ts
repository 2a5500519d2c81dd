import type {
  ResolvedResource,
  ResolvedStage,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { StageDefinition } from '../definition/definitionSchema';
import { filled, type RefusalList } from './PipelineContext';

const ROLES = ['success', 'failure', 'throughput'] as const;

/** The stages of an environment, and its resources with the roles that the stages give to metrics. */
export function resolveStages(
  stages: readonly StageDefinition[],
  resources: readonly ResolvedResource[],
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): { stages: ResolvedStage[]; resources: ResolvedResource[] } {
  let withRoles = [...resources];
  const resolved = stages.map(stage => {
    const inStage = stage.resources.flatMap(reference => {
      const text = filled(reference, variables, refusals);
      return text === undefined ? [] : findResources(text, resources);
    });
    const resourceIds = [...new Set(inStage.map(resource => resource.id))];
    withRoles = withRoles.map(resource =>
      resourceIds.includes(resource.id)
        ? withStageRoles(resource, stage, variables, refusals)
        : resource,
    );
    return { id: stage.id, title: stage.title ?? stage.id, resourceIds };
  });
  return { stages: resolved, resources: withRoles };
}

/** By `kind:name`; by a bare name, whatever its kind. In all sources of the environment. */
function findResources(
  reference: string,
  resources: readonly ResolvedResource[],
): ResolvedResource[] {
  const byId = resources.filter(
    ({ kind, name }) => `${kind}:${name}` === reference,
  );
  return byId.length > 0
    ? byId
    : resources.filter(({ name }) => name === reference);
}

/** A metric that the stage names takes its role from all others of the stage. */
function withStageRoles(
  resource: ResolvedResource,
  stage: StageDefinition,
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
): ResolvedResource {
  const charts = resource.charts.map(chart => {
    for (const role of ROLES) {
      const named = stage[role];
      if (named) {
        const owner =
          named.resource && filled(named.resource, variables, refusals);
        const isOwner =
          owner === undefined || findResources(owner, [resource]).length > 0;
        if (isOwner && chart.id.endsWith(`:${named.metric}`)) {
          return { ...chart, role };
        }
      }
    }
    const isTaken = ROLES.some(role => chart.role === role && stage[role]);
    return isTaken ? { ...chart, role: undefined } : chart;
  });
  return { ...resource, charts };
}
