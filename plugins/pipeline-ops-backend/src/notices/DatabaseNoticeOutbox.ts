import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migratedClient } from '../database/migrate';
import type { NoticeOutbox } from './NoticeOutbox';
import type { Notice } from './Notices';

const NOTICES = 'pipeline_ops_notices';

/** Keys of one look; what is left is found by the next. */
const KEYS_AT_ONCE = 50;

/** Payload of what another notice tells of. */
const ALREADY_TOLD = '{}';

interface NoticeRow {
  key: string;
  payload: string;
  attempts: number;
}

/** {@link NoticeOutbox} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseNoticeOutbox implements NoticeOutbox {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseNoticeOutbox> {
    return new DatabaseNoticeOutbox(await migratedClient(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async keep(notice: Notice, at: Date, on?: Knex.Transaction): Promise<void> {
    await (on ?? this.#knex)(NOTICES)
      .insert({
        key: notice.key,
        payload: JSON.stringify(notice),
        kept_at: at,
        due_at: at,
      })
      .onConflict('key')
      .ignore();
  }

  async keepTogether(
    keys: string[],
    at: Date,
    toNotice: (untold: string[]) => Notice | undefined,
  ): Promise<void> {
    if (keys.length === 0) return;
    await this.#knex.transaction(async trx => {
      const marked: { key: string }[] = await trx(NOTICES)
        .insert(
          // In one order for all, so that no two replicas wait for each other.
          [...keys].sort().map(key => ({
            key,
            payload: ALREADY_TOLD,
            kept_at: at,
            due_at: at,
            sent_at: at,
          })),
        )
        .onConflict('key')
        .ignore()
        .returning('key');
      const fresh = new Set(marked.map(({ key }) => key));
      const untold = keys.filter(key => fresh.has(key));
      const notice = untold.length > 0 ? toNotice(untold) : undefined;
      if (notice) await this.keep(notice, at, trx);
      else await trx(NOTICES).whereIn('key', untold).delete();
    });
  }

  async due(at: Date, attempts: number): Promise<string[]> {
    const rows: { key: string }[] = await this.#knex(NOTICES)
      .whereNull('sent_at')
      .where('due_at', '<=', at)
      .where('attempts', '<', attempts)
      .orderBy(['kept_at', 'key'])
      .limit(KEYS_AT_ONCE)
      .select('key');
    return rows.map(({ key }) => key);
  }

  async claim(key: string, at: Date, until: Date) {
    // One statement: of replicas that try it at once, only one still finds the row due.
    const [row]: NoticeRow[] = await this.#knex(NOTICES)
      .where({ key })
      .whereNull('sent_at')
      .where('due_at', '<=', at)
      .update({
        due_at: until,
        attempts: this.#knex.raw('?? + 1', ['attempts']),
      })
      .returning(['key', 'payload', 'attempts']);
    return row
      ? { notice: JSON.parse(row.payload) as Notice, attempt: row.attempts }
      : undefined;
  }

  async sent(key: string, at: Date): Promise<void> {
    await this.#knex(NOTICES).where({ key }).update({ sent_at: at });
  }

  async postpone(key: string, until: Date): Promise<void> {
    await this.#knex(NOTICES)
      .where({ key })
      .whereNull('sent_at')
      .update({ due_at: until });
  }

  async prune(before: Date): Promise<void> {
    await this.#knex(NOTICES).where('kept_at', '<', before).delete();
  }
}
