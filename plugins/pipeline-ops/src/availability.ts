import type { Entity } from '@backstage/catalog-model';
import { PIPELINE_ID_ANNOTATION } from '@pipeline-ops/plugin-pipeline-ops-common';

/** `spec.type` of entities that get the Monitoring tab even before they are annotated: it says how to annotate them. */
export const PIPELINE_ENTITY_TYPE = 'data-pipeline';

/** Filter of an entity content or card that needs an annotated entity. */
export const annotatedFilter = {
  [`metadata.annotations.${PIPELINE_ID_ANNOTATION}`]: { $exists: true },
};

/** Filter of the tab that also explains to a pipeline's owner how to annotate it. */
export const annotatedOrPipelineFilter = {
  $any: [annotatedFilter, { 'spec.type': PIPELINE_ENTITY_TYPE }],
};

/** The pipeline ids of the entity's annotation, in its order, without repetitions. */
export function pipelineIdsOf(entity: Entity): string[] {
  const annotation = entity.metadata.annotations?.[PIPELINE_ID_ANNOTATION];
  const ids = (annotation ?? '').split(',').map(id => id.trim());
  return [...new Set(ids.filter(Boolean))];
}

/** True when the entity names at least one pipeline. For `EntitySwitch` and `EntityLayout.Route` of the legacy system. */
export function isPipelineAvailable(entity: Entity): boolean {
  return pipelineIdsOf(entity).length > 0;
}
