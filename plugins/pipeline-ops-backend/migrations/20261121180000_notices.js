// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_notices', table => {
    table.comment('What people are told, kept until it is sent and a while on');
    table
      .string('key', 255)
      .primary()
      .comment('What makes a notice one and the same');
    table.text('payload', 'longtext').notNullable().comment('JSON');
    table.timestamp('kept_at', { useTz: true }).notNullable();
    table
      .timestamp('due_at', { useTz: true })
      .notNullable()
      .comment(
        'Not tried before: while a replica sends it, and after a failure',
      );
    table
      .integer('attempts')
      .notNullable()
      .defaultTo(0)
      .comment('How often a replica began to send it');
    table
      .timestamp('sent_at', { useTz: true })
      .comment('Absent while nobody was told');
    table.index(['sent_at', 'due_at'], 'pipeline_ops_notices_waiting');
    table.index(['kept_at'], 'pipeline_ops_notices_kept');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_notices');
};
