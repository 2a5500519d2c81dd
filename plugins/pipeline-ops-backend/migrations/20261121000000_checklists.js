// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_checklist_periods', table => {
    table.comment('Periods of checklists that somebody has touched');
    table.increments('id').comment('Surrogate key');
    table.string('entity_ref', 255).notNullable();
    table.string('pipeline_id', 255).notNullable();
    table.string('checklist_id', 64).notNullable();
    table
      .string('period_key', 32)
      .notNullable()
      .comment('Calendar label in the time zone of the list');
    table.string('time_zone', 64).notNullable();
    table
      .text('list')
      .notNullable()
      .comment('The list as it was when the period was first touched, JSON');
    table.timestamp('frozen_at', { useTz: true }).notNullable();
    table.unique(['entity_ref', 'pipeline_id', 'checklist_id', 'period_key'], {
      indexName: 'pipeline_ops_checklist_periods_key',
    });
  });

  await knex.schema.createTable('pipeline_ops_checklist_completions', table => {
    table.comment('Answers to checklist items; only ever appended to');
    table
      .integer('period_id')
      .notNullable()
      .references('id')
      .inTable('pipeline_ops_checklist_periods')
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
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_checklist_completions');
  await knex.schema.dropTable('pipeline_ops_checklist_periods');
};
