// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_baselines', table => {
    table.comment('Hours of the last weeks of series that somebody looks at');
    table
      .string('series_key', 64)
      .primary()
      .comment('SHA-256 of source and query, hexadecimal');
    table
      .string('day', 10)
      .notNullable()
      .comment('The history ends before this day, such as 2026-11-21; UTC');
    table
      .text('history')
      .notNullable()
      .comment('One value an hour, with six digits, as compact JSON');
    table.timestamp('read_at', { useTz: true }).notNullable();
    table.index(['read_at'], 'pipeline_ops_baselines_read_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_baselines');
};
