import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PipelineRequest } from './requestPipeline';

/** True when the caller holds the permission for the entity of the request. */
export async function isAllowed(
  permissions: PermissionsService,
  permission: ResourcePermission,
  {
    entityRef,
    credentials,
  }: Pick<PipelineRequest, 'entityRef' | 'credentials'>,
): Promise<boolean> {
  const [decision] = await permissions.authorize(
    [{ permission, resourceRef: entityRef }],
    { credentials },
  );
  return decision.result === AuthorizeResult.ALLOW;
}

/** @throws NotAllowedError that names the missing permission */
export async function assertAllowed(
  permissions: PermissionsService,
  permission: ResourcePermission,
  request: Pick<PipelineRequest, 'entityRef' | 'credentials'>,
): Promise<void> {
  if (!(await isAllowed(permissions, permission, request))) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name} for ${request.entityRef}.`,
    );
  }
}
