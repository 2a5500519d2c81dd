import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { migratedClient } from '../../database/migrate';
import type { GoodVersion, GoodVersionStore } from './GoodVersionStore';

const DOCUMENTS = 'pipeline_ops_documents';

/** UTF-8 bytes. A larger document is read from its repository only. */
const MAX_BYTES = 1_048_576;
/** The newest stay. */
const MAX_ROWS = 2_000;
const MAX_AGE_MS = 90 * 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;

interface DocumentRow {
  address_hash: string;
  address: string;
  content: string;
  etag: string | null;
  current_at: Date | number | string;
  broken_since: Date | number | string | null;
}

/** {@link GoodVersionStore} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseGoodVersionStore implements GoodVersionStore {
  #prunedAt = 0;

  static async create(options: {
    database: DatabaseService;
    now?: () => number;
  }): Promise<DatabaseGoodVersionStore> {
    const { database, now = Date.now } = options;
    return new DatabaseGoodVersionStore(await migratedClient(database), now);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  async read(address: string): Promise<GoodVersion | undefined> {
    const row = await this.knex<DocumentRow>(DOCUMENTS)
      .where({ address_hash: hashOf(address) })
      .first();
    return (
      row && {
        text: row.content,
        etag: row.etag ?? undefined,
        currentAt: new Date(row.current_at).getTime(),
        brokenSince:
          row.broken_since === null
            ? undefined
            : new Date(row.broken_since).getTime(),
      }
    );
  }

  async write(address: string, version: GoodVersion): Promise<void> {
    const { text, etag, currentAt, brokenSince } = version;
    // PostgreSQL stores no NUL in a text.
    if (Buffer.byteLength(text) > MAX_BYTES || text.includes('\0')) {
      return this.remove(address);
    }
    await this.knex<DocumentRow>(DOCUMENTS)
      .insert({
        address_hash: hashOf(address),
        address,
        content: text,
        etag: etag ?? null,
        current_at: new Date(currentAt),
        broken_since: brokenSince === undefined ? null : new Date(brokenSince),
      })
      .onConflict('address_hash')
      .merge();
    return this.#prune();
  }

  async remove(address: string): Promise<void> {
    await this.knex<DocumentRow>(DOCUMENTS)
      .where({ address_hash: hashOf(address) })
      .delete();
  }

  async #prune(): Promise<void> {
    const now = this.now();
    if (now - this.#prunedAt < PRUNE_EVERY_MS) {
      return;
    }
    this.#prunedAt = now;
    await this.knex<DocumentRow>(DOCUMENTS)
      .where('current_at', '<', new Date(now - MAX_AGE_MS))
      .orWhereNotIn(
        'address_hash',
        this.knex<DocumentRow>(DOCUMENTS)
          .select('address_hash')
          .orderBy('current_at', 'desc')
          .limit(MAX_ROWS),
      )
      .delete();
  }
}

/** Addresses are longer than what databases index. */
function hashOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
