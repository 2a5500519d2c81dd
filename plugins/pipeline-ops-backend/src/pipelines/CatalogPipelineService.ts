import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { EntityAccess } from './EntityAccess';
import type { PipelineResolver } from './PipelineResolver';
import type { PipelineService } from './PipelineService';

/** First the entity as the caller may see it, only then what is shared by all callers. */
export class CatalogPipelineService implements PipelineService {
  private constructor(
    private readonly entities: EntityAccess,
    private readonly resolver: PipelineResolver,
  ) {}

  static create(options: {
    entities: EntityAccess;
    resolver: PipelineResolver;
  }): CatalogPipelineService {
    return new CatalogPipelineService(options.entities, options.resolver);
  }

  async resolve(request: {
    entityRef: string;
    credentials: BackstageCredentials;
  }): Promise<ResolvedPipeline[]> {
    const entity = await this.entities.load(request);
    return this.resolver.resolve(entity);
  }
}
