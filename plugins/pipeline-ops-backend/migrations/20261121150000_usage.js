// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_usage', table => {
    table.comment('What was spent in the cloud, by all replicas together');
    table
      .string('source_key', 160)
      .notNullable()
      .comment('Id, account and region of a declared source');
    table.string('day', 10).notNullable().comment('YYYY-MM-DD, UTC');
    table
      .bigInteger('billed_metrics')
      .notNullable()
      .comment('Metrics that GetMetricData was billed for');
    table.primary(['source_key', 'day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_usage');
};
