import { InputError, NotFoundError } from '@backstage/errors';
import type {
  AssignmentRequest,
  Checklist,
  ChecklistHistory,
  ChecklistList,
  CompletionRequest,
  Pause,
  PauseRequest,
  SnoozeRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { randomUUID } from 'node:crypto';
import type { ChangeAnnouncer } from '../changes/ChangeAnnouncer';
import type { CheckService } from '../checks/CheckService';
import type { Mask } from '../logs/mask';
import { ChecklistPauses } from './ChecklistPauses';
import { ChecklistReader, type ReadPeriod } from './ChecklistReader';
import type {
  AnsweredPeriod,
  ChecklistActorOptions,
  ChecklistAnswerOptions,
  ChecklistPlace,
  ChecklistService,
  DayRange,
} from './ChecklistService';
import { checkCompletion } from './evidence';
import { ChecklistHistorian } from './history/ChecklistHistorian';
import { ItemAnswers } from './ItemAnswers';
import { ItemChecks } from './ItemChecks';
import type { People } from './People';
import { PeriodWriter } from './PeriodWriter';
import type { ChecklistStore } from './storage/ChecklistStore';
import type { ListVersions } from './storage/ListVersions';
import type { PauseStore } from './storage/PauseStore';
import { writtenText } from './writtenText';

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
  readonly #writer: PeriodWriter;
  readonly #pauses: ChecklistPauses;
  readonly #historian: ChecklistHistorian;
  readonly #answers: ItemAnswers;

  private constructor(parts: ChecklistServiceOptions & { now: () => Date }) {
    const checks = ItemChecks.create(parts);
    this.#parts = parts;
    this.#reader = new ChecklistReader({ ...parts, checks });
    this.#writer = new PeriodWriter({ ...parts, reader: this.#reader });
    this.#pauses = new ChecklistPauses(parts);
    this.#historian = new ChecklistHistorian(parts);
    this.#answers = new ItemAnswers({
      service: parts.checks,
      checks,
      append: (...args) => this.#writer.appendAnyway(...args),
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
    const note = writtenText(request.note, this.#parts.mask);
    const evidence = writtenText(request.evidence, this.#parts.mask);
    checkCompletion(item, { state, note, evidence });
    const answer = request.withAnswer
      ? await this.#answers.answerTo(read, item, options)
      : undefined;
    if (answer?.verdict === 'fails' && state === 'done' && !note) {
      throw new InputError(
        `Data speaks against it: ${answer.summary}. An item that is done all the same needs a note that says why`,
      );
    }
    const { after } = await this.#writer.append(
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
    const { after } = await this.#writer.append(
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
    const { after } = await this.#writer.appendAnyway(
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
    return this.#pauses.begin(pipeline, request, options.actor);
  }

  async endPause(
    pipeline: ResolvedPipeline,
    pauseId: string,
    options: ChecklistActorOptions,
  ): Promise<Pause> {
    return this.#pauses.end(pipeline, pauseId, options.actor);
  }

  async answers(
    place: ChecklistPlace,
    options: ChecklistAnswerOptions,
  ): Promise<AnsweredPeriod> {
    const { answers, sources, completed } = await this.#answers.answersTo(
      await this.#current(place),
      options,
    );
    const { checklistId, periodKey } = place;
    return { data: { checklistId, periodKey, answers }, sources, completed };
  }

  async history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
  ): Promise<ChecklistHistory> {
    return this.#historian.history(
      pipeline,
      await this.#reader.historic(pipeline, checklistId),
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
      await this.#reader.historic(pipeline, checklistId),
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
