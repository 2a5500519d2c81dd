import type {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type Checklist,
  type ChecklistHistory,
  type ChecklistList,
  type CompletionRequest,
  checklistOverridePermission,
  checklistUpdatePermission,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type {
  ChecklistCallOptions,
  ChecklistService,
} from './ChecklistService';

/**
 * Lets answers through to those who may give them, and audits each. Reading needs no more than the pipeline, which the
 * caller could only resolve with permission.
 */
export class AuthorizedChecklistService implements ChecklistService {
  readonly #inner: ChecklistService;
  readonly #permissions: PermissionsService;
  readonly #auditor: AuditorService;

  constructor(options: {
    inner: ChecklistService;
    permissions: PermissionsService;
    auditor: AuditorService;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
  }

  list(
    pipeline: ResolvedPipeline,
    options: ChecklistCallOptions & { at?: Date },
  ): Promise<ChecklistList> {
    return this.#inner.list(pipeline, options);
  }

  get(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
    options: ChecklistCallOptions,
  ): Promise<Checklist> {
    return this.#inner.get(pipeline, checklistId, periodKey, options);
  }

  history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    options: ChecklistCallOptions,
  ): Promise<ChecklistHistory> {
    return this.#inner.history(pipeline, checklistId, options);
  }

  async complete(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
    request: CompletionRequest,
    options: ChecklistCallOptions & { actor: string },
  ): Promise<Checklist> {
    const meta = {
      entityRef: pipeline.entityRef,
      pipelineId: pipeline.pipelineId,
      checklistId,
      periodKey,
      itemId: request.itemId,
      state: request.state,
      actor: options.actor,
    };
    const event = await this.#auditor.createEvent({
      eventId: 'checklist-complete',
      severityLevel: 'low',
      meta,
    });
    try {
      const { period } = await this.get(
        pipeline,
        checklistId,
        periodKey,
        options,
      );
      const permission = period.isCurrent
        ? checklistUpdatePermission
        : checklistOverridePermission;
      const [decision] = await this.#permissions.authorize(
        [{ permission, resourceRef: pipeline.entityRef }],
        { credentials: options.credentials },
      );
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          period.isCurrent
            ? `Answering checks of ${pipeline.entityRef} needs the permission ${permission.name}`
            : `${period.title} is over. Answering a past period needs the permission ${permission.name}`,
        );
      }
      const answer = await this.#inner.complete(
        pipeline,
        checklistId,
        periodKey,
        request,
        options,
      );
      await event.success({ meta });
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error), meta });
      throw error;
    }
  }
}
