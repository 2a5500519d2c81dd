import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What tests write is thrown away: nothing has to reach the disk, though all of it the operating system. */
export async function openDatabase(connection: Knex.Config): Promise<Knex> {
  const knex = knexFactory(connection);
  if (connection.client !== 'pg') await knex.raw('PRAGMA synchronous = OFF');
  return knex;
}

/**
 * A process of its own that runs a file with a task, as {@link runTask} has it done there. Gathers the keys that it was
 * promised are stored.
 */
export function startProcess(file: string, task: object) {
  const acknowledged: string[] = [];
  let stderr = '';
  const child = fork(file, [JSON.stringify(task)], {
    execArgv: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr!.on('data', chunk => {
    stderr += chunk;
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('exit', code => reject(new Error(`exit ${code}: ${stderr}`)));
    // The transform sends messages of its own.
    child.on('message', message => {
      if (message === 'ready') resolve();
      else if (typeof message === 'string') acknowledged.push(message);
    });
  });
  // Who only waits for the end learns of a failure there.
  ready.catch(() => {});
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code,
    signal,
    stderr,
  }));
  return { child, acknowledged, ready, ended };
}

/** How a process ends that has done what it should. */
export const ENDED_WELL = { code: 0, signal: null, stderr: '' };

/** Does in a process of its own what {@link startProcess} asks for; elsewhere, nothing. */
export function runTask<T extends { connection: Knex.Config }>(
  run: (
    knex: Knex,
    task: T,
    tell: { ready(): void; stored(key: string): void },
  ) => Promise<void>,
): void {
  const { send, argv } = process;
  if (!send || !argv[2]) return;
  const main = async (task: T) => {
    const knex = await openDatabase(task.connection);
    await run(knex, task, {
      ready: () => process.send!('ready'),
      stored: key => process.send!(key),
    });
    await knex.destroy();
    process.disconnect();
  };
  main(JSON.parse(argv[2])).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}

/** An empty database that processes of their own can open: on SQLite, a file. To be closed in the end. */
export async function sharedDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<{
  knex: Knex;
  connection: Knex.Config;
  close(): Promise<void>;
}> {
  if (id === 'SQLITE_3') {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipeline-ops-'));
    const connection: Knex.Config = {
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'shared.sqlite') },
      useNullAsDefault: true,
    };
    const knex = await openDatabase(connection);
    const close = async () => {
      await knex.destroy();
      fs.rmSync(folder, { recursive: true });
    };
    return { knex, connection, close };
  }
  const knex = await databases.init(id);
  const { client, connection } = knex.client.config;
  // Knex hides the password from whoever lists the keys.
  const { password } = connection;
  return {
    knex,
    connection: { client, connection: { ...connection, password } },
    close: async () => {},
  };
}

/**
 * Reads as of one moment. PostgreSQL may still finish the last statement of a process that was killed, between two reads
 * of a test that looks at once.
 */
export function atOneMoment<T>(
  knex: Knex,
  read: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.client.config.client === 'pg'
    ? knex.transaction(read, { isolationLevel: 'repeatable read' })
    : knex.transaction(read);
}
