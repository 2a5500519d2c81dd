import { InputError, NotFoundError } from '@backstage/errors';
import {
  type Checklist,
  type ChecklistHistory,
  type ChecklistList,
  type CompletionRequest,
  type Period,
  periodAt,
  periodOf,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { type ChecklistService, StaleRevisionError } from './ChecklistService';
import type { ChecklistStore, PeriodRef } from './ChecklistStore';
import { type DocumentedChecklist, checklistsOf } from './checklistsOf';
import { toChecklist } from './toChecklist';

const HISTORY_LIMIT = 500;

/** {@link ChecklistService} over a store and the pipeline's documents. */
export class DefaultChecklistService implements ChecklistService {
  static create(options: {
    store: ChecklistStore;
    now?: () => Date;
  }): DefaultChecklistService {
    return new DefaultChecklistService(
      options.store,
      options.now ?? (() => new Date()),
    );
  }

  readonly #store: ChecklistStore;
  readonly #now: () => Date;

  private constructor(store: ChecklistStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async list(
    pipeline: ResolvedPipeline,
    options: { at?: Date },
  ): Promise<ChecklistList> {
    const now = this.#now();
    const at = options.at ?? now;
    if (at > now) {
      throw new InputError(
        `at=${at.toISOString()} lies ahead; checklists are kept up to now`,
      );
    }
    const lists = checklistsOf(pipeline).map(documented => {
      const period = periodAt(documented.cadence, at, documented.list.timeZone);
      return { documented, period, ref: refOf(pipeline, documented, period) };
    });
    const stored = await this.#store.periods(lists.map(({ ref }) => ref));
    return {
      pipelineId: pipeline.pipelineId,
      checklists: lists.map(({ documented, period, ref }) =>
        toChecklist(documented, period, stored.get(ref), now),
      ),
    };
  }

  async get(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
  ): Promise<Checklist> {
    const documented = find(pipeline, checklistId);
    const period = this.#period(documented, periodKey);
    const ref = refOf(pipeline, documented, period);
    const stored = await this.#store.periods([ref]);
    return toChecklist(documented, period, stored.get(ref), this.#now());
  }

  async complete(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
    request: CompletionRequest,
    options: { actor: string },
  ): Promise<Checklist> {
    const before = await this.get(pipeline, checklistId, periodKey);
    if (!before.items.some(item => item.id === request.itemId)) {
      throw new NotFoundError(
        `${before.title}, ${before.period.title}, has no item ${request.itemId}. The list may have been edited since; reload the page.`,
      );
    }
    if (request.state !== 'done' && request.state !== 'undone') {
      if (!request.note?.trim()) {
        throw new InputError(
          `An item that is ${request.state === 'not-done' ? 'not done' : 'not applicable'} needs a note that says why`,
        );
      }
    }
    const documented = find(pipeline, checklistId);
    const result = await this.#store.append(
      refOf(pipeline, documented, this.#period(documented, periodKey)),
      documented.list,
      {
        itemId: request.itemId,
        state: request.state,
        note: request.note?.trim() || undefined,
        evidence: request.evidence?.trim() || undefined,
        actor: options.actor,
        at: this.#now(),
      },
      {
        expectedRevision: request.revision,
        idempotencyKey: request.idempotencyKey,
      },
    );
    const after = await this.get(pipeline, checklistId, periodKey);
    if (result.outcome === 'stale') throw new StaleRevisionError(after);
    return after;
  }

  async history(
    pipeline: ResolvedPipeline,
    checklistId: string,
  ): Promise<ChecklistHistory> {
    const entries = await this.#store.history(
      {
        entityRef: pipeline.entityRef,
        pipelineId: pipeline.pipelineId,
        checklistId,
      },
      { limit: HISTORY_LIMIT },
    );
    return {
      checklistId,
      entries: entries.map(({ periodKey, list, completion }) => ({
        periodKey,
        itemId: completion.itemId,
        itemText:
          list.items.find(item => item.id === completion.itemId)?.text ??
          completion.itemId,
        state: completion.state,
        note: completion.note,
        evidence: completion.evidence,
        by: completion.actor,
        at: completion.at.toISOString(),
        revision: completion.revision,
      })),
    };
  }

  #period(documented: DocumentedChecklist, key: string): Period {
    let period: Period;
    try {
      period = periodOf(key, documented.list.timeZone);
    } catch (error) {
      throw new InputError((error as Error).message);
    }
    if (period.cadence !== documented.cadence) {
      throw new InputError(
        `${key} is a ${period.cadence} period, and ${documented.list.title} is a ${documented.cadence} list`,
      );
    }
    if (period.start > this.#now()) {
      throw new InputError(`${key} lies ahead and cannot be answered yet`);
    }
    return period;
  }
}

function find(pipeline: ResolvedPipeline, id: string): DocumentedChecklist {
  const documented = checklistsOf(pipeline).find(list => list.id === id);
  if (!documented) {
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no checklist ${id}. Its heading may have been changed in the operations document.`,
    );
  }
  return documented;
}

function refOf(
  pipeline: ResolvedPipeline,
  documented: DocumentedChecklist,
  period: Period,
): PeriodRef {
  return {
    entityRef: pipeline.entityRef,
    pipelineId: pipeline.pipelineId,
    checklistId: documented.id,
    periodKey: period.key,
  };
}
