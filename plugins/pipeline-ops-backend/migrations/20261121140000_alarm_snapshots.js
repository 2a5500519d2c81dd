// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_alarm_demands', table => {
    table.comment('Which alarms somebody looked at lately');
    table
      .string('source_key', 160)
      .notNullable()
      .comment('Id, account and region of a declared source');
    table.string('prefix', 255).notNullable().comment('Beginning of names');
    table.timestamp('asked_at', { useTz: true }).notNullable();
    table.primary(['source_key', 'prefix']);
    table.index(['asked_at'], 'pipeline_ops_alarm_demands_asked');
  });

  await knex.schema.createTable('pipeline_ops_alarm_snapshots', table => {
    table.comment('Alarms as they were last read, for all replicas');
    table.string('source_key', 160).notNullable();
    table.string('prefix', 255).notNullable();
    table.timestamp('read_at', { useTz: true }).notNullable();
    table.text('alarms', 'longtext').notNullable().comment('JSON');
    table.primary(['source_key', 'prefix']);
  });

  await knex.schema.createTable('pipeline_ops_alarm_transitions', table => {
    table.comment('Changes of state, kept longer than CloudWatch keeps them');
    table.string('source_key', 160).notNullable();
    table.string('alarm_name', 255).notNullable();
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .comment('When the alarm changed, as CloudWatch says');
    table.string('to_state', 32).notNullable();
    table
      .string('from_state', 32)
      .comment('Absent where the state before was not seen');
    table.text('reason').notNullable();
    // Replicas that see the same change write the same key.
    table.primary(['source_key', 'alarm_name', 'at', 'to_state']);
    table.index(['at'], 'pipeline_ops_alarm_transitions_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_alarm_transitions');
  await knex.schema.dropTable('pipeline_ops_alarm_snapshots');
  await knex.schema.dropTable('pipeline_ops_alarm_demands');
};
