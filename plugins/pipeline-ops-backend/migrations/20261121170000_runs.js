// @ts-check

const REFUSAL = 'What happened in a run is only ever added to';

/** Columns of a run that stay what they were when it began. */
const FIXED = [
  'id',
  'entity_ref',
  'pipeline_id',
  'environment',
  'runbook_id',
  'idempotency_key',
  'start',
  'started_at',
];

/** What SQLite refuses: changes and removals of events, and of what a run began with. */
const SQLITE_TRIGGERS = {
  pipeline_ops_run_events_no_update: 'BEFORE UPDATE ON pipeline_ops_run_events',
  pipeline_ops_run_events_no_delete: 'BEFORE DELETE ON pipeline_ops_run_events',
  pipeline_ops_runs_no_update: `BEFORE UPDATE OF ${FIXED.map(column => `"${column}"`).join(', ')} ON pipeline_ops_runs`,
  pipeline_ops_runs_no_delete: 'BEFORE DELETE ON pipeline_ops_runs',
};

/** The same on PostgreSQL, which can also empty a table at once. */
const POSTGRES_TRIGGERS = {
  pipeline_ops_run_events_no_change:
    'BEFORE UPDATE OR DELETE ON pipeline_ops_run_events FOR EACH ROW',
  pipeline_ops_run_events_no_truncate:
    'BEFORE TRUNCATE ON pipeline_ops_run_events FOR EACH STATEMENT',
  pipeline_ops_runs_no_update: `BEFORE UPDATE OF ${FIXED.map(column => `"${column}"`).join(', ')} ON pipeline_ops_runs FOR EACH ROW`,
  pipeline_ops_runs_no_delete:
    'BEFORE DELETE ON pipeline_ops_runs FOR EACH ROW',
  pipeline_ops_runs_no_truncate:
    'BEFORE TRUNCATE ON pipeline_ops_runs FOR EACH STATEMENT',
};

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_runs', table => {
    table.comment('Recorded executions of procedures');
    table.string('id', 36).notNullable().primary().comment('UUID');
    table.string('entity_ref', 255).notNullable();
    table.string('pipeline_id', 255).notNullable();
    table.string('environment', 128).notNullable();
    table.string('runbook_id', 128).notNullable();
    table
      .string('idempotency_key', 64)
      .notNullable()
      .comment('SHA-256 of what the client chose');
    table
      .text('start', 'longtext')
      .notNullable()
      .comment('Procedure, alarm and values as they were, JSON');
    table.timestamp('started_at', { useTz: true }).notNullable();
    table.string('state', 16).notNullable().comment('running or ended');
    table
      .integer('revision')
      .notNullable()
      .comment('Revision of the newest event');
    table
      .text('projection', 'longtext')
      .notNullable()
      .comment(
        'What replaying the events gives for lists and statistics, JSON',
      );
    table.unique(['entity_ref', 'pipeline_id', 'idempotency_key'], {
      indexName: 'pipeline_ops_runs_idempotency',
    });
    table.index(
      ['entity_ref', 'pipeline_id', 'state', 'started_at', 'id'],
      'pipeline_ops_runs_newest',
    );
  });

  await knex.schema.createTable('pipeline_ops_run_events', table => {
    table.comment('What happened in runs; only ever added to');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('pipeline_ops_runs');
    table
      .integer('revision')
      .notNullable()
      .comment('1 for the start of the run, then 2, 3, …');
    table.string('type', 32).notNullable();
    table.string('step', 128).comment('Id of the step that it is about');
    table
      .text('payload', 'longtext')
      .notNullable()
      .comment('What the type brings along, JSON; secrets masked');
    table.string('actor', 255).notNullable().comment('Entity ref');
    table.timestamp('at', { useTz: true }).notNullable();
    table
      .string('idempotency_key', 64)
      .notNullable()
      .comment('SHA-256 of what the client chose');
    // Of two writers that saw the same revision, this lets one through.
    table.primary(['run_id', 'revision']);
    table.unique(['run_id', 'idempotency_key'], {
      indexName: 'pipeline_ops_run_events_idempotency',
    });
  });

  if (isPostgres(knex)) {
    await knex.raw(`
      CREATE FUNCTION pipeline_ops_refuse_run_change() RETURNS trigger AS $$
      BEGIN
        RAISE EXCEPTION '${REFUSAL}';
      END;
      $$ LANGUAGE plpgsql
    `);
    for (const [name, what] of Object.entries(POSTGRES_TRIGGERS)) {
      await knex.raw(
        `CREATE TRIGGER ${name} ${what} EXECUTE FUNCTION pipeline_ops_refuse_run_change()`,
      );
    }
  } else {
    for (const [name, what] of Object.entries(SQLITE_TRIGGERS)) {
      await knex.raw(
        `CREATE TRIGGER ${name} ${what} BEGIN SELECT RAISE(ABORT, '${REFUSAL}'); END`,
      );
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Triggers go with their tables.
  if (!isPostgres(knex)) {
    // SQLite empties a table before it drops it, where foreign keys are held.
    for (const name of Object.keys(SQLITE_TRIGGERS)) {
      await knex.raw(`DROP TRIGGER ${name}`);
    }
  }
  await knex.schema.dropTable('pipeline_ops_run_events');
  await knex.schema.dropTable('pipeline_ops_runs');
  if (isPostgres(knex)) {
    await knex.raw('DROP FUNCTION pipeline_ops_refuse_run_change()');
  }
};
