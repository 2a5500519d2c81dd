import type { Entity } from '@backstage/catalog-model';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';

/** From an entity to its pipelines, regardless of who asks: whoever calls it has checked that. */
export interface PipelineResolver {
  /**
   * @throws NotFoundError when the entity has no pipeline annotation
   * @throws InputError when the annotation holds no valid id
   */
  resolve(entity: Entity): Promise<ResolvedPipeline[]>;
}
