import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Pause } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Knex } from 'knex';
import { migratedClient } from '../../database/migrate';
import type { PauseScope, PauseStore } from './PauseStore';

const PAUSES = 'pipeline_ops_checklist_pauses';

type Time = Date | number | string;

interface PauseRow {
  entity_ref: string;
  pipeline_id: string;
  pause_id: string;
  kind: 'begun' | 'ended';
  from: Time | null;
  until: Time | null;
  reason: string | null;
  actor: string;
  at: Time;
}

const toKey = ({ entityRef, pipelineId }: PauseScope) => ({
  entity_ref: entityRef,
  pipeline_id: pipelineId,
});
const iso = (time: Time) => new Date(time).toISOString();

/** {@link PauseStore} in Backstage's database. */
export class DatabasePauseStore implements PauseStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabasePauseStore> {
    return new DatabasePauseStore(await migratedClient(options.database));
  }

  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async list(
    scope: PauseScope,
    options: { since?: Date } = {},
  ): Promise<Pause[]> {
    const rows = await this.#knex<PauseRow>(PAUSES).where(toKey(scope));
    const since = options.since?.toISOString() ?? '';
    return rows
      .filter(row => row.kind === 'begun')
      .map(row => toPause(row, rows))
      .filter(pause => pause.from < pause.until && pause.until > since)
      .sort((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id));
  }

  async begin(scope: PauseScope, pause: Pause): Promise<void> {
    await this.#knex(PAUSES).insert({
      ...toKey(scope),
      pause_id: pause.id,
      kind: 'begun',
      from: new Date(pause.from),
      until: new Date(pause.until),
      reason: pause.reason,
      actor: pause.by,
      at: new Date(pause.at),
    });
  }

  async end(
    scope: PauseScope,
    pauseId: string,
    by: { actor: string; at: Date },
  ): Promise<Pause | undefined> {
    const key = { ...toKey(scope), pause_id: pauseId };
    const begun = await this.#knex<PauseRow>(PAUSES)
      .where({ ...key, kind: 'begun' })
      .first();
    if (!begun) return undefined;
    if (new Date(begun.until ?? begun.at) > by.at) {
      await this.#knex(PAUSES)
        .insert({ ...key, kind: 'ended', actor: by.actor, at: by.at })
        .onConflict(['entity_ref', 'pipeline_id', 'pause_id', 'kind'])
        .ignore();
    }
    return toPause(begun, await this.#knex<PauseRow>(PAUSES).where(key));
  }
}

function toPause(begun: PauseRow, rows: PauseRow[]): Pause {
  const ended = rows.find(
    row => row.kind === 'ended' && row.pause_id === begun.pause_id,
  );
  const until = iso(begun.until ?? begun.at);
  return {
    id: begun.pause_id,
    from: iso(begun.from ?? begun.at),
    until: ended && iso(ended.at) < until ? iso(ended.at) : until,
    reason: begun.reason ?? '',
    by: begun.actor,
    at: iso(begun.at),
  };
}
