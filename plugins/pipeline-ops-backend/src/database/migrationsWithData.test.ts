import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import fs from 'node:fs';

const directory = resolvePackagePath(
  '@pipeline-ops/plugin-pipeline-ops-backend',
  'migrations',
);
const migrations = fs
  .readdirSync(directory)
  .filter(file => file.endsWith('.js'))
  .sort();
jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

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

const isFilled = async (knex: Knex, table: string) =>
  (await knex(table).limit(1)).length > 0;

/** Some value that fits a column. */
function valueFor({ type }: Knex.ColumnInfo): unknown {
  if (/char|text/.test(type)) return '{}';
  if (/time|date/.test(type)) return new Date('2026-11-21T08:00:00Z');
  if (/bool/.test(type)) return false;
  return 1;
}

/** A row in every table, those that others refer to first. */
async function fill(knex: Knex): Promise<void> {
  const tables = await ourTables(knex);
  for (let round = 0; round < tables.length; round++) {
    for (const table of tables) {
      if (await isFilled(knex, table)) continue;
      const columns = Object.entries(await knex(table).columnInfo());
      const row = Object.fromEntries(
        columns.map(([name, column]) => [name, valueFor(column)]),
      );
      // What a table refers to may not be there yet; then the next round fills it.
      await knex(table)
        .insert(row)
        .catch(() => undefined);
    }
  }
  for (const table of tables) {
    expect([table, await isFilled(knex, table)]).toEqual([table, true]);
  }
}

describe.each(databases.eachSupportedId())('with data on %s', id => {
  it('every migration goes up, down and up again', async () => {
    const knex = await databases.init(id);
    for (const name of migrations) {
      await knex.migrate.up({ directory, name } as Knex.MigratorConfig);
      await fill(knex);
      await knex.migrate.down({ directory });
      await knex.migrate.up({ directory, name } as Knex.MigratorConfig);
      await fill(knex);
    }
    for (let i = 0; i < migrations.length; i++) {
      await knex.migrate.down({ directory });
    }
    expect(await ourTables(knex)).toEqual([]);
  });

  it('answers to checklists are carried over, and back', async () => {
    const knex = await databases.init(id);
    const inDepth = migrations.findIndex(name =>
      name.endsWith('_checklists_in_depth.js'),
    );
    for (let i = 0; i < inDepth; i++) await knex.migrate.up({ directory });
    const list = {
      title: 'Weekly',
      timeZone: 'Europe/Berlin',
      items: [{ id: 'item-1', text: 'Review costs', details: [] }],
    };
    await knex('pipeline_ops_checklist_periods').insert({
      id: 7,
      entity_ref: 'component:default/nightly-load',
      pipeline_id: 'nightly-load',
      checklist_id: 'weekly-1',
      period_key: 'W:2026-W47',
      time_zone: 'Europe/Berlin',
      list: JSON.stringify(list),
      frozen_at: new Date('2026-11-18T09:00:00Z'),
    });
    const states = ['done', 'undone', 'not-done'];
    const before = states.map((state, index) => ({
      period_id: 7,
      revision: index + 1,
      item_id: 'item-1',
      state,
      note: state === 'not-done' ? 'No access' : null,
      evidence: null,
      actor: 'user:default/ada',
      at: new Date(`2026-11-18T09:0${index}:00Z`),
      idempotency_key: `client-key-${index}`,
    }));
    await knex('pipeline_ops_checklist_completions').insert(before);

    await knex.migrate.up({ directory });
    const events = await knex('pipeline_ops_checklist_events').orderBy(
      'revision',
    );
    expect(events.map(event => [event.kind, event.state, event.actor])).toEqual(
      states.map(state => ['completion', state, 'user:default/ada']),
    );
    expect(await knex('pipeline_ops_checklist_current')).toEqual([
      { period_id: 7, kind: 'completion', item_id: 'item-1', revision: 3 },
    ]);
    const [version] = await knex('pipeline_ops_checklist_lists');
    expect(JSON.parse(version.list).calendar).toEqual({
      cadence: 'weekly',
      timeZone: 'Europe/Berlin',
    });

    await knex.migrate.down({ directory });
    const after = await knex('pipeline_ops_checklist_completions').orderBy(
      'revision',
    );
    expect(after.map(row => ({ ...row, at: new Date(row.at) }))).toEqual(
      before,
    );
    expect(await knex('pipeline_ops_checklist_periods')).toHaveLength(1);
    await knex.migrate.up({ directory });
    expect(await knex('pipeline_ops_checklist_events')).toHaveLength(3);
  });

  it('what happened to a checklist cannot be changed or removed', async () => {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    await fill(knex);
    for (const table of [
      'pipeline_ops_checklist_events',
      'pipeline_ops_checklist_periods',
      'pipeline_ops_checklist_lists',
      'pipeline_ops_checklist_pauses',
    ]) {
      const [before] = await knex(table);
      const [column] = Object.keys(before).filter(
        name => name === 'kind' || name === 'list',
      );
      await expect(knex(table).update({ [column]: 'x' })).rejects.toThrow(
        'only ever appended to',
      );
      await expect(knex(table).delete()).rejects.toThrow(
        'only ever appended to',
      );
      expect(await knex(table)).toEqual([before]);
    }
  });
});
