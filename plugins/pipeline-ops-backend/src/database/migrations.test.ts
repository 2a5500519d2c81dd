import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import fs from 'node:fs';
import { migratedClient } from './migrate';

const directory = resolvePackagePath(
  '@pipeline-ops/plugin-pipeline-ops-backend',
  'migrations',
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** In alphabetical order. */
const TABLES = [
  'pipeline_ops_alarm_demands',
  'pipeline_ops_alarm_snapshots',
  'pipeline_ops_alarm_transitions',
  'pipeline_ops_baselines',
  'pipeline_ops_checklist_current',
  'pipeline_ops_checklist_events',
  'pipeline_ops_checklist_lists',
  'pipeline_ops_checklist_pauses',
  'pipeline_ops_checklist_periods',
  'pipeline_ops_documents',
  'pipeline_ops_notices',
  'pipeline_ops_run_events',
  'pipeline_ops_runs',
  'pipeline_ops_usage',
];

async function ourTables(knex: Knex): Promise<string[]> {
  const rows = knex.client.config.client.includes('sqlite')
    ? await knex('sqlite_master').where({ type: 'table' }).select('name')
    : await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .select({ name: 'table_name' });
  return rows
    .map(row => row.name)
    .filter(name => name.startsWith('pipeline_ops_'))
    .sort();
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('go up and down again, one by one, and leave nothing behind', async () => {
    const knex = await databases.init(id);
    const count = fs
      .readdirSync(directory)
      .filter(f => f.endsWith('.js')).length;

    for (let i = 0; i < count; i++) await knex.migrate.up({ directory });
    expect(await ourTables(knex)).toEqual(TABLES);

    for (let i = 0; i < count; i++) await knex.migrate.down({ directory });
    expect(await ourTables(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    expect(await ourTables(knex)).toEqual(TABLES);
  });

  it('are safe when several replicas start at once', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await Promise.all(
      Array.from({ length: 8 }, () => migratedClient(database)),
    );
    expect(await ourTables(knex)).toEqual(TABLES);
  });

  it('recover from a lock that was created twice', async () => {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await knex.migrate.currentVersion({ directory });
    await knex('knex_migrations_lock').delete();
    await knex('knex_migrations_lock').insert([
      { index: 7, is_locked: 0 },
      { index: 8, is_locked: 0 },
    ]);
    await migratedClient(database);
    expect(await ourTables(knex)).toEqual(TABLES);
  });

  it('are left to the operator where the host skips them', async () => {
    const knex = await databases.init(id);
    await migratedClient(
      mockServices.database({ knex, migrations: { skip: true } }),
    );
    expect(await ourTables(knex)).toEqual([]);
  });
});
