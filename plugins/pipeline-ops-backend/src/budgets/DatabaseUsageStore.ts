import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Knex } from 'knex';
import { migratedClient } from '../database/migrate';
import { keyOfSource } from '../telemetry/sourceKey';
import type { UsageStore } from './UsageStore';

const USAGE = 'pipeline_ops_usage';

/** {@link UsageStore} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseUsageStore implements UsageStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseUsageStore> {
    return new DatabaseUsageStore(await migratedClient(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(
    source: SourceRef,
    day: string,
    billedMetrics: number,
  ): Promise<number> {
    const key = { source_key: keyOfSource(source), day };
    if (billedMetrics > 0) {
      await this.#knex(USAGE)
        .insert({ ...key, billed_metrics: billedMetrics })
        .onConflict(['source_key', 'day'])
        .merge({
          billed_metrics: this.#knex.raw('?? + ?', [
            `${USAGE}.billed_metrics`,
            billedMetrics,
          ]),
        });
    }
    const row = await this.#knex(USAGE).where(key).first('billed_metrics');
    // PostgreSQL gives a big integer as text.
    return Number(row?.billed_metrics ?? 0);
  }

  async prune(day: string): Promise<void> {
    await this.#knex(USAGE).where('day', '<', day).delete();
  }
}
