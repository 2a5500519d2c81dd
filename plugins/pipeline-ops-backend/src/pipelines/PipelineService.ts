import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** From an entity to what may be read for it. Every answer of the product begins here. */
export interface PipelineService {
  /**
   * The pipelines that the entity's annotation names, in its order; never empty.
   *
   * @param request - `entityRef` is a full reference such as `component:default/sensor-data`; `credentials` are the
   *   caller's, whose view of the catalog and whose permissions count
   * @throws NotFoundError when the caller cannot see the entity, or it has no pipeline annotation
   * @throws NotAllowedError when the caller sees the entity and lacks `pipelineOps.pipeline.read` for it
   * @throws InputError when the annotation holds no valid pipeline id
   */
  resolve(request: {
    entityRef: string;
    credentials: BackstageCredentials;
  }): Promise<ResolvedPipeline[]>;
}

/**
 * The environment of a pipeline by its name; the first when no name is given.
 *
 * @throws NotFoundError when the pipeline has no environment of that name
 */
export function environmentOf(
  pipeline: ResolvedPipeline,
  name?: string,
): ResolvedEnvironment {
  const found =
    name === undefined
      ? pipeline.environments[0]
      : pipeline.environments.find(environment => environment.name === name);
  if (!found) {
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no environment ${name}. It has: ${pipeline.environments
        .map(environment => environment.name)
        .join(', ')}`,
    );
  }
  return found;
}

/**
 * One of an entity's pipelines by its id; the first when no id is given.
 *
 * @throws NotFoundError when the entity has no pipeline of that id
 */
export function pipelineOf(
  pipelines: ResolvedPipeline[],
  id?: string,
): ResolvedPipeline {
  const found =
    id === undefined
      ? pipelines[0]
      : pipelines.find(pipeline => pipeline.pipelineId === id);
  if (!found) {
    throw new NotFoundError(
      `The entity has no pipeline ${id}. It has: ${pipelines
        .map(pipeline => pipeline.pipelineId)
        .join(', ')}`,
    );
  }
  return found;
}
