import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase, type TickerTask } from './__fixtures__/ticker';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const TICKS = 10_000;
const WRITERS = 50;
const LISTS = 100;
/** Of each database; processes of one round run, and die, side by side. */
const ROUNDS = 10;
const KILLED_AT_ONCE = 5;

/** A process that ticks; gathers the keys that it was promised are stored. */
function startTicker(task: TickerTask) {
  const acknowledged: string[] = [];
  let stderr = '';
  const child = fork(
    path.join(__dirname, '__fixtures__', 'ticker.ts'),
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

interface EventRow {
  period_id: number;
  revision: number;
  kind: string;
  item_id: string;
  idempotency_key: string;
}

/** Nothing lost, nothing doubled, revisions without gaps, and a projection that equals the replay of the events. */
async function assertWhole(
  knex: Knex,
  acknowledged: string[],
): Promise<EventRow[]> {
  const events: EventRow[] = await knex(
    'pipeline_ops_checklist_events',
  ).orderBy(['period_id', 'revision']);
  const current: Pick<
    EventRow,
    'period_id' | 'kind' | 'item_id' | 'revision'
  >[] = await knex('pipeline_ops_checklist_current');

  const revisions = new Map<number, number>();
  const replayed = new Map<string, number>();
  for (const { period_id, revision, kind, item_id } of events) {
    expect(revision).toBe((revisions.get(period_id) ?? 0) + 1);
    revisions.set(period_id, revision);
    replayed.set(`${period_id} ${kind} ${item_id}`, revision);
  }
  expect(
    new Map(
      current.map(row => [
        `${row.period_id} ${row.kind} ${row.item_id}`,
        row.revision,
      ]),
    ),
  ).toEqual(replayed);
  const keys = new Set(events.map(event => event.idempotency_key));
  expect(keys.size).toBe(events.length);
  expect(acknowledged.filter(key => !keys.has(key))).toEqual([]);
  return events;
}

const opened: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(opened.map(close => close()));
});

/** A database that processes of their own can open: on SQLite, a file. */
async function sharedDatabase(id: TestDatabaseId) {
  if (id === 'SQLITE_3') {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pipeline-ops-'));
    const connection: Knex.Config = {
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'ticks.sqlite') },
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

describe.each(databases.eachSupportedId())('ticks on %s', id => {
  const processes = id === 'SQLITE_3' ? 1 : 2;

  it(`${TICKS} of ${WRITERS} writers in each of ${processes} that start on an empty database: none lost, none doubled`, async () => {
    const { knex, connection } = await sharedDatabase(id);
    const tickers = Array.from({ length: processes }, (_, index) =>
      startTicker({
        connection,
        name: `process-${index}`,
        writers: WRITERS,
        ticks: TICKS / processes / WRITERS,
        lists: LISTS,
      }),
    );
    await Promise.all(tickers.map(({ ready }) => ready));
    for (const { ended } of tickers) {
      expect(await ended).toEqual({ code: 0, stderr: '' });
    }
    const acknowledged = tickers.flatMap(ticker => ticker.acknowledged);
    expect(new Set(acknowledged).size).toBe(TICKS);
    expect(await assertWhole(knex, acknowledged)).toHaveLength(TICKS);
  });

  it(`leave nothing half-written when ${ROUNDS * KILLED_AT_ONCE} processes are killed`, async () => {
    const { knex, connection } = await sharedDatabase(id);
    const acknowledged: string[] = [];
    let before = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const tickers = Array.from({ length: KILLED_AT_ONCE }, (_, index) =>
        startTicker({
          connection,
          name: `round-${round}-${index}`,
          writers: 5,
          ticks: TICKS,
          lists: 10,
        }),
      );
      await Promise.all(
        tickers.map(async ticker => {
          await ticker.ready;
          while (ticker.acknowledged.length < 3) await delay(5);
          await delay(Math.random() * 50);
          ticker.child.kill('SIGKILL');
          await ticker.ended;
          acknowledged.push(...ticker.acknowledged);
        }),
      );
      const events = await assertWhole(knex, acknowledged);
      expect(events.length).toBeGreaterThan(before);
      before = events.length;
    }
  });
});
