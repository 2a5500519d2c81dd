// @ts-check

const PERIODS = 'pipeline_ops_checklist_periods';
const COMPLETIONS = 'pipeline_ops_checklist_completions';
const EVENTS = 'pipeline_ops_checklist_events';
const CURRENT = 'pipeline_ops_checklist_current';
const LISTS = 'pipeline_ops_checklist_lists';
const PAUSES = 'pipeline_ops_checklist_pauses';

/** What happened is never changed: corrections are new rows. */
const UNCHANGEABLE = [EVENTS, PERIODS, LISTS, PAUSES];

/** @type {Record<string, string>} */
const CADENCE_OF_KEY = {
  S: 'shift',
  D: 'daily',
  W: 'weekly',
  M: 'monthly',
  Q: 'quarterly',
  Y: 'yearly',
};

/** @param {import('knex').Knex} knex */
const isSqlite = knex => knex.client.config.client.includes('sqlite');

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable(EVENTS, table => {
    table.comment('Everything that happened to periods; only ever appended to');
    table.integer('period_id').notNullable().references('id').inTable(PERIODS);
    table
      .integer('revision')
      .notNullable()
      .comment('1 for the first event of the period, then 2, 3, …');
    table
      .string('kind', 16)
      .notNullable()
      .comment('completion, assignment or snooze');
    table
      .string('item_id', 64)
      .notNullable()
      .comment('Empty for what concerns the whole list');
    table
      .string('state', 16)
      .comment('Of a completion: done, not-done, not-applicable or undone');
    table.text('note');
    table.text('evidence').comment('What the item asked for');
    table.text('answer').comment('What data said at that moment, JSON');
    table
      .string('assignee', 255)
      .comment('Of an assignment: entity ref, or null for nobody');
    table
      .timestamp('until', { useTz: true })
      .comment('Of a snooze: until when reminders are held back');
    table.string('actor', 255).comment('Entity ref; null for the machine');
    table.boolean('automatic').notNullable().defaultTo(false);
    table
      .boolean('override')
      .notNullable()
      .defaultTo(false)
      .comment('Given after the period was over');
    table.timestamp('at', { useTz: true }).notNullable();
    table
      .string('idempotency_key', 128)
      .notNullable()
      .comment('Chosen by the client; a repeat is answered, not stored');
    table.primary(['period_id', 'revision']);
    table.unique(['period_id', 'idempotency_key'], {
      indexName: 'pipeline_ops_checklist_events_idempotency',
    });
  });

  await knex.schema.createTable(CURRENT, table => {
    table.comment(
      'Projection of the events: the newest of each kind and item; written by the database itself',
    );
    table.integer('period_id').notNullable().references('id').inTable(PERIODS);
    table.string('kind', 16).notNullable();
    table.string('item_id', 64).notNullable();
    table.integer('revision').notNullable();
    table.primary(['period_id', 'kind', 'item_id']);
  });

  await knex.schema.createTable(LISTS, table => {
    table.comment('Every version of every list, as it was first seen');
    table.string('entity_ref', 255).notNullable();
    table.string('pipeline_id', 255).notNullable();
    table.string('checklist_id', 64).notNullable();
    table.integer('version').notNullable().comment('1, 2, 3, …');
    table.text('list').notNullable().comment('JSON');
    table.timestamp('seen_at', { useTz: true }).notNullable();
    table.primary(['entity_ref', 'pipeline_id', 'checklist_id', 'version']);
  });

  await knex.schema.createTable(PAUSES, table => {
    table.comment('Planned absences, and their ends before time');
    table.string('entity_ref', 255).notNullable();
    table.string('pipeline_id', 255).notNullable();
    table.string('pause_id', 64).notNullable();
    table.string('kind', 16).notNullable().comment('begun or ended');
    table.timestamp('from', { useTz: true });
    table.timestamp('until', { useTz: true });
    table.text('reason');
    table.string('actor', 255).notNullable().comment('Entity ref');
    table.timestamp('at', { useTz: true }).notNullable();
    table.primary(['entity_ref', 'pipeline_id', 'pause_id', 'kind']);
  });

  await project(knex);

  await knex.raw(
    `insert into ${EVENTS} (period_id, revision, kind, item_id, state, note, evidence, actor, at, idempotency_key)
     select period_id, revision, 'completion', item_id, state, note, evidence, actor, at, idempotency_key
     from ${COMPLETIONS} order by period_id, revision`,
  );
  const firstPeriods = await knex(PERIODS).whereIn(
    'id',
    knex(PERIODS)
      .min('id')
      .groupBy('entity_ref', 'pipeline_id', 'checklist_id'),
  );
  for (const period of firstPeriods) {
    const { title, timeZone, items } = JSON.parse(period.list);
    const cadence = CADENCE_OF_KEY[period.period_key.charAt(0)];
    await knex(LISTS).insert({
      entity_ref: period.entity_ref,
      pipeline_id: period.pipeline_id,
      checklist_id: period.checklist_id,
      version: 1,
      list: JSON.stringify({
        title,
        calendar: { cadence, timeZone },
        due: { graceSeconds: 0 },
        items,
      }),
      seen_at: period.frozen_at,
    });
  }
  await knex.schema.dropTable(COMPLETIONS);
  for (const table of UNCHANGEABLE) await refuseChanges(knex, table);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of UNCHANGEABLE) await allowChanges(knex, table);
  await knex.schema.createTable(COMPLETIONS, table => {
    table.comment('Answers to checklist items; only ever appended to');
    table
      .integer('period_id')
      .notNullable()
      .references('id')
      .inTable(PERIODS)
      .onDelete('CASCADE');
    table
      .integer('revision')
      .notNullable()
      .comment('1 for the first answer of the period, then 2, 3, …');
    table.string('item_id', 64).notNullable();
    table
      .string('state', 16)
      .notNullable()
      .comment('done, not-done, not-applicable or undone');
    table.text('note');
    table.text('evidence');
    table.string('actor', 255).notNullable().comment('Entity ref');
    table.timestamp('at', { useTz: true }).notNullable();
    table
      .string('idempotency_key', 128)
      .notNullable()
      .comment('Chosen by the client; a repeat is answered, not stored');
    table.primary(['period_id', 'revision']);
    table.unique(['period_id', 'idempotency_key'], {
      indexName: 'pipeline_ops_checklist_completions_idempotency',
    });
  });
  await knex.raw(
    `insert into ${COMPLETIONS} (period_id, revision, item_id, state, note, evidence, actor, at, idempotency_key)
     select period_id, revision, item_id, state, note, evidence, coalesce(actor, 'automatic'), at, idempotency_key
     from ${EVENTS} where kind = 'completion' order by period_id, revision`,
  );
  await knex.schema.dropTable(PAUSES);
  await knex.schema.dropTable(LISTS);
  await knex.schema.dropTable(CURRENT);
  await knex.schema.dropTable(EVENTS);
  if (!isSqlite(knex)) {
    await knex.raw('drop function if exists pipeline_ops_checklist_project()');
    await knex.raw('drop function if exists pipeline_ops_checklist_refuse()');
  }
};

