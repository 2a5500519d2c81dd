import type { Knex } from 'knex';
import {
  type ChecklistEvent,
  DatabaseChecklistStore,
} from '../stage/checklistStore';
import { postgres, type ScratchDatabase, sqlite } from '../stage/databases';
import { median } from '../statistics';
import type { Row } from './Row';

const ITEMS = 10;

const list = {
  title: 'Daily',
  calendar: { cadence: 'daily' as const, timeZone: 'UTC' },
  due: { graceSeconds: 0 },
  items: Array.from({ length: ITEMS }, (_, index) => ({
    id: `item-${index}`,
    text: `Item ${index} of the list that somebody looks at every day`,
    details: [],
  })),
};

const periodOf = (checklistId: string, periodKey: string) => ({
  entityRef: 'component:default/orders',
  pipelineId: 'orders',
  checklistId,
  periodKey,
});

const tickOf = (number: number): ChecklistEvent => ({
  kind: 'completion',
  itemId: `item-${number % ITEMS}`,
  state: 'done',
  note: 'Looked at it, nothing to report.',
  actor: 'user:default/ada',
  automatic: false,
  override: false,
  at: new Date(),
});

const storeOn = (knex: Knex) =>
  DatabaseChecklistStore.create({ database: { getClient: async () => knex } });

async function perSecond(
  count: number,
  act: (number: number) => Promise<unknown>,
): Promise<number> {
  const started = performance.now();
  for (let number = 0; number < count; number += 1) await act(number);
  return (count / (performance.now() - started)) * 1_000;
}

async function ticksOverInserts(
  { knex }: ScratchDatabase,
  rounds: number,
  count: number,
) {
  const store = await storeOn(knex);
  await knex.schema.createTable('bench_rows', table => {
    table.increments('id');
    for (const name of ['item', 'state', 'note', 'actor', 'key']) {
      table.text(name);
    }
    table.timestamp('at', { useTz: true });
  });
  const insert = (number: number) =>
    knex('bench_rows').insert({
      item: `item-${number % ITEMS}`,
      state: 'done',
      note: 'Looked at it, nothing to report.',
      actor: 'user:default/ada',
      key: `key-${number}`,
      at: new Date(),
    });
  const ticks: number[] = [];
  const inserts: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const ref = periodOf(`list-${round}`, 'D:2026-11-21');
    const { id } = await store.freeze(ref, list, new Date());
    const tick = (number: number) =>
      store.append({ ...ref, id }, list, tickOf(number), {
        expectedRevision: number,
        idempotencyKey: `key-${number}`,
      });
    const measured = [
      await perSecond(count, insert),
      await perSecond(count, tick),
    ];
    // The first round warms up.
    if (round > 0) {
      inserts.push(measured[0]);
      ticks.push(measured[1]);
    }
  }
  return { ticks: median(ticks), inserts: median(inserts) };
}

async function withDatabase<T>(
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

function ticksRow(
  database: string,
  open: () => Promise<ScratchDatabase>,
  least: number,
): Row {
  return {
    name: `ticks-${database}`,
    title: `ticks of a checklist, one after the other, over raw inserts of as much into the same database`,
    async measure({ quick }) {
      const { ticks, inserts } = await withDatabase(open, scratch =>
        ticksOverInserts(scratch, quick ? 3 : 7, quick ? 300 : 1_000),
      );
      return [
        {
          name: `ticks-${database}`,
          value: ticks / inserts,
          unit: 'x',
          target: { atLeast: least },
          note: `${ticks.toFixed(0)} over ${inserts.toFixed(0)} a second`,
        },
      ];
    },
  };
}

export const ticksOnPostgres = ticksRow('postgres', postgres, 0.35);
export const ticksOnSqlite = ticksRow('sqlite', sqlite, 0.24);

const DAY_MS = 86_400_000;

/** Answers a list completely on as many days as there are before the 22nd of November. */
async function answerDays(knex: Knex, checklistId: string, days: number) {
  const store = await storeOn(knex);
  const last = Date.parse('2026-11-21T00:00:00Z');
  for (let day = 0; day < days; day += 1) {
    const date = new Date(last - day * DAY_MS).toISOString().slice(0, 10);
    const ref = periodOf(checklistId, `D:${date}`);
    const { id } = await store.freeze(ref, list, new Date());
    for (let number = 0; number < ITEMS; number += 1) {
      await store.append({ ...ref, id }, list, tickOf(number), {
        expectedRevision: number,
        idempotencyKey: `key-${number}`,
      });
    }
  }
}

export const listYearOfHistory: Row = {
  name: 'list-year-of-history',
  title:
    'reading a list with a year of answers over reading one with a day of them',
  async measure({ quick }) {
    const { year, day } = await withDatabase(sqlite, async ({ knex }) => {
      await answerDays(knex, 'year', 365);
      await answerDays(knex, 'day', 1);
      const store = await storeOn(knex);
      const read = (checklistId: string) => () =>
        store.periods([
          periodOf(checklistId, 'D:2026-11-21'),
          periodOf(checklistId, 'D:2026-11-20'),
        ]);
      const times = { year: [] as number[], day: [] as number[] };
      for (let round = 0; round < (quick ? 5 : 15); round += 1) {
        times.year.push(1_000 / (await perSecond(200, read('year'))));
        times.day.push(1_000 / (await perSecond(200, read('day'))));
      }
      return { year: median(times.year), day: median(times.day) };
    });
    return [
      {
        name: 'list-year-of-history',
        value: year / day,
        unit: 'x',
        target: { atMost: 1.5 },
        note: `${year.toFixed(2)} ms over ${day.toFixed(2)} ms`,
      },
    ];
  },
};
