import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { migratedClient } from '../database/migrate';
import type { BaselineStore, StoredHistory } from './BaselineStore';
import type { HourlyHistory } from './hourlyHistory';
import { rounded } from './rounded';

const BASELINES = 'pipeline_ops_baselines';

/** Rows of one statement: databases limit the number of values in one. */
const ROWS = 200;

interface BaselineRow {
  series_key: string;
  day: string;
  history: string;
  read_at: Date;
}

/** {@link BaselineStore} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseBaselineStore implements BaselineStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseBaselineStore> {
    return new DatabaseBaselineStore(await migratedClient(options.database));
  }

  private constructor(private readonly knex: Knex) {}

  async read(keys: readonly string[]): Promise<Map<string, StoredHistory>> {
    const rows = await Promise.all(
      inParts(keys, ROWS).map(part =>
        this.knex<BaselineRow>(BASELINES).whereIn('series_key', part),
      ),
    );
    return new Map(
      rows
        .flat()
        .map(({ series_key, day, history }) => [
          series_key,
          { day, history: fromText(history) },
        ]),
    );
  }

  async write(
    histories: ReadonlyMap<string, StoredHistory>,
    now: number,
  ): Promise<void> {
    // In one order everywhere: two replicas that write the same rows must not wait for each other.
    const rows = [...histories]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { day, history }]) => ({
        series_key: key,
        day,
        history: toText(history),
        read_at: new Date(now),
      }));
    for (const part of inParts(rows, ROWS)) {
      await this.knex<BaselineRow>(BASELINES)
        .insert(part)
        .onConflict('series_key')
        .merge()
        .whereRaw('?? <= excluded.day', [`${BASELINES}.day`]);
    }
  }

  async removeOlderThan(moment: number): Promise<void> {
    await this.knex<BaselineRow>(BASELINES)
      .where('read_at', '<', new Date(moment))
      .delete();
  }
}

/** `{"t0":…,"v":[…]}`; a series without a value has no values. */
function toText({ t0, values }: HourlyHistory): string {
  return JSON.stringify({
    t0,
    v: values.some(value => value !== null) ? values.map(rounded) : [],
  });
}

function fromText(text: string): HourlyHistory {
  const { t0, v } = JSON.parse(text) as { t0: number; v: (number | null)[] };
  return { t0, values: v };
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
