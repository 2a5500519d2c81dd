import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { checklistsOn, nightlyPipeline } from '../stage/checklists';
import {
  postgres,
  type ScratchDatabase,
  sqlite,
  withDatabase,
} from '../stage/databases';
import { median } from '../statistics';
import type { Row } from './Row';

const ITEMS = 10;

const DAY_MS = 86_400_000;

const TODAY = Date.parse('2026-11-21T08:00:00Z');

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

const ADA = {
  actor: 'user:default/ada',
  credentials: mockCredentials.user('user:default/ada'),
};

const pipeline = nightlyPipeline({
  dailyItems: Array.from(
    { length: ITEMS },
    (_, index) => `Look at part ${index + 1} of what runs every night`,
  ),
});

/** A pipeline whose daily list has been answered completely on so many days before today. */
class KeptList {
  #now = TODAY;

  static async create(knex: Knex, days: number): Promise<KeptList> {
    const list = new KeptList(days);
    list.#service = await checklistsOn(knex, () => new Date(list.#now));
    for (let day = days; day > 0; day -= 1) {
      await list.#answerAt(TODAY - day * DAY_MS);
    }
    return list;
  }

  #service!: Awaited<ReturnType<typeof checklistsOn>>;

  private constructor(private readonly days: number) {}

  answerToday() {
    return this.#answerAt(TODAY);
  }

  /** Milliseconds that one reading of the page takes, over so many. */
  async read(times: number): Promise<number> {
    const started = performance.now();
    for (let time = 0; time < times; time += 1) {
      await this.#service.list(pipeline, {});
    }
    return (performance.now() - started) / times;
  }

  /** Throws when the list does not hold the history that it is measured with. */
  async assertKept(): Promise<void> {
    const { periods } = await this.#service.history(pipeline, 'daily-1', {
      from: dayOf(TODAY - 365 * DAY_MS),
      to: dayOf(TODAY - DAY_MS),
    });
    const answered = periods.filter(({ status }) => status === 'complete');
    if (answered.length !== this.days) {
      throw new Error(
        `${answered.length} days were answered where ${this.days} should be`,
      );
    }
  }

  async #answerAt(at: number) {
    this.#now = at;
    for (let index = 0; index < ITEMS; index += 1) {
      await this.#service.complete(
        {
          pipeline,
          checklistId: 'daily-1',
          periodKey: `D:${dayOf(at)}`,
        },
        {
          itemId: `daily-item-${index + 1}`,
          state: 'done',
          note: 'Looked at it, nothing to report.',
          revision: index,
          idempotencyKey: `key-${index}`,
        },
        ADA,
      );
    }
    this.#now = TODAY;
  }
}

/** In turns, so that what else the machine does meets both alike. */
async function compared(
  lists: { year: KeptList; day: KeptList },
  rounds: number,
) {
  const times = { year: [] as number[], day: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const year = await lists.year.read(100);
    const day = await lists.day.read(100);
    // The first round warms up.
    if (round > 0) {
      times.year.push(year);
      times.day.push(day);
    }
  }
  return { year: median(times.year), day: median(times.day) };
}

function historyRow(
  database: string,
  open: () => Promise<ScratchDatabase>,
): Row {
  const figure = (
    name: string,
    { year, day }: { year: number; day: number },
  ) => ({
    name: `${name}-${database}`,
    value: year / day,
    unit: 'x',
    target: { atMost: 1.5 },
    note: `${year.toFixed(2)} ms over ${day.toFixed(2)} ms`,
  });
  return {
    name: `list-year-of-history-${database}`,
    title:
      'reading a list with a year of answers over reading one with a day of them',
    measure: ({ quick }) =>
      // A database for each: a year in the tables beside would slow down the day as well.
      withDatabase(open, whole =>
        withDatabase(open, async short => {
          const lists = {
            year: await KeptList.create(whole.knex, 365),
            day: await KeptList.create(short.knex, 1),
          };
          const rounds = quick ? 5 : 15;
          const untouched = await compared(lists, rounds);
          await lists.year.answerToday();
          await lists.day.answerToday();
          const answered = await compared(lists, rounds);
          await lists.year.assertKept();
          await lists.day.assertKept();
          return [
            figure('list-year-of-history', untouched),
            figure('list-year-of-history-answered', answered),
          ];
        }),
      ),
  };
}

export const historyOnPostgres = historyRow('postgres', postgres);
export const historyOnSqlite = historyRow('sqlite', sqlite);
