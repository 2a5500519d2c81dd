import { LRUCache } from 'lru-cache';
import type {
  Along,
  RecordedEvent,
  RecordedRun,
  RunPlace,
  RunScope,
  RunStore,
} from './RunStore';

/** Room for the runs that people have open. Characters of JSON. */
const MOST_KEPT = 32 * 1_024 * 1_024;

interface KeptRun extends RecordedRun {
  size: number;
}

/**
 * Remembers the events of runs that are being read. Since events never change, only those that came since are asked for:
 * polling a run of a thousand events costs one empty answer.
 */
export class TailingRunStore implements RunStore {
  readonly #inner: RunStore;
  readonly #kept = new LRUCache<string, KeptRun>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ size }) => size,
  });

  constructor(inner: RunStore) {
    this.#inner = inner;
  }

  async read(runId: string): Promise<RecordedRun | undefined> {
    const kept = this.#kept.get(runId);
    if (!kept) {
      const read = await this.#inner.read(runId);
      if (read)
        this.#keep(runId, read, sizeOf(read.start) + sizeOf(read.events));
      return read;
    }
    const newer = await this.#inner.eventsAfter(runId, kept.events.length);
    if (newer.length === 0) return kept;
    const run = { start: kept.start, events: [...kept.events, ...newer] };
    this.#keep(runId, run, kept.size + sizeOf(newer));
    return run;
  }

  startedWith(
    scope: RunScope,
    idempotencyKey: string,
  ): Promise<string | undefined> {
    return this.#inner.startedWith(scope, idempotencyKey);
  }

  start(
    start: RecordedRun['start'],
    first: RecordedEvent,
    along: Along,
  ): Promise<'started' | 'repeated'> {
    return this.#inner.start(start, first, along);
  }

  eventsAfter(runId: string, revision: number): Promise<RecordedEvent[]> {
    return this.#inner.eventsAfter(runId, revision);
  }

  append(
    runId: string,
    recorded: RecordedEvent,
    along: Along,
  ): Promise<'appended' | 'repeated' | 'stale'> {
    return this.#inner.append(runId, recorded, along);
  }

  list(
    scope: RunScope,
    options: {
      runbookId?: string;
      state?: 'running' | 'ended';
      after?: RunPlace;
      limit: number;
    },
  ) {
    return this.#inner.list(scope, options);
  }

  newest(scope: RunScope, limit: number) {
    return this.#inner.newest(scope, limit);
  }

  /** Two readers may have asked at once; what knows more stays. */
  #keep(runId: string, run: RecordedRun, size: number): void {
    const kept = this.#kept.get(runId);
    if (!kept || kept.events.length < run.events.length) {
      this.#kept.set(runId, { ...run, size });
    }
  }
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
