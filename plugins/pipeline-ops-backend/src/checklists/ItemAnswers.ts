import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Check,
  CheckAnswer,
  ChecklistAnswers,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { CheckService } from '../checks/CheckService';
import type { ReadPeriod } from './ChecklistReader';
import type {
  ChecklistAnswerOptions,
  ChecklistCallOptions,
} from './ChecklistService';
import type { ItemChecks } from './ItemChecks';
import type { FrozenItem } from './lists/FrozenList';
import type { Written } from './PeriodWriter';
import type { CompletionEvent, StoredPeriod } from './storage/ChecklistStore';

const isTouched = (stored: StoredPeriod | undefined, { id }: FrozenItem) =>
  stored?.current.some(
    ({ kind, itemId }) => kind === 'completion' && itemId === id,
  ) ?? false;

/** Begins the idempotency keys of what the machine answers; people's keys never begin so. */
export const MACHINE_KEY = 'machine:';

/** What data says about the items of a list, and the answers that follow from it where the list says so. */
export class ItemAnswers {
  constructor(
    private readonly parts: {
      service: CheckService;
      checks: ItemChecks;
      append(
        read: ReadPeriod,
        event: CompletionEvent,
        idempotencyKey: string,
        wanted: (read: ReadPeriod) => boolean,
      ): Promise<Written>;
      now: () => Date;
    },
  ) {}

  /** What data says now about one item. @throws InputError when data cannot answer it */
  async answerTo(
    read: ReadPeriod,
    item: FrozenItem,
    options: ChecklistCallOptions,
  ): Promise<CheckAnswer> {
    const check = this.#checkOf(read, item);
    if (!read.isCurrent || !check) {
      throw new InputError(
        check
          ? `${read.period.key} is over, and data says what is true now. Answer without it`
          : `"${item.text}" is bound to no data that could be kept as evidence`,
      );
    }
    const { answers } = await this.#ask(read, [check], {
      ...options,
      runLogQueries: true,
    });
    return answers[0];
  }

  /** @throws NotFoundError when data answers no item of the wanted id */
  async answersTo(
    read: ReadPeriod,
    { itemId, ...options }: ChecklistAnswerOptions,
  ): Promise<{
    answers: ChecklistAnswers['answers'];
    sources: SourceState[];
    /** Ids of items that completed themselves just now. */
    completed: string[];
  }> {
    const { items } = read.stored?.list ?? read.planned.list;
    const bound = items.flatMap(item => {
      if (itemId !== undefined && item.id !== itemId) return [];
      const check = this.#checkOf(read, item);
      return check ? [{ item, check }] : [];
    });
    if (itemId !== undefined && bound.length === 0) {
      throw new NotFoundError(
        `The list has no item ${itemId} now that data answers. Load it again; its text or the charts may have changed.`,
      );
    }
    if (bound.length === 0) {
      return { answers: [], sources: [], completed: [] };
    }
    const { answers, sources } = await this.#ask(
      read,
      bound.map(({ check }) => check),
      { ...options, runLogQueries: itemId !== undefined },
    );
    const answered = bound.map(({ item }, index) => ({
      item,
      answer: answers[index],
    }));
    const completed = read.planned.selfComplete
      ? await this.#complete(read, answered)
      : [];
    return {
      answers: answered.map(({ item, answer }) => ({
        itemId: item.id,
        answer,
      })),
      sources,
      completed,
    };
  }

  /**
   * Only what holds, only where nobody has answered or undone an answer, and each item once: its key is the same for all
   * replicas. An item that asks people for evidence is left to them.
   *
   * @returns ids of items whose answers were stored by this call
   */
  async #complete(
    before: ReadPeriod,
    answered: { item: FrozenItem; answer: CheckAnswer }[],
  ): Promise<string[]> {
    const completed: string[] = [];
    let read = before;
    for (const { item, answer } of answered) {
      if (answer.verdict === 'holds' && !item.evidence?.required) {
        const { after, outcome } = await this.parts.append(
          read,
          {
            kind: 'completion',
            itemId: item.id,
            state: 'done',
            answer,
            automatic: true,
            override: false,
            at: this.parts.now(),
          },
          `${MACHINE_KEY}${item.id}`,
          ({ stored }) => !isTouched(stored, item),
        );
        read = after;
        if (outcome === 'appended') completed.push(item.id);
      }
    }
    return completed;
  }

  #checkOf({ pipeline, planned }: ReadPeriod, item: FrozenItem) {
    return this.parts.checks.of(pipeline, planned, item);
  }

  async #ask(
    { pipeline, planned }: ReadPeriod,
    checks: Check[],
    options: ChecklistCallOptions & { runLogQueries: boolean },
  ): Promise<{ answers: CheckAnswer[]; sources: SourceState[] }> {
    return this.parts.service.answer(
      pipeline,
      this.parts.checks.environmentOf(pipeline, planned),
      checks,
      options,
    );
  }
}
