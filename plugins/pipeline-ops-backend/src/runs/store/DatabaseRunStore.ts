import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { migratedClient } from '../../database/migrate';
import type { Notices } from '../../notices/Notices';
import type { RunProjection } from '../replay/projection';
import type { RunStart } from '../replay/replay';
import type {
  Along,
  RecordedEvent,
  RecordedRun,
  RunPlace,
  RunScope,
  RunStore,
} from './RunStore';

const RUNS = 'pipeline_ops_runs';
const EVENTS = 'pipeline_ops_run_events';

interface EventRow {
  run_id: string;
  revision: number;
  type: RunEvent['type'];
  step: string | null;
  payload: string;
  actor: string;
  /** A Date on PostgreSQL, milliseconds on SQLite. */
  at: Date | number | string;
  idempotency_key: string;
}

/**
 * {@link RunStore} in Backstage's database: SQLite or PostgreSQL. Event, projection and notices are one transaction; all
 * of it goes over the transaction's own connection, since SQLite has no other.
 */
export class DatabaseRunStore implements RunStore {
  static async create(options: {
    database: DatabaseService;
    notices: Pick<Notices, 'keep'>;
  }): Promise<DatabaseRunStore> {
    return new DatabaseRunStore(
      await migratedClient(options.database),
      options.notices,
    );
  }

  readonly #knex: Knex;
  readonly #notices: Pick<Notices, 'keep'>;

  private constructor(knex: Knex, notices: Pick<Notices, 'keep'>) {
    this.#knex = knex;
    this.#notices = notices;
  }

  async startedWith(
    scope: RunScope,
    idempotencyKey: string,
  ): Promise<string | undefined> {
    const row = await this.#knex(RUNS)
      .where({ ...columnsOf(scope), idempotency_key: idempotencyKey })
      .first('id');
    return row?.id;
  }

  async start(
    start: RunStart,
    first: RecordedEvent,
    along: Along,
  ): Promise<'started' | 'repeated'> {
    return this.#knex.transaction(async trx => {
      const inserted = await trx(RUNS)
        .insert({
          ...columnsOf(start),
          id: start.id,
          environment: start.environment,
          runbook_id: start.procedure.id,
          idempotency_key: first.idempotencyKey,
          start: JSON.stringify(start),
          started_at: new Date(first.event.at),
          ...projected(along.projection),
        })
        .onConflict()
        .ignore()
        .returning('id');
      if (inserted.length === 0) return 'repeated';
      await trx(EVENTS).insert(toRow(start.id, first));
      await this.#keep(along, trx);
      return 'started';
    });
  }

  async read(runId: string): Promise<RecordedRun | undefined> {
    const row = await this.#knex(RUNS).where({ id: runId }).first('start');
    if (!row) return undefined;
    return {
      start: JSON.parse(row.start) as RunStart,
      events: await this.eventsAfter(runId, 0),
    };
  }

  async eventsAfter(runId: string, revision: number): Promise<RecordedEvent[]> {
    const rows = await this.#knex<EventRow>(EVENTS)
      .where({ run_id: runId })
      .andWhere('revision', '>', revision)
      .orderBy('revision');
    return rows.map(toRecorded);
  }

  async append(
    runId: string,
    recorded: RecordedEvent,
    along: Along,
  ): Promise<'appended' | 'repeated' | 'stale'> {
    return this.#knex.transaction(async trx => {
      // A writer of the same revision that has not ended yet is waited for: the key tells whether it came through.
      const inserted = await trx(EVENTS)
        .insert(toRow(runId, recorded))
        .onConflict()
        .ignore()
        .returning('revision');
      if (inserted.length === 0) {
        const other = await trx(EVENTS)
          .where({ run_id: runId, idempotency_key: recorded.idempotencyKey })
          .first('revision');
        return other ? 'repeated' : 'stale';
      }
      const { revision } = recorded.event;
      const updated = await trx(RUNS)
        .where({ id: runId, revision: revision - 1 })
        .update(projected(along.projection));
      if (updated !== 1) {
        throw new Error(
          `Run ${runId} is not at revision ${revision - 1}, though its events are. Nothing was stored.`,
        );
      }
      await this.#keep(along, trx);
      return 'appended';
    });
  }

  async list(
    scope: RunScope,
    options: {
      runbookId?: string;
      state?: 'running' | 'ended';
      after?: RunPlace;
      limit: number;
    },
  ): Promise<RunProjection[]> {
    const { runbookId, state, after, limit } = options;
    const query = this.#knex(RUNS).where(columnsOf(scope));
    if (runbookId) query.andWhere({ runbook_id: runbookId });
    if (state) query.andWhere({ state });
    if (after) query.andWhere(behind(after));
    return projections(
      await query
        .orderBy([
          // `running` comes after `ended` in the alphabet.
          { column: 'state', order: 'desc' },
          { column: 'started_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit)
        .select('projection'),
    );
  }

  async newest(scope: RunScope, limit: number): Promise<RunProjection[]> {
    return projections(
      await this.#knex(RUNS)
        .where(columnsOf(scope))
        .orderBy([
          { column: 'started_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit)
        .select('projection'),
    );
  }

  async #keep({ notices }: Along, trx: Knex.Transaction): Promise<void> {
    for (const notice of notices) {
      await this.#notices.keep(notice, trx);
    }
  }
}

function behind(place: RunPlace) {
  const startedAt = new Date(place.startedAt);
  return (query: Knex.QueryBuilder) => {
    query
      .where('state', '<', place.state)
      .orWhere(same =>
        same
          .where({ state: place.state })
          .andWhere('started_at', '<', startedAt),
      )
      .orWhere(same =>
        same
          .where({ state: place.state, started_at: startedAt })
          .andWhere('id', '<', place.id),
      );
  };
}

function columnsOf({ entityRef, pipelineId }: RunScope) {
  return { entity_ref: entityRef, pipeline_id: pipelineId };
}

function projected(projection: RunProjection) {
  const { state, revision } = projection.summary;
  return { state, revision, projection: JSON.stringify(projection) };
}

function projections(rows: { projection: string }[]): RunProjection[] {
  return rows.map(row => JSON.parse(row.projection));
}

function toRow(runId: string, { event, idempotencyKey }: RecordedEvent) {
  const { revision, at, by, type, ...payload } = event;
  return {
    run_id: runId,
    revision,
    type,
    step: ('step' in payload && payload.step) || null,
    payload: JSON.stringify(payload),
    actor: by,
    at: new Date(at),
    idempotency_key: idempotencyKey,
  };
}

function toRecorded(row: EventRow): RecordedEvent {
  return {
    event: {
      revision: row.revision,
      at: new Date(row.at).toISOString(),
      by: row.actor,
      type: row.type,
      ...JSON.parse(row.payload),
    } as RunEvent,
    idempotencyKey: row.idempotency_key,
  };
}
