import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  logsReadPermission,
  type Envelope,
  type LogGroupList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CallOptions } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { LogService } from '../logs/LogService';
import type { FindingsRequest } from './FindingService';

/** The log groups that findings are about. */
export interface LogGroupReader {
  /** @throws NotAllowedError when the caller may not read them */
  groups(
    request: FindingsRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupList>>;
}

/** Lets only those through who may read the logs of the entity. */
export class AuthorizedLogGroupReader implements LogGroupReader {
  constructor(
    private readonly inner: Pick<LogService, 'groups'>,
    private readonly permissions: PermissionsService,
  ) {}

  async groups(
    { pipeline, environment, credentials }: FindingsRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupList>> {
    const [decision] = await this.permissions.authorize(
      [{ permission: logsReadPermission, resourceRef: pipeline.entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `Comparing log groups of ${pipeline.entityRef} needs the permission ${logsReadPermission.name}.`,
      );
    }
    return this.inner.groups(pipeline, environment, options);
  }
}
