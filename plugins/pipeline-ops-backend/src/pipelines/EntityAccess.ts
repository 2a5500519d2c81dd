import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { pipelineReadPermission } from '@pipeline-ops/plugin-pipeline-ops-common';

export interface EntityRequest {
  entityRef: string;
  credentials: BackstageCredentials;
}

/** Entities as a caller may see them. */
export interface EntityAccess {
  /**
   * @throws NotFoundError when the entity does not exist or the caller cannot see it
   * @throws NotAllowedError when the caller sees it and may not see its pipelines
   */
  load(request: EntityRequest): Promise<Entity>;
}

/** Asks the catalog with the caller's credentials. */
export class CatalogEntityAccess implements EntityAccess {
  private constructor(private readonly catalog: CatalogService) {}

  static create(options: { catalog: CatalogService }): CatalogEntityAccess {
    return new CatalogEntityAccess(options.catalog);
  }

  async load({ entityRef, credentials }: EntityRequest): Promise<Entity> {
    const entity = await this.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${entityRef}, or you may not see it`,
      );
    }
    return entity;
  }
}

/** Lets only those through who have `pipelineOps.pipeline.read` for the entity. */
export class AuthorizedEntityAccess implements EntityAccess {
  private constructor(
    private readonly inner: EntityAccess,
    private readonly permissions: PermissionsService,
  ) {}

  static create(options: {
    inner: EntityAccess;
    permissions: PermissionsService;
  }): AuthorizedEntityAccess {
    return new AuthorizedEntityAccess(options.inner, options.permissions);
  }

  async load(request: EntityRequest): Promise<Entity> {
    const { entityRef, credentials } = request;
    const entity = await this.inner.load(request);
    const [decision] = await this.permissions.authorize(
      [{ permission: pipelineReadPermission, resourceRef: entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Seeing the pipelines of ${entityRef} needs the permission ${pipelineReadPermission.name}`,
      );
    }
    return entity;
  }
}
