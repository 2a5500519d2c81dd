import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  CloudAlarm,
  CloudAlarmTransition,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Knex } from 'knex';
import { migratedClient } from '../database/migrate';
import type {
  AlarmDemand,
  AlarmSnapshot,
  AlarmSnapshotStore,
} from './AlarmSnapshotStore';
import { keyOfSource, sourceOfKey } from '../telemetry/sourceKey';
import { observedTransitions, type ObservedTransition } from './transitions';

const DEMANDS = 'pipeline_ops_alarm_demands';
const SNAPSHOTS = 'pipeline_ops_alarm_snapshots';
const TRANSITIONS = 'pipeline_ops_alarm_transitions';

/** Rows of one statement: SQLite takes 32,766 values, PostgreSQL 65,535. */
const ROWS_AT_ONCE = 200;

/** Characters of a reason that are kept. */
const LONGEST_REASON = 2_000;

/** Characters of an alarm's name, by CloudWatch and by the tables; a definition may ask for more, and finds nothing. */
const LONGEST_NAME = 255;

/** PostgreSQL keeps no such character in a text. */
const NUL = '\u0000';

/** A Date on PostgreSQL, milliseconds on SQLite. */
type StoredTime = Date | number | string;

interface SnapshotRow {
  source_key: string;
  prefix: string;
  read_at: StoredTime;
  alarms: string;
}

interface TransitionRow {
  source_key: string;
  alarm_name: string;
  at: StoredTime;
  from_state: CloudAlarm['state'] | null;
  to_state: CloudAlarm['state'];
  reason: string;
}

/** {@link AlarmSnapshotStore} in Backstage's database: SQLite or PostgreSQL. */
export class DatabaseAlarmSnapshotStore implements AlarmSnapshotStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseAlarmSnapshotStore> {
    return new DatabaseAlarmSnapshotStore(
      await migratedClient(options.database),
    );
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async demand(
    source: SourceRef,
    prefixes: readonly string[],
    at: Date,
  ): Promise<void> {
    const rows = prefixes.filter(isName).map(prefix => ({
      source_key: keyOfSource(source),
      prefix,
      asked_at: at,
    }));
    for (const some of chunks(inOrder(rows, ({ prefix }) => prefix))) {
      await this.#knex(DEMANDS)
        .insert(some)
        .onConflict(['source_key', 'prefix'])
        .merge(['asked_at']);
    }
  }

  async demands(since: Date, limit: number): Promise<AlarmDemand[]> {
    const rows: { source_key: string; prefix: string }[] = await this.#knex(
      DEMANDS,
    )
      .where('asked_at', '>=', since)
      .orderBy('asked_at', 'desc')
      .limit(limit)
      .select('source_key', 'prefix');
    return rows.map(row => ({
      source: sourceOfKey(row.source_key),
      prefix: row.prefix,
    }));
  }

  async snapshots(
    source: SourceRef,
    prefixes: readonly string[],
  ): Promise<Map<string, AlarmSnapshot>> {
    const found = new Map<string, AlarmSnapshot>();
    for (const some of chunks(prefixes.filter(isName))) {
      const rows = await this.#knex<SnapshotRow>(SNAPSHOTS)
        .where({ source_key: keyOfSource(source) })
        .whereIn('prefix', some);
      for (const row of rows) {
        found.set(row.prefix, {
          alarms: JSON.parse(row.alarms),
          readAt: new Date(row.read_at),
        });
      }
    }
    return found;
  }

  async keep(
    source: SourceRef,
    readings: ReadonlyMap<string, AlarmSnapshot>,
  ): Promise<void> {
    const known = await this.snapshots(source, [...readings.keys()]);
    const newer = [...readings].filter(([prefix, { readAt }]) => {
      const before = known.get(prefix);
      return isName(prefix) && !(before && before.readAt > readAt);
    });
    // Transitions first: when this ends half-way, the next reading sees them again.
    await this.#keepTransitions(
      source,
      newer.flatMap(([prefix, { alarms }]) =>
        observedTransitions(known.get(prefix)?.alarms ?? [], alarms),
      ),
    );
    const rows = newer.map(([prefix, { alarms, readAt }]) => ({
      source_key: keyOfSource(source),
      prefix,
      read_at: readAt,
      alarms: JSON.stringify(alarms),
    }));
    for (const some of chunks(inOrder(rows, ({ prefix }) => prefix))) {
      await this.#knex(SNAPSHOTS)
        .insert(some)
        .onConflict(['source_key', 'prefix'])
        .merge(['read_at', 'alarms'])
        .whereRaw('?? < excluded.read_at', [`${SNAPSHOTS}.read_at`]);
    }
  }

  async transitions(
    source: SourceRef,
    alarmName: string,
    { from, to }: { from: Date; to: Date },
  ): Promise<CloudAlarmTransition[]> {
    const rows = await this.#knex<TransitionRow>(TRANSITIONS)
      .where({ source_key: keyOfSource(source), alarm_name: alarmName })
      .where('at', '>=', from)
      .where('at', '<=', to)
      .orderBy('at', 'desc')
      .limit(1_000);
    return rows.map(row => ({
      at: new Date(row.at).toISOString(),
      kind: 'state',
      summary: row.reason,
      from: row.from_state ?? undefined,
      to: row.to_state,
    }));
  }

  async prune(before: {
    demands: Date;
    snapshots: Date;
    transitions: Date;
  }): Promise<void> {
    await this.#knex(DEMANDS).where('asked_at', '<', before.demands).delete();
    await this.#knex(SNAPSHOTS)
      .where('read_at', '<', before.snapshots)
      .delete();
    await this.#knex(TRANSITIONS).where('at', '<', before.transitions).delete();
  }

  async #keepTransitions(
    source: SourceRef,
    transitions: readonly ObservedTransition[],
  ): Promise<void> {
    const rows = transitions
      .filter(({ alarmName }) => isName(alarmName))
      .map(({ alarmName, at, from, to, reason }) => ({
        source_key: keyOfSource(source),
        alarm_name: alarmName,
        at,
        from_state: from ?? null,
        to_state: to,
        reason: reason.slice(0, LONGEST_REASON).replaceAll(NUL, ''),
      }));
    for (const some of chunks(inOrder(rows, row => row.alarm_name))) {
      await this.#knex(TRANSITIONS)
        .insert(some)
        .onConflict(['source_key', 'alarm_name', 'at', 'to_state'])
        .ignore();
    }
  }
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && !text.includes(NUL);
}

/** Replicas that write the same rows in another order would wait for each other for ever. */
function inOrder<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, i) =>
    all.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE),
  );
}
