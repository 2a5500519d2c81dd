import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 20;

/** Whatever is wrong with Knex's own tables or their lock while another replica creates or holds them. */
const ANOTHER_MIGRATES =
  /knex_migrations|MigrationLocked|migration table is already locked|pg_(type|class)_\w+_index|database is locked/i;

/**
 * The plugin's database, with every migration applied unless the host says `migrations.skip`. Replicas that start
 * together wait for the one that migrates instead of failing.
 */
export async function migratedClient(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (database.migrations?.skip) return knex;
  const directory = resolvePackagePath(
    '@pipeline-ops/plugin-pipeline-ops-backend',
    'migrations',
  );
  for (let attempt = 1; ; attempt++) {
    try {
      await knex.migrate.latest({ directory });
      return knex;
    } catch (error) {
      if (attempt === ATTEMPTS || !ANOTHER_MIGRATES.test(String(error))) {
        throw error;
      }
      await dropSecondLock(knex);
      await delay(100 + Math.random() * 400);
    }
  }
}

/**
 * Replicas that create Knex's lock at the same moment may leave it with two rows. Knex then takes it for locked for ever,
 * since it expects to lock exactly one.
 */
async function dropSecondLock(knex: Knex): Promise<void> {
  const lock = 'knex_migrations_lock';
  if (await knex.schema.hasTable(lock)) {
    const first = await knex(lock).min({ index: 'index' }).first();
    await knex(lock)
      .where('index', '>', first?.index ?? 0)
      .delete();
  }
}
