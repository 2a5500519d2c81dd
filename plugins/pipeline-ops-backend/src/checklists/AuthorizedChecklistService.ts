import type {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type AssignmentRequest,
  type Checklist,
  type CompletionRequest,
  type Pause,
  type PauseRequest,
  type SnoozeRequest,
  checklistOverridePermission,
  checklistUpdatePermission,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type {
  ChecklistActorOptions,
  ChecklistAnswerOptions,
  ChecklistCallOptions,
  ChecklistPlace,
  ChecklistService,
  DayRange,
} from './ChecklistService';

const pipelineMeta = ({ entityRef, pipelineId }: ResolvedPipeline) => ({
  entityRef,
  pipelineId,
});

const placeMeta = ({ pipeline, checklistId, periodKey }: ChecklistPlace) => ({
  ...pipelineMeta(pipeline),
  checklistId,
  periodKey,
});

/** A pause that begins this much before now corrects nothing. Milliseconds. */
const ABOUT_NOW = 5 * 60_000;

type JsonObject = Record<string, string | undefined>;

/**
 * Lets those change something who may, and audits each change. Reading needs no more than the pipeline, which the caller
 * could only resolve with permission.
 */
export class AuthorizedChecklistService implements ChecklistService {
  readonly #inner: ChecklistService;
  readonly #permissions: PermissionsService;
  readonly #auditor: AuditorService;
  readonly #now: () => Date;

  constructor(options: {
    inner: ChecklistService;
    permissions: PermissionsService;
    auditor: AuditorService;
    now?: () => Date;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
    this.#now = options.now ?? (() => new Date());
  }

  list(
    pipeline: ResolvedPipeline,
    options: ChecklistCallOptions & { at?: Date },
  ) {
    return this.#inner.list(pipeline, options);
  }

  get(place: ChecklistPlace, options: ChecklistCallOptions) {
    return this.#inner.get(place, options);
  }

  /** What completes itself is audited too; it needs no permission, since the definition said so. */
  async answers(place: ChecklistPlace, options: ChecklistAnswerOptions) {
    const answered = await this.#inner.answers(place, options);
    for (const itemId of answered.completed) {
      await this.#audited(
        'checklist-complete',
        { ...placeMeta(place), itemId, state: 'done', automatic: 'true' },
        async () => {},
      );
    }
    return answered;
  }

  history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
    options: ChecklistCallOptions,
  ) {
    return this.#inner.history(pipeline, checklistId, range, options);
  }

  csv(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
    options: ChecklistCallOptions,
  ) {
    return this.#inner.csv(pipeline, checklistId, range, options);
  }

  complete(
    place: ChecklistPlace,
    request: CompletionRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    const { itemId, state } = request;
    return this.#audited(
      'checklist-complete',
      { ...placeMeta(place), itemId, state, actor: options.actor },
      async () => {
        const { period } = await this.get(place, options);
        await this.#assertAllowed(place.pipeline, options.credentials, {
          past: period.isCurrent
            ? undefined
            : `${period.title} is over. Answering a past period`,
        });
        return this.#inner.complete(place, request, options);
      },
    );
  }

  assign(
    place: ChecklistPlace,
    request: AssignmentRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    const { itemId, assignee } = request;
    return this.#audited(
      'checklist-assign',
      { ...placeMeta(place), itemId, assignee, actor: options.actor },
      async () => {
        await this.#assertAllowed(place.pipeline, options.credentials);
        return this.#inner.assign(place, request, options);
      },
    );
  }

  snooze(
    place: ChecklistPlace,
    request: SnoozeRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    return this.#audited(
      'checklist-snooze',
      { ...placeMeta(place), until: request.until, actor: options.actor },
      async () => {
        await this.#assertAllowed(place.pipeline, options.credentials);
        return this.#inner.snooze(place, request, options);
      },
    );
  }

  pause(
    pipeline: ResolvedPipeline,
    request: PauseRequest,
    options: ChecklistActorOptions,
  ): Promise<Pause> {
    const { from, until } = request;
    const isPast =
      from !== undefined &&
      new Date(from).getTime() < this.#now().getTime() - ABOUT_NOW;
    return this.#audited(
      'checklist-pause',
      { ...pipelineMeta(pipeline), from, until, actor: options.actor },
      async () => {
        await this.#assertAllowed(pipeline, options.credentials, {
          past: isPast ? 'Excusing what is over' : undefined,
        });
        return this.#inner.pause(pipeline, request, options);
      },
    );
  }

  endPause(
    pipeline: ResolvedPipeline,
    pauseId: string,
    options: ChecklistActorOptions,
  ): Promise<Pause> {
    return this.#audited(
      'checklist-pause-end',
      { ...pipelineMeta(pipeline), pauseId, actor: options.actor },
      async () => {
        await this.#assertAllowed(pipeline, options.credentials);
        return this.#inner.endPause(pipeline, pauseId, options);
      },
    );
  }

  /** @param options - `past` says what is done to the past, which needs a permission of its own */
  async #assertAllowed(
    { entityRef }: ResolvedPipeline,
    credentials: BackstageCredentials,
    options: { past?: string } = {},
  ): Promise<void> {
    const permission = options.past
      ? checklistOverridePermission
      : checklistUpdatePermission;
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `${options.past ?? `Answering checks of ${entityRef}`} needs the permission ${permission.name}`,
      );
    }
  }

  async #audited<T>(
    eventId: string,
    facts: JsonObject,
    act: () => Promise<T>,
  ): Promise<T> {
    const meta = Object.fromEntries(
      Object.entries(facts).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    const event = await this.#auditor.createEvent({
      eventId,
      severityLevel: 'low',
      meta,
    });
    try {
      const answer = await act();
      await event.success({ meta });
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error), meta });
      throw error;
    }
  }
}
