import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  atOneMoment,
  ENDED_WELL,
  sharedDatabase,
  startProcess,
} from '../../database/__fixtures__/processes';
import type { TickerTask } from './__fixtures__/ticker';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const TICKS = 10_000;
const WRITERS = 50;
const LISTS = 100;
/** On all databases together; those of one round run, and die, side by side. */
const KILLS = 100;
const KILLED_AT_ONCE = 5;

const startTicker = (task: TickerTask) =>
  startProcess(path.join(__dirname, '__fixtures__', 'ticker.ts'), task);

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
  const { events, current } = await atOneMoment(knex, async trx => ({
    events: (await trx('pipeline_ops_checklist_events').orderBy([
      'period_id',
      'revision',
    ])) as EventRow[],
    current: (await trx('pipeline_ops_checklist_current')) as Pick<
      EventRow,
      'period_id' | 'kind' | 'item_id' | 'revision'
    >[],
  }));

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

async function openShared(id: TestDatabaseId) {
  const { close, ...shared } = await sharedDatabase(databases, id);
  opened.push(close);
  return shared;
}

const ids = databases.eachSupportedId().flat();

describe.each(ids)('ticks on %s', id => {
  const kills = KILLS / ids.length;
  const processes = id === 'SQLITE_3' ? 1 : 2;

  it(`${TICKS} of ${WRITERS} writers in each of ${processes} that start on an empty database: none lost, none doubled`, async () => {
    const { knex, connection } = await openShared(id);
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
      expect(await ended).toEqual(ENDED_WELL);
    }
    const acknowledged = tickers.flatMap(ticker => ticker.acknowledged);
    expect(new Set(acknowledged).size).toBe(TICKS);
    expect(await assertWhole(knex, acknowledged)).toHaveLength(TICKS);
  });

  it(`leave nothing half-written when ${kills} of ${KILLS} processes are killed in the midst of it`, async () => {
    const { knex, connection } = await openShared(id);
    const acknowledged: string[] = [];
    let before = 0;
    for (let round = 0; round < kills / KILLED_AT_ONCE; round++) {
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
          expect((await ticker.ended).signal).toBe('SIGKILL');
          acknowledged.push(...ticker.acknowledged);
        }),
      );
      const events = await assertWhole(knex, acknowledged);
      expect(events.length).toBeGreaterThan(before);
      before = events.length;
    }
  });
});
