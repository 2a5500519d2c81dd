import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 20;

/** What Knex says when another replica is creating its tables or holds its lock. */
const ANOTHER_MIGRATES =
  /migration table is already locked|MigrationLocked|relation "knex_migrations\w*" already exists|pg_(type|class)_\w+_index|table `knex_migrations\w*` already exists|database is locked/i;

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
      await delay(100 + Math.random() * 400);
    }
  }
}
