import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  atOneMoment,
  ENDED_WELL,
  sharedDatabase,
  startProcess,
} from '../database/__fixtures__/processes';
import { RunStage } from './__fixtures__/RunStage';
import type { WriterTask } from './__fixtures__/writer';
import { project } from './replay/projection';
import { DatabaseRunStore } from './store/DatabaseRunStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const WRITERS = 20;
const EVENTS = 2_000;
const KILLS = 6;

const startWriter = (task: WriterTask) =>
  startProcess(path.join(__dirname, '__fixtures__', 'writer.ts'), task);

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
  const { recorded, start, row, notices } = await atOneMoment(
    knex,
    async trx => {
      // Past the service.
      const store = await DatabaseRunStore.create({
        database: { getClient: async () => trx, migrations: { skip: true } },
        notices: { keep: async () => {} },
      });
      const stored = (await store.read(runId))!;
      return {
        recorded: stored.events,
        start: stored.start,
        row: await trx('pipeline_ops_runs').where({ id: runId }).first(),
        notices: (await trx('pipeline_ops_notices')
          .where('key', 'like', `run/${runId}/%`)
          .select('key')) as { key: string }[],
      };
    },
  );
  const events = recorded.map(({ event }) => event);
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

async function openShared(id: TestDatabaseId) {
  const { close, ...shared } = await sharedDatabase(databases, id);
  opened.push(close);
  return shared;
}

describe.each(databases.eachSupportedId())('runs in processes on %s', id => {
  const processes = id === 'SQLITE_3' ? 1 : 2;

  it(`lose and double nothing of ${WRITERS} writers in ${processes}`, async () => {
    const { knex, connection } = await openShared(id);
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
      expect(await ended).toEqual(ENDED_WELL);
    }
    const acknowledged = writers.flatMap(writer => writer.acknowledged);
    expect(acknowledged).toHaveLength(EVENTS);
    const events = await assertWhole(knex, runId, acknowledged);
    expect(events).toHaveLength(EVENTS + 1);
  });

  it('leave nothing half-written when they are killed', async () => {
    const { knex, connection } = await openShared(id);
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
      expect((await writer.ended).signal).toBe('SIGKILL');
      acknowledged.push(...writer.acknowledged);
      const events = await assertWhole(knex, runId, acknowledged);
      expect(events.length).toBeGreaterThanOrEqual(before + 10);
      before = events.length;
    }
  });
});
