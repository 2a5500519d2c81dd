import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Notice } from '../../notices/Notices';
import type { RunProjection } from '../replay/projection';
import type { RunStart } from '../replay/replay';

/** Whose runs. */
export interface RunScope {
  entityRef: string;
  pipelineId: string;
}

export interface RecordedEvent {
  event: RunEvent;
  /** SHA-256 of what the client chose, hex. */
  idempotencyKey: string;
}

export interface RecordedRun {
  start: RunStart;
  /** By revision, without gaps. */
  events: readonly RecordedEvent[];
}

/** What is stored together with an event, or not at all. */
export interface Along {
  projection: RunProjection;
  notices: Notice[];
}

/** Where a list goes on: behind this run. */
export interface RunPlace {
  state: 'running' | 'ended';
  /** Unix milliseconds. */
  startedAt: number;
  id: string;
}

/** Append-only memory of runs. */
export interface RunStore {
  /** Id of the run that this key began, if it did. */
  startedWith(
    scope: RunScope,
    idempotencyKey: string,
  ): Promise<string | undefined>;

  /** Keeps a new run with its first event; `repeated` when this key has begun one already. */
  start(
    start: RunStart,
    first: RecordedEvent,
    along: Along,
  ): Promise<'started' | 'repeated'>;

  read(runId: string): Promise<RecordedRun | undefined>;

  /** Events with a higher revision, oldest first. */
  eventsAfter(runId: string, revision: number): Promise<RecordedEvent[]>;

  /**
   * Adds an event of the next revision. Of several writers that take the same revision one comes through: the others
   * learn that they are `stale`, or `repeated` when the event with their key is there already.
   */
  append(
    runId: string,
    recorded: RecordedEvent,
    along: Along,
  ): Promise<'appended' | 'repeated' | 'stale'>;

  /** Running ones first, then newest first. */
  list(
    scope: RunScope,
    options: {
      runbookId?: string;
      state?: 'running' | 'ended';
      after?: RunPlace;
      limit: number;
    },
  ): Promise<RunProjection[]>;

  /** Newest first, whatever their state. */
  newest(scope: RunScope, limit: number): Promise<RunProjection[]>;
}
