import { InputError, NotFoundError } from '@backstage/errors';
import type {
  AssignmentRequest,
  Checklist,
  ChecklistAnswers,
  ChecklistHistory,
  ChecklistList,
  CompletionRequest,
  Pause,
  PauseRequest,
  SnoozeRequest,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { randomUUID } from 'node:crypto';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { CheckService } from '../checks/CheckService';
import { cleanText } from '../logs/cleanText';
import type { Mask } from '../logs/mask';
import { ChecklistReader, type ReadPeriod, scopeOf } from './ChecklistReader';
import {
  type ChecklistActorOptions,
  type ChecklistCallOptions,
  type ChecklistPlace,
  type ChecklistService,
  type DayRange,
  StaleRevisionError,
} from './ChecklistService';
import { checkCompletion } from './evidence';
import { ChecklistHistorian } from './history/ChecklistHistorian';
import { ItemAnswers } from './ItemAnswers';
import { ItemChecks } from './ItemChecks';
import { plannedLists } from './lists/plannedLists';
import type { People } from './People';
import type { ChecklistEvent, ChecklistStore } from './storage/ChecklistStore';
import type { ListVersions } from './storage/ListVersions';
import type { PauseStore } from './storage/PauseStore';
import { changesIdOf } from './toChecklist';
import { withEvent } from './withEvent';

/** What {@link DefaultChecklistService} is made of. */
export interface ChecklistServiceOptions {
  store: ChecklistStore;
  versions: ListVersions;
  pauses: PauseStore;
  checks: CheckService;
  people: People;
  changes: ChangeAnnouncer;
  /** Hides secrets in what people write. */
  mask: Mask;
  now?: () => Date;
}

/** Longest time that a pipeline is paused. Milliseconds. */
const LONGEST_PAUSE = 400 * 86_400_000;

/** {@link ChecklistService} over the pipeline's documents and definition, and stores of what happened. */
export class DefaultChecklistService implements ChecklistService {
  static create(options: ChecklistServiceOptions): DefaultChecklistService {
    return new DefaultChecklistService({
      ...options,
      now: options.now ?? (() => new Date()),
    });
  }

  readonly #parts: ChecklistServiceOptions & { now: () => Date };
  readonly #reader: ChecklistReader;
  readonly #historian: ChecklistHistorian;
  readonly #answers: ItemAnswers;

  private constructor(parts: ChecklistServiceOptions & { now: () => Date }) {
    const checks = ItemChecks.create(parts);
    this.#parts = parts;
    this.#reader = new ChecklistReader({ ...parts, checks });
    this.#historian = new ChecklistHistorian(parts);
    this.#answers = new ItemAnswers({
      service: parts.checks,
      checks,
      append: (...args) => this.#appendAnyway(...args),
      now: parts.now,
    });
  }

  async list(
    pipeline: ResolvedPipeline,
    options: { at?: Date },
  ): Promise<ChecklistList> {
    const now = this.#parts.now();
    const { at = now } = options;
    if (at > now) {
      throw new InputError(
        `at=${at.toISOString()} lies ahead; checklists are kept up to now`,
      );
    }
    return this.#reader.list(pipeline, at);
  }

  async get(place: ChecklistPlace): Promise<Checklist> {
    return this.#reader.present(await this.#reader.read(place));
  }

  async complete(
    place: ChecklistPlace,
    request: CompletionRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    const read = await this.#reader.read(place);
    const item = itemOf(read, request.itemId);
    const { state } = request;
    const note = this.#written(request.note);
    const evidence = this.#written(request.evidence);
    checkCompletion(item, { state, note, evidence });
    const answer = request.withAnswer
      ? await this.#answers.answerTo(read, item, options)
      : undefined;
    if (answer?.verdict === 'fails' && state === 'done' && !note) {
      throw new InputError(
        `Data speaks against it: ${answer.summary}. An item that is done all the same needs a note that says why`,
      );
    }
    const after = await this.#append(
      read,
      {
        kind: 'completion',
        itemId: item.id,
        ...{ state, note, evidence, answer },
        actor: options.actor,
        automatic: false,
        override: !read.isCurrent,
        at: this.#parts.now(),
      },
      request,
    );
    return this.#reader.present(after);
  }

  async assign(
    place: ChecklistPlace,
    request: AssignmentRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    const read = await this.#current(place);
    const { itemId } = request;
    if (itemId !== undefined) itemOf(read, itemId);
    const assignee = request.assignee?.toLowerCase();
    if (assignee && assignee !== options.actor) {
      await this.#parts.people.assertMember(
        assignee,
        read.planned.owner,
        options.credentials,
      );
    }
    const after = await this.#append(
      read,
      {
        kind: 'assignment',
        ...{ itemId, assignee },
        actor: options.actor,
        at: this.#parts.now(),
      },
      request,
    );
    return this.#reader.present(after);
  }

  async snooze(
    place: ChecklistPlace,
    request: SnoozeRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist> {
    const read = await this.#current(place);
    const until = new Date(request.until);
    const { actor } = options;
    const after = await this.#appendAnyway(
      read,
      { kind: 'snooze', until, actor, at: this.#parts.now() },
      randomUUID(),
    );
    return this.#reader.present(after);
  }

  async pause(
    pipeline: ResolvedPipeline,
    request: PauseRequest,
    options: ChecklistActorOptions,
  ): Promise<Pause> {
    const now = this.#parts.now();
    const from = request.from ? new Date(request.from) : now;
    const until = new Date(request.until);
    const reason = this.#written(request.reason);
    if (!reason) {
      throw new InputError('A pause needs a reason that others understand');
    }
    if (until <= from || until <= now) {
      throw new InputError(
        `A pause ends after it begins, and later than now; this one ends at ${until.toISOString()}`,
      );
    }
    if (until.getTime() - from.getTime() > LONGEST_PAUSE) {
      throw new InputError(
        'A pause lasts 400 days at most. Remove the checklists of a pipeline that has ended',
      );
    }
    const pause: Pause = {
      id: randomUUID(),
      from: from.toISOString(),
      until: until.toISOString(),
      reason,
      by: options.actor,
      at: now.toISOString(),
    };
    await this.#parts.pauses.begin(scopeOf(pipeline), pause);
    this.#announceAll(pipeline);
    return pause;
  }

  async endPause(
    pipeline: ResolvedPipeline,
    pauseId: string,
    options: ChecklistActorOptions,
  ): Promise<Pause> {
    const pause = await this.#parts.pauses.end(scopeOf(pipeline), pauseId, {
      actor: options.actor,
      at: this.#parts.now(),
    });
    if (!pause) {
      throw new NotFoundError(
        `Pipeline ${pipeline.pipelineId} has no pause ${pauseId}`,
      );
    }
    this.#announceAll(pipeline);
    return pause;
  }

  async answers(
    place: ChecklistPlace,
    options: ChecklistCallOptions,
  ): Promise<{ data: ChecklistAnswers; sources: SourceState[] }> {
    const { answers, sources } = await this.#answers.answersTo(
      await this.#current(place),
      options,
    );
    const { checklistId, periodKey } = place;
    return { data: { checklistId, periodKey, answers }, sources };
  }

  async history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
  ): Promise<ChecklistHistory> {
    return this.#historian.history(
      pipeline,
      this.#reader.planned(pipeline, checklistId),
      range,
    );
  }

  async csv(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
  ): Promise<AsyncIterable<string>> {
    return this.#historian.csv(
      pipeline,
      this.#reader.planned(pipeline, checklistId),
      range,
    );
  }

  async #current(place: ChecklistPlace): Promise<ReadPeriod> {
    const read = await this.#reader.read(place);
    if (!read.isCurrent) {
      throw new InputError(
        `${place.periodKey} is over. Only its answers can still be corrected`,
      );
    }
    return read;
  }

  async #append(
    read: ReadPeriod,
    event: ChecklistEvent,
    request: { revision: number; idempotencyKey: string },
  ): Promise<ReadPeriod> {
    const result = await this.#parts.store.append(
      { ...read.ref, id: read.stored?.id },
      read.planned.list,
      event,
      {
        expectedRevision: request.revision,
        idempotencyKey: request.idempotencyKey,
      },
    );
    if (result.outcome === 'appended') {
      this.#parts.changes.announce('checklist', changesIdOf(read.ref));
      if (read.stored?.revision === request.revision) {
        return { ...read, stored: withEvent(read.stored, result.event) };
      }
    }
    const after = await this.#again(read);
    if (result.outcome === 'stale') {
      throw new StaleRevisionError(this.#reader.present(after));
    }
    return after;
  }

  /** For what stays true whatever else happens meanwhile; given up when it is no longer `wanted`. */
  async #appendAnyway(
    before: ReadPeriod,
    event: ChecklistEvent,
    idempotencyKey: string,
    wanted: (read: ReadPeriod) => boolean = () => true,
  ): Promise<ReadPeriod> {
    let read = before;
    while (wanted(read)) {
      try {
        const revision = read.stored?.revision ?? 0;
        return await this.#append(read, event, { revision, idempotencyKey });
      } catch (error) {
        if (!(error instanceof StaleRevisionError)) throw error;
        read = await this.#again(read);
      }
    }
    return read;
  }

  #again({ pipeline, planned, ref }: ReadPeriod): Promise<ReadPeriod> {
    const { periodKey } = ref;
    return this.#reader.read({ pipeline, checklistId: planned.id, periodKey });
  }

  #announceAll(pipeline: ResolvedPipeline) {
    for (const { id } of plannedLists(pipeline)) {
      this.#parts.changes.announce(
        'checklist',
        changesIdOf({ ...scopeOf(pipeline), checklistId: id }),
      );
    }
  }

  /** What somebody wrote, without secrets and without what hides or reorders text. */
  #written(text: string | undefined): string | undefined {
    return (text && this.#parts.mask(cleanText(text)).trim()) || undefined;
  }
}

function itemOf({ stored, planned, period }: ReadPeriod, itemId: string) {
  const list = stored?.list ?? planned.list;
  const item = list.items.find(({ id }) => id === itemId);
  if (!item) {
    throw new NotFoundError(
      `${list.title}, ${period.key}, has no item ${itemId}. The list may have been edited since; reload the page.`,
    );
  }
  return item;
}
