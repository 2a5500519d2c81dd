import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import knexFactory, { type Knex } from 'knex';

/** A database that is thrown away afterwards. */
export interface ScratchDatabase {
  knex: Knex;
  close(): Promise<void>;
}

interface Postgres {
  url: string;
  stop(): Promise<void>;
}

const ROOT = path.dirname(require.resolve('../../../../package.json'));

/** A file, as the portal has it by default. */
export async function sqlite(): Promise<ScratchDatabase> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pipeline-ops-bench-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, 'bench.sqlite') },
    useNullAsDefault: true,
  });
  return {
    knex,
    close: async () => {
      await knex.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** A server of its own, from the binaries that the tests use. */
export async function postgres(): Promise<ScratchDatabase> {
  const script = path.join(ROOT, 'scripts', 'verify', 'postgres.mjs');
  const { startPostgres }: { startPostgres(): Promise<Postgres> } =
    await createRequire(__filename)(pathToFileURL(script).pathname);
  const server = await startPostgres();
  const knex = knexFactory({ client: 'pg', connection: server.url });
  return {
    knex,
    close: async () => {
      await knex.destroy();
      await server.stop();
    },
  };
}

/** Opens a database for as long as it is used. */
export async function withDatabase<T>(
  open: () => Promise<ScratchDatabase>,
  use: (database: ScratchDatabase) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
