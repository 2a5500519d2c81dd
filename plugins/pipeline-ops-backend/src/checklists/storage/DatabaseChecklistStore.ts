import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migratedClient } from '../../database/migrate';
import { type FrozenList, listText, parseList } from '../lists/FrozenList';
import type {
  AppendResult,
  ChecklistEvent,
  ChecklistStore,
  CompletionEvent,
  KeyRange,
  ListRef,
  PastPeriod,
  PeriodRef,
  Stored,
  StoredPeriod,
} from './ChecklistStore';
import {
  EVENT_COLUMNS,
  type EventRow,
  toCompletion,
  toEvent,
  valuesOf,
} from './eventRows';

const PERIODS = 'pipeline_ops_checklist_periods';
const EVENTS = 'pipeline_ops_checklist_events';
const CURRENT = 'pipeline_ops_checklist_current';

interface PeriodRow {
  id: number;
  entity_ref: string;
  pipeline_id: string;
  checklist_id: string;
  period_key: string;
  list: string;
}

const listKey = (ref: ListRef) => ({
  entity_ref: ref.entityRef,
  pipeline_id: ref.pipelineId,
  checklist_id: ref.checklistId,
});
const periodKey = (ref: PeriodRef) => ({
  ...listKey(ref),
  period_key: ref.periodKey,
});