/**
 * Keeps the projection within the very statement that adds an event, so that no writer can forget it.
 *
 * @param {import('knex').Knex} knex
 */
async function project(knex) {
  const upsert = `insert into ${CURRENT} (period_id, kind, item_id, revision)
    values (new.period_id, new.kind, new.item_id, new.revision)
    on conflict (period_id, kind, item_id) do update set revision = excluded.revision`;
  if (isSqlite(knex)) {
    await knex.raw(
      `create trigger ${EVENTS}_project after insert on ${EVENTS} begin ${upsert}; end`,
    );
    return;
  }
  await knex.raw(
    `create function pipeline_ops_checklist_project() returns trigger language plpgsql as $$
     begin ${upsert}; return null; end $$`,
  );
  await knex.raw(
    `create trigger ${EVENTS}_project after insert on ${EVENTS}
     for each row execute function pipeline_ops_checklist_project()`,
  );
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function refuseChanges(knex, table) {
  const message = `${table} is only ever appended to`;
  if (isSqlite(knex)) {
    for (const change of ['update', 'delete']) {
      await knex.raw(
        `create trigger ${table}_no_${change} before ${change} on ${table}
         begin select raise(abort, '${message}'); end`,
      );
    }
    return;
  }
  await knex.raw(
    `create or replace function pipeline_ops_checklist_refuse() returns trigger language plpgsql as $$
     begin raise exception '% is only ever appended to', tg_table_name; end $$`,
  );
  await knex.raw(
    `create trigger ${table}_no_change before update or delete on ${table}
     for each row execute function pipeline_ops_checklist_refuse()`,
  );
  await knex.raw(
    `create trigger ${table}_no_truncate before truncate on ${table}
     for each statement execute function pipeline_ops_checklist_refuse()`,
  );
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function allowChanges(knex, table) {
  if (isSqlite(knex)) {
    await knex.raw(`drop trigger ${table}_no_update`);
    await knex.raw(`drop trigger ${table}_no_delete`);
    return;
  }
  await knex.raw(`drop trigger ${table}_no_change on ${table}`);
  await knex.raw(`drop trigger ${table}_no_truncate on ${table}`);
}
