import type { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { runTask } from '../../../database/__fixtures__/processes';
import type { FrozenList } from '../../lists/FrozenList';
import type { ChecklistStore, PeriodRef } from '../ChecklistStore';
import { DatabaseChecklistStore } from '../DatabaseChecklistStore';

/** What a process of its own ticks. */
export interface TickerTask {
  connection: Knex.Config;
  /** Begins the idempotency keys of its writers. */
  name: string;
  writers: number;
  /** Of each writer. */
  ticks: number;
  /** Lists that they share. */
  lists: number;
}

const ITEMS = 10;

export const tickedList: FrozenList = {
  title: 'Daily',
  calendar: { cadence: 'daily', timeZone: 'UTC' },
  due: { graceSeconds: 0 },
  items: Array.from({ length: ITEMS }, (_, index) => ({
    id: `item-${index}`,
    text: `Item ${index}`,
    details: [],
  })),
};

export const tickedPeriod = (list: number): PeriodRef => ({
  entityRef: 'component:default/nightly-load',
  pipelineId: 'nightly-load',
  checklistId: `list-${list}`,
  periodKey: 'D:2026-11-21',
});

/** Reads a period and ticks an item of it, again after every conflict. */
async function tick(
  store: ChecklistStore,
  ref: PeriodRef,
  key: string,
  number: number,
): Promise<void> {
  for (let wait = 2; ; wait = Math.min(wait * 2, 64)) {
    const stored = (await store.periods([ref])).get(ref);
    const { outcome } = await store.append(
      { ...ref, id: stored?.id },
      tickedList,
      {
        kind: 'completion',
        itemId: `item-${number % ITEMS}`,
        state: number % 3 === 2 ? 'undone' : 'done',
        note: key,
        actor: 'user:default/ada',
        automatic: false,
        override: false,
        at: new Date(),
      },
      { expectedRevision: stored?.revision ?? 0, idempotencyKey: key },
    );
    if (outcome !== 'stale') return;
    await delay(Math.random() * wait);
  }
}

/** @param acknowledge - Told each key once its tick is stored */
export async function tickAll(
  store: ChecklistStore,
  task: Omit<TickerTask, 'connection'>,
  acknowledge: (key: string) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: task.writers }, async (_, writer) => {
      for (let number = 0; number < task.ticks; number++) {
        const key = `${task.name}-${writer}-${number}`;
        const list = (writer + number * 7) % task.lists;
        await tick(store, tickedPeriod(list), key, number);
        acknowledge(key);
      }
    }),
  );
}

runTask<TickerTask>(async (knex, task, { ready, stored }) => {
  const store = await DatabaseChecklistStore.create({
    database: { getClient: async () => knex },
  });
  ready();
  await tickAll(store, task, stored);
});