/** The revision is taken only by who has seen the one before it; the primary key decides between two who have. */
const APPEND = `insert into ${EVENTS} (period_id, revision, ${EVENT_COLUMNS.map(column => `"${column}"`).join(', ')}, idempotency_key)
  select ?, ?, ${EVENT_COLUMNS.map(() => '?').join(', ')}, ?
  where (select coalesce(max(revision), 0) from ${EVENTS} where period_id = ?) = ?
  on conflict do nothing returning revision`;

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
      for (const ref of refs) query.orWhere(periodKey(ref));
    });
    const current = await this.#current(rows.map(row => row.id));
    for (const ref of refs) {
      const row = rows.find(
        candidate =>
          candidate.entity_ref === ref.entityRef &&
          candidate.pipeline_id === ref.pipelineId &&
          candidate.checklist_id === ref.checklistId &&
          candidate.period_key === ref.periodKey,
      );
      if (row) found.set(ref, toPeriod(row, current));
    }
    return found;
  }

  async freeze(
    ref: PeriodRef,
    list: FrozenList,
    at: Date,
  ): Promise<StoredPeriod> {
    const id = await this.#freeze(ref, list, at);
    const row = await this.#knex<PeriodRow>(PERIODS).where({ id }).first();
    return toPeriod(row!, await this.#current([id]));
  }

  async append(
    period: PeriodRef & { id?: number },
    list: FrozenList,
    event: ChecklistEvent,
    options: { expectedRevision: number; idempotencyKey: string },
  ): Promise<AppendResult> {
    const { expectedRevision, idempotencyKey } = options;
    const id = period.id ?? (await this.#freeze(period, list, event.at));
    const revision = expectedRevision + 1;
    const result = await this.#knex.raw(APPEND, [
      id,
      revision,
      // Knex's types leave out null, which is a value like any other here.
      ...(valuesOf(event) as Knex.RawBinding[]),
      idempotencyKey,
      id,
      expectedRevision,
    ]);
    if (rowsOf(result).length > 0) {
      return { outcome: 'appended', event: { ...event, revision } };
    }
    const repeated = await this.#knex<EventRow & { idempotency_key: string }>(
      EVENTS,
    )
      .where({ period_id: id, idempotency_key: idempotencyKey })
      .first();
    return repeated
      ? { outcome: 'repeated', event: toEvent(repeated) }
      : { outcome: 'stale' };
  }

  async past(ref: ListRef, range: KeyRange): Promise<PastPeriod[]> {
    const periods = await this.#within(ref, range).select();
    const byId = new Map<number, PastPeriod>(
      periods.map(row => [
        row.id,
        {
          id: row.id,
          key: row.period_key,
          list: parseList(row.list, row.period_key),
          completions: [],
        },
      ]),
    );
    const rows: Pick<
      EventRow,
      'period_id' | 'item_id' | 'state' | 'actor' | 'at'
    >[] = await this.#knex(EVENTS)
      .whereIn('period_id', this.#within(ref, range).select('id'))
      .where({ kind: 'completion' })
      .orderBy(['period_id', 'revision'])
      .select('period_id', 'item_id', 'state', 'actor', 'at');
    for (const row of rows) {
      byId.get(row.period_id)?.completions.push({
        itemId: row.item_id,
        state: row.state ?? 'undone',
        actor: row.actor ?? undefined,
        at: new Date(row.at),
      });
    }
    return [...byId.values()];
  }

  async entries(
    ref: ListRef,
    range: KeyRange,
    options: { limit: number },
  ): Promise<{ periodKey: string; completion: Stored<CompletionEvent> }[]> {
    const rows: (EventRow & PeriodRow)[] = await this.#knex(EVENTS)
      .join(PERIODS, `${PERIODS}.id`, `${EVENTS}.period_id`)
      .where({ ...listKey(ref), kind: 'completion' })
      .whereBetween('period_key', [range.from, range.to])
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'period_key', order: 'desc' },
        { column: 'revision', order: 'desc' },
      ])
      .limit(options.limit)
      .select(`${EVENTS}.*`, 'period_key');
    return rows.map(row => ({
      periodKey: row.period_key,
      completion: toCompletion(row),
    }));
  }

  async completions(
    periodIds: number[],
  ): Promise<Map<number, Stored<CompletionEvent>[]>> {
    const rows: EventRow[] = await this.#knex(EVENTS)
      .whereIn('period_id', periodIds)
      .where({ kind: 'completion' })
      .orderBy(['period_id', 'revision']);
    const found = new Map<number, Stored<CompletionEvent>[]>();
    for (const row of rows) {
      const of = found.get(row.period_id) ?? [];
      found.set(row.period_id, [...of, toCompletion(row)]);
    }
    return found;
  }

  #within(ref: ListRef, range: KeyRange) {
    return this.#knex<PeriodRow>(PERIODS)
      .where(listKey(ref))
      .whereBetween('period_key', [range.from, range.to]);
  }

  async #current(periodIds: number[]): Promise<EventRow[]> {
    return this.#knex(CURRENT)
      .join(EVENTS, function on() {
        this.on(`${EVENTS}.period_id`, `${CURRENT}.period_id`).andOn(
          `${EVENTS}.revision`,
          `${CURRENT}.revision`,
        );
      })
      .whereIn(`${CURRENT}.period_id`, periodIds)
      .select(`${EVENTS}.*`);
  }

  async #freeze(ref: PeriodRef, list: FrozenList, at: Date): Promise<number> {
    const [frozen] = await this.#knex<PeriodRow>(PERIODS)
      .insert({
        ...periodKey(ref),
        time_zone: list.calendar.timeZone,
        list: listText(list),
        frozen_at: at,
      } as Partial<PeriodRow>)
      .onConflict(['entity_ref', 'pipeline_id', 'checklist_id', 'period_key'])
      .ignore()
      .returning('id');
    const { id } =
      frozen ??
      (await this.#knex<PeriodRow>(PERIODS)
        .where(periodKey(ref))
        .first('id')
        .then(row => row!));
    return id;
  }
}

function toPeriod(row: PeriodRow, current: EventRow[]): StoredPeriod {
  const events = current
    .filter(({ period_id }) => period_id === row.id)
    .map(toEvent);
  return {
    id: row.id,
    key: row.period_key,
    list: parseList(row.list, row.period_key),
    current: events,
    revision: Math.max(0, ...events.map(({ revision }) => revision)),
  };
}

/** Drivers differ in how they hand back the rows of a raw statement. */
function rowsOf(result: unknown): unknown[] {
  return Array.isArray(result)
    ? result
    : ((result as { rows?: unknown[] }).rows ?? []);
}
