// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pipeline_ops_documents', table => {
    table.comment('Operations documents as they could last be read');
    table
      .string('address_hash', 64)
      .primary()
      .comment('SHA-256 of the address, hexadecimal');
    table.text('address').notNullable().comment('In the repository');
    table.text('content').notNullable().comment('Markdown; at most 1 MiB');
    table.text('etag').comment('Of the repository host');
    table
      .timestamp('current_at', { useTz: true })
      .notNullable()
      .comment('When the repository last had this text');
    table
      .timestamp('broken_since', { useTz: true })
      .comment('When its successor was first found unusable');
    table.index(['current_at'], 'pipeline_ops_documents_current_at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_ops_documents');
};
