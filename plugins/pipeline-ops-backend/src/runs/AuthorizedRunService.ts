import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type Run,
  type RunEventRequest,
  type RunRequest,
  runbookExecutePermission,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type {
  RunActOptions,
  RunAnswer,
  RunCallOptions,
  RunService,
} from './RunService';
import { RunServiceLayer } from './RunServiceLayer';

/**
 * Lets those run procedures who may. Reading needs no more than the pipeline, which the caller could only resolve with
 * permission; what is read says whether the caller may add to it.
 */
export class AuthorizedRunService extends RunServiceLayer {
  readonly #permissions: PermissionsService;

  constructor(options: { inner: RunService; permissions: PermissionsService }) {
    super(options);
    this.#permissions = options.permissions;
  }

  async start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    await this.#assertAllowed(pipeline, options.credentials);
    return super.start(pipeline, environment, request, options);
  }

  async append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    await this.#assertAllowed(pipeline, options.credentials);
    return super.append(pipeline, runId, request, options);
  }

  async get(
    pipeline: ResolvedPipeline,
    runId: string,
    options: RunCallOptions,
  ): Promise<Run> {
    const run = await super.get(pipeline, runId, options);
    return (await this.#isAllowed(pipeline, options.credentials))
      ? run
      : { ...run, editable: false };
  }

  async #assertAllowed(
    pipeline: ResolvedPipeline,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#isAllowed(pipeline, credentials))) {
      throw new NotAllowedError(missing(pipeline));
    }
  }

  async #isAllowed(
    { entityRef }: ResolvedPipeline,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: runbookExecutePermission, resourceRef: entityRef }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }
}

function missing({ entityRef }: ResolvedPipeline): string {
  return `Running procedures of ${entityRef} needs the permission ${runbookExecutePermission.name}.`;
}
