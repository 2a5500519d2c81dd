import type { Knex } from 'knex';
import {
  type ChecklistEvent,
  DatabaseChecklistStore,
} from '../stage/checklists';
import {
  postgres,
  type ScratchDatabase,
  sqlite,
  withDatabase,
} from '../stage/databases';
import { median } from '../statistics';
import type { Row } from './Row';

const ITEMS = 10;

const NOTE = 'Looked at it, nothing to report.';

const ACTOR = 'user:default/ada';

/** Columns of an event that hold text. */
const TEXTS = [
  'kind',
  'item_id',
  'state',
  'note',
  'evidence',
  'answer',
  'assignee',
  'actor',
  'idempotency_key',
];

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
  note: NOTE,
  actor: ACTOR,
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

/** The bare rows are as wide as events, each in a transaction of its own, without what makes events safe. */
async function ticksOverInserts(
  { knex }: ScratchDatabase,
  rounds: number,
  count: number,
) {
  const store = await storeOn(knex);
  await knex.schema.createTable('bench_rows', table => {
    table.increments('id');
    for (const name of ['period_id', 'revision']) table.integer(name);
    for (const name of TEXTS) table.text(name);
    for (const name of ['automatic', 'override']) table.boolean(name);
    for (const name of ['until', 'at']) table.timestamp(name, { useTz: true });
  });
  const insert = (number: number) =>
    knex('bench_rows').insert({
      period_id: 1,
      revision: number + 1,
      kind: 'completion',
      item_id: `item-${number % ITEMS}`,
      state: 'done',
      note: NOTE,
      evidence: null,
      answer: null,
      assignee: null,
      until: null,
      actor: ACTOR,
      automatic: false,
      override: false,
      at: new Date(),
      idempotency_key: `key-${number}`,
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
