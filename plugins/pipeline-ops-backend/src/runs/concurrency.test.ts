import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunStage } from './__fixtures__/RunStage';
import { openDatabase, type WriterTask } from './__fixtures__/writer';
import { project } from './replay/projection';
import { DatabaseRunStore } from './store/DatabaseRunStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const WRITERS = 20;
const EVENTS = 2_000;
const KILLS = 6;

/** A process that writes; gathers the keys that it was promised are stored. */
function startWriter(task: WriterTask) {
  const acknowledged: string[] = [];
  let stderr = '';
  const child = fork(
    path.join(__dirname, '__fixtures__', 'writer.ts'),
    [JSON.stringify(task)],
    {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
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
  const ended = once(child, 'exit').then(([code]) => ({ code, stderr }));
  return { child, acknowledged, ready, ended };
}

async function beginRun(knex: Knex): Promise<string> {
  const stage = await RunStage.create({ getClient: async () => knex });
  return (await stage.start()).run.id;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Nothing lost, nothing doubled, and whatever belongs to an event came with it. */
async function assertWhole(
  knex: Knex,
  runId: string,
  acknowledged: string[],
): Promise<RunEvent[]> {
  // Past the service.
  const store = await DatabaseRunStore.create({
    database: { getClient: async () => knex },
    notices: { keep: async () => {} },
  });
  const { start, events: recorded } = (await store.read(runId))!;
  const events = recorded.map(({ event }) => event);
  const row = await knex('pipeline_ops_runs').where({ id: runId }).first();
  const notices: { key: string }[] = await knex('pipeline_ops_notices')
    .where('key', 'like', `run/${runId}/%`)
    .select('key');
  expect(events.map(event => event.revision)).toEqual(
    Array.from({ length: events.length }, (_, index) => index + 1),
  );
  expect(row.revision).toBe(events.length);
  expect(JSON.parse(row.projection)).toEqual(
    JSON.parse(JSON.stringify(project(start, events))),
  );
  expect(notices.map(({ key }) => key).sort()).toEqual(
    events
      .filter(({ type }) => type === 'end')
      .map(({ revision }) => `run/${runId}/end/${revision}`)
      .sort(),
  );
  const keys = recorded.map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(expect.arrayContaining(acknowledged.map(hashOf)));
  return events;
}

const opened: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(opened.map(close => close()));
});

/** A database that processes of their own can open: on SQLite, a file. */
async function sharedDatabase(id: TestDatabaseId) {
  if (id === 'SQLITE_3') {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipeline-ops-runs-'));
    const connection: Knex.Config = {
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'runs.sqlite') },
      useNullAsDefault: true,
    };
    const knex = await openDatabase(connection);
    opened.push(async () => {
      await knex.destroy();
      fs.rmSync(folder, { recursive: true });
    });
    return { knex, connection };
  }
  const knex = await databases.init(id);
  const { client, connection } = knex.client.config;
  // Knex hides the password from whoever lists the keys.
  const { password } = connection;
  return {
    knex,
    connection: { client, connection: { ...connection, password } },
  };
}

describe.each(databases.eachSupportedId())('runs in processes on %s', id => {
  const processes = id === 'SQLITE_3' ? 1 : 2;

  it(`lose and double nothing of ${WRITERS} writers in ${processes}`, async () => {
    const { knex, connection } = await sharedDatabase(id);
    const runId = await beginRun(knex);
    const writers = Array.from({ length: processes }, (_, index) =>
      startWriter({
        connection,
        runId,
        name: `process-${index}`,
        writers: WRITERS / processes,
        events: EVENTS / WRITERS,
      }),
    );
    await Promise.all(writers.map(({ ready }) => ready));
    for (const { ended } of writers) {
      expect(await ended).toEqual({ code: 0, stderr: '' });
    }
    const acknowledged = writers.flatMap(writer => writer.acknowledged);
    expect(acknowledged).toHaveLength(EVENTS);
    const events = await assertWhole(knex, runId, acknowledged);
    expect(events).toHaveLength(EVENTS + 1);
  });

  it('leave nothing half-written when they are killed', async () => {
    const { knex, connection } = await sharedDatabase(id);
    const runId = await beginRun(knex);
    const acknowledged: string[] = [];
    let before = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const writer = startWriter({
        connection,
        runId,
        name: `killed-${kill}`,
        writers: 5,
        events: EVENTS,
      });
      await writer.ready;
      while (writer.acknowledged.length < 10) await delay(5);
      await delay(Math.random() * 50);
      writer.child.kill('SIGKILL');
      await writer.ended;
      acknowledged.push(...writer.acknowledged);
      const events = await assertWhole(knex, runId, acknowledged);
      expect(events.length).toBeGreaterThanOrEqual(before + 10);
      before = events.length;
    }
  });
});
