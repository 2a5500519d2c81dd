import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type Run,
  type RunEventRequest,
  type RunList,
  type RunRequest,
  type RunStatistics,
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
  RunFilter,
  RunService,
} from './RunService';

/**
 * Lets those run procedures who may. Reading needs no more than the pipeline, which the caller could only resolve with
 * permission; what is read says whether the caller may add to it.
 */
export class AuthorizedRunService implements RunService {
  readonly #inner: RunService;
  readonly #permissions: PermissionsService;

  constructor(options: { inner: RunService; permissions: PermissionsService }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
  }

  async start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    await this.#assertAllowed(pipeline, options.credentials);
    return this.#inner.start(pipeline, environment, request, options);
  }

  async append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer> {
    await this.#assertAllowed(pipeline, options.credentials);
    return this.#inner.append(pipeline, runId, request, options);
  }

  async get(
    pipeline: ResolvedPipeline,
    runId: string,
    options: RunCallOptions,
  ): Promise<Run> {
    const run = await this.#inner.get(pipeline, runId, options);
    return (await this.#isAllowed(pipeline, options.credentials))
      ? run
      : { ...run, editable: false };
  }

  list(
    pipeline: ResolvedPipeline,
    filter: RunFilter,
    options: RunCallOptions,
  ): Promise<RunList> {
    return this.#inner.list(pipeline, filter, options);
  }

  statistics(
    pipeline: ResolvedPipeline,
    options: RunCallOptions,
  ): Promise<RunStatistics> {
    return this.#inner.statistics(pipeline, options);
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
