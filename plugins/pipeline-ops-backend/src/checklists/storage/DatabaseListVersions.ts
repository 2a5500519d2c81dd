import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { migratedClient } from '../../database/migrate';
import { type FrozenList, listText, parseList } from '../lists/FrozenList';
import type { ListRef } from './ChecklistStore';
import type { ListVersion, ListVersions } from './ListVersions';

const LISTS = 'pipeline_ops_checklist_lists';

const MOST_REMEMBERED = 10_000;

interface ListRow {
  entity_ref: string;
  pipeline_id: string;
  checklist_id: string;
  version: number;
  list: string;
  seen_at: Date | number | string;
}

const toKey = (ref: ListRef) => ({
  entity_ref: ref.entityRef,
  pipeline_id: ref.pipelineId,
  checklist_id: ref.checklistId,
});
const nameOf = (ref: ListRef) =>
  `${ref.entityRef}\n${ref.pipelineId}\n${ref.checklistId}`;

const goneText = (list: FrozenList) =>
  JSON.stringify({ ...JSON.parse(listText(list)), gone: true });

function toVersion({ list, seen_at }: ListRow): ListVersion {
  const { title, calendar, due, items } = parseList(list, '');
  return {
    list: { title, calendar, due, items },
    seenAt: new Date(seen_at),
    gone: JSON.parse(list).gone === true,
  };
}

/** {@link ListVersions} in Backstage's database. */
export class DatabaseListVersions implements ListVersions {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseListVersions> {
    return new DatabaseListVersions(await migratedClient(options.database));
  }

  readonly #knex: Knex;
  /** Text of the version that this replica saw last, by list. */
  readonly #seen = new LRUCache<string, string>({ max: MOST_REMEMBERED });

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async seen(
    lists: { ref: ListRef; list: FrozenList }[],
    at: Date,
  ): Promise<void> {
    for (const { ref, list } of lists) {
      await this.#seeText(ref, listText(list), at);
    }
  }

  async gone(
    lists: { ref: ListRef; list: FrozenList }[],
    at: Date,
  ): Promise<void> {
    for (const { ref, list } of lists) {
      await this.#seeText(ref, goneText(list), at);
    }
  }

  async of(ref: ListRef): Promise<ListVersion[]> {
    const rows = await this.#knex<ListRow>(LISTS)
      .where(toKey(ref))
      .orderBy('version');
    return rows.map(toVersion);
  }

  async newest({
    entityRef,
    pipelineId,
  }: Pick<ListRef, 'entityRef' | 'pipelineId'>): Promise<
    Map<string, ListVersion>
  > {
    const scope = { entity_ref: entityRef, pipeline_id: pipelineId };
    const rows = await this.#knex<ListRow>(LISTS)
      .where(scope)
      .whereIn(
        ['checklist_id', 'version'],
        this.#knex(LISTS)
          .where(scope)
          .groupBy('checklist_id')
          .select('checklist_id')
          .max('version'),
      );
    for (const row of rows) {
      // Another replica may have seen the list go or come back since.
      this.#seen.set(
        nameOf({ entityRef, pipelineId, checklistId: row.checklist_id }),
        row.list,
      );
    }
    return new Map(rows.map(row => [row.checklist_id, toVersion(row)]));
  }

  async #seeText(ref: ListRef, text: string, at: Date): Promise<void> {
    if (this.#seen.get(nameOf(ref)) === text) return;
    await this.#keep(ref, text, at);
    this.#seen.set(nameOf(ref), text);
  }

  /** Two replicas that see a new version at once give it the same number, and the primary key keeps one of them. */
  async #keep(ref: ListRef, text: string, at: Date): Promise<void> {
    const newest = await this.#knex<ListRow>(LISTS)
      .where(toKey(ref))
      .orderBy('version', 'desc')
      .first();
    if (newest?.list === text) return;
    await this.#knex(LISTS)
      .insert({
        ...toKey(ref),
        version: (newest?.version ?? 0) + 1,
        list: text,
        seen_at: at,
      })
      .onConflict(['entity_ref', 'pipeline_id', 'checklist_id', 'version'])
      .ignore();
  }
}
