import {
  type DatabaseService,
  isDatabaseConflictError,
} from '@backstage/backend-plugin-api';
import type { CompletionState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { migratedClient } from '../database/migrate';
import type {
  AppendResult,
  ChecklistStore,
  FrozenList,
  PeriodRef,
  StoredCompletion,
  StoredPeriod,
} from './ChecklistStore';

const PERIODS = 'pipeline_ops_checklist_periods';
const COMPLETIONS = 'pipeline_ops_checklist_completions';

interface PeriodRow {
  id: number;
  entity_ref: string;
  pipeline_id: string;
  checklist_id: string;
  period_key: string;
  list: string;
}

interface CompletionRow {
  period_id: number;
  idempotency_key: string;
  revision: number;
  item_id: string;
  state: CompletionState;
  note: string | null;
  evidence: string | null;
  actor: string;
  /** A Date on PostgreSQL, milliseconds on SQLite. */
  at: Date | number | string;
}

function toCompletion(row: CompletionRow): StoredCompletion {
  return {
    itemId: row.item_id,
    state: row.state,
    note: row.note ?? undefined,
    evidence: row.evidence ?? undefined,
    actor: row.actor,
    at: new Date(row.at),
    revision: row.revision,
  };
}

const toRow = (ref: PeriodRef) => ({
  entity_ref: ref.entityRef,
  pipeline_id: ref.pipelineId,
  checklist_id: ref.checklistId,
  period_key: ref.periodKey,
});

/** {@link ChecklistStore} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseChecklistStore implements ChecklistStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseChecklistStore> {
    return new DatabaseChecklistStore(await migratedClient(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async periods(refs: PeriodRef[]): Promise<Map<PeriodRef, StoredPeriod>> {
    const found = new Map<PeriodRef, StoredPeriod>();
    if (refs.length === 0) return found;
    const rows = await this.#knex<PeriodRow>(PERIODS).where(query => {
      for (const ref of refs) query.orWhere(toRow(ref));
    });
    const completions = await this.#knex<CompletionRow>(COMPLETIONS)
      .whereIn(
        'period_id',
        rows.map(row => row.id),
      )
      .orderBy('revision');
    for (const ref of refs) {
      const row = rows.find(
        candidate =>
          candidate.entity_ref === ref.entityRef &&
          candidate.pipeline_id === ref.pipelineId &&
          candidate.checklist_id === ref.checklistId &&
          candidate.period_key === ref.periodKey,
      );
      if (row) {
        found.set(ref, {
          list: JSON.parse(row.list),
          completions: completions
            .filter(completion => completion.period_id === row.id)
            .map(toCompletion),
        });
      }
    }
    return found;
  }

  async append(
    ref: PeriodRef,
    list: FrozenList,
    completion: Omit<StoredCompletion, 'revision'>,
    options: { expectedRevision: number; idempotencyKey: string },
  ): Promise<AppendResult> {
    const periodId = await this.#freeze(ref, list, completion.at);
    const repeated = await this.#repeated(periodId, options.idempotencyKey);
    if (repeated) return { outcome: 'repeated', completion: repeated };

    const revision = options.expectedRevision + 1;
    const [{ latest }] = await this.#knex(COMPLETIONS)
      .where({ period_id: periodId })
      .max({ latest: 'revision' });
    if (Number(latest ?? 0) !== options.expectedRevision) {
      return { outcome: 'stale' };
    }
    try {
      // The primary key decides between two writers that both saw the same latest revision.
      await this.#knex(COMPLETIONS).insert({
        period_id: periodId,
        revision,
        item_id: completion.itemId,
        state: completion.state,
        note: completion.note ?? null,
        evidence: completion.evidence ?? null,
        actor: completion.actor,
        at: completion.at,
        idempotency_key: options.idempotencyKey,
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      const other = await this.#repeated(periodId, options.idempotencyKey);
      return other
        ? { outcome: 'repeated', completion: other }
        : { outcome: 'stale' };
    }
    return { outcome: 'appended', completion: { ...completion, revision } };
  }

  async history(
    ref: Omit<PeriodRef, 'periodKey'>,
    options: { limit: number },
  ): Promise<
    { periodKey: string; list: FrozenList; completion: StoredCompletion }[]
  > {
    const rows: (CompletionRow & PeriodRow)[] = await this.#knex(COMPLETIONS)
      .join(PERIODS, `${PERIODS}.id`, `${COMPLETIONS}.period_id`)
      .where({
        entity_ref: ref.entityRef,
        pipeline_id: ref.pipelineId,
        checklist_id: ref.checklistId,
      })
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'revision', order: 'desc' },
      ])
      .limit(options.limit);
    return rows.map(row => ({
      periodKey: row.period_key,
      list: JSON.parse(row.list),
      completion: toCompletion(row),
    }));
  }

  /** Keeps the list as the period's own unless that has happened before. */
  async #freeze(ref: PeriodRef, list: FrozenList, at: Date): Promise<number> {
    const key = toRow(ref);
    await this.#knex(PERIODS)
      .insert({
        ...key,
        time_zone: list.timeZone,
        list: JSON.stringify(list),
        frozen_at: at,
      })
      .onConflict(['entity_ref', 'pipeline_id', 'checklist_id', 'period_key'])
      .ignore();
    const { id } = await this.#knex<PeriodRow>(PERIODS)
      .where(key)
      .first('id')
      .then(row => row!);
    return id;
  }

  async #repeated(
    periodId: number,
    idempotencyKey: string,
  ): Promise<StoredCompletion | undefined> {
    const row = await this.#knex<CompletionRow>(COMPLETIONS)
      .where({ period_id: periodId, idempotency_key: idempotencyKey })
      .first();
    return row && toCompletion(row);
  }
}
