import type { SourceAnswer } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CacheOutcome } from '../meter';
import { asStale, hasFailed, retriedAt } from '../sourceStates';
import { AnswerStore, type StoredAnswer } from './AnswerStore';
import { Flights } from './Flights';
import { within } from './within';

/** How long an answer counts. Milliseconds. */
export interface Freshness {
  /** Served without asking again, from the moment it was read. */
  freshMs: number;
  /** After that, shown at once while it is read anew. 0 when readers have to wait. */
  revalidateMs: number;
  /** Shown as `stale` when the source fails. */
  staleMs: number;
}

export interface CacheRead<T> {
  key: string;
  freshness: Freshness;
  load(signal: AbortSignal): Promise<SourceAnswer<T>>;
  signal?: AbortSignal;
  /** An earlier answer under another key that can stand in, such as the window before this one. */
  standIn?: StoredAnswer;
  /** Makes the stand-in look like an answer to this read. */
  adapt?(data: T): T;
}

export interface CacheResult<T> {
  answer: SourceAnswer<T>;
  outcome: CacheOutcome;
}

/** Milliseconds that a failed or incomplete answer keeps others from asking again. */
const RETRY_AFTER = {
  denied: 60_000,
  throttled: 5_000,
  unavailable: 5_000,
  partial: 10_000,
} as const;

/**
 * Reads through memory: single flight, stale-while-revalidate, and the last good answer when the source fails. Keys hold
 * no caller: whoever asks has been authorised before.
 */
export class AnswerCache {
  readonly #flights = new Flights<SourceAnswer<unknown>>();
  /** What the source said when it last failed. */
  readonly #failures = new Map<
    string,
    { answer: SourceAnswer<unknown>; until: number }
  >();

  private constructor(
    private readonly store: AnswerStore,
    private readonly patienceMs: number,
    private readonly now: () => number,
  ) {}

  static create(options: {
    /** Bytes that answers may take. */
    maxBytes: number;
    /** Milliseconds that a reader waits for a new answer before the earlier one is shown. */
    patienceMs: number;
    now: () => number;
  }): AnswerCache {
    return new AnswerCache(
      AnswerStore.create({ maxBytes: options.maxBytes }),
      options.patienceMs,
      options.now,
    );
  }

  stored(key: string): StoredAnswer | undefined {
    return this.store.get(key);
  }

  async read<T>(read: CacheRead<T>): Promise<CacheResult<T>> {
    const now = this.now();
    const own = this.store.get(read.key);
    if (own && now < own.freshUntil) {
      return { answer: own.answer as SourceAnswer<T>, outcome: 'hit' };
    }
    const earlier = this.#earlier(read, own, now);
    const failure = this.#failures.get(read.key);
    if (failure && now < failure.until) {
      return {
        answer: earlier
          ? asStale(earlier.answer, failure.answer as SourceAnswer<T>)
          : (failure.answer as SourceAnswer<T>),
        outcome: earlier ? 'stale' : 'hit',
      };
    }
    const joined = this.#flights.has(read.key);
    if (earlier && now < earlier.at + read.freshness.revalidateMs) {
      return this.#revalidate(read, earlier, joined);
    }
    const answer = (await this.#flights.join(
      read.key,
      signal => this.#load(read, signal),
      read.signal,
    )) as SourceAnswer<T>;
    if (earlier && hasFailed(answer.state)) {
      return { answer: asStale(earlier.answer, answer), outcome: 'stale' };
    }
    return { answer, outcome: joined ? 'joined' : 'miss' };
  }

  /** The newest answer that may stand in while the read is under way or when it fails. */
  #earlier<T>(
    read: CacheRead<T>,
    own: StoredAnswer | undefined,
    now: number,
  ): { answer: SourceAnswer<T>; at: number } | undefined {
    const candidate = own ?? read.standIn;
    if (!candidate || now >= candidate.at + read.freshness.staleMs) {
      return undefined;
    }
    const { data, state } = candidate.answer as SourceAnswer<T>;
    return {
      at: candidate.at,
      answer: { state, data: own || !read.adapt ? data : read.adapt(data) },
    };
  }

  async #revalidate<T>(
    read: CacheRead<T>,
    earlier: { answer: SourceAnswer<T>; at: number },
    joined: boolean,
  ): Promise<CacheResult<T>> {
    // Joined without the reader's signal: the refresh goes on when this reader leaves.
    const refresh = this.#flights.join(read.key, signal =>
      this.#load(read, signal),
    ) as Promise<SourceAnswer<T>>;
    const first = await within(refresh, this.patienceMs);
    if (!first) {
      // Its outcome is told to the next reader.
      refresh.catch(() => {});
      return { answer: earlier.answer, outcome: 'stale' };
    }
    return hasFailed(first.state)
      ? { answer: asStale(earlier.answer, first), outcome: 'stale' }
      : { answer: first, outcome: joined ? 'joined' : 'miss' };
  }

  async #load<T>(
    read: CacheRead<T>,
    signal: AbortSignal,
  ): Promise<SourceAnswer<T>> {
    const answer = await read.load(signal);
    const now = this.now();
    const { status } = answer.state;
    if (hasFailed(answer.state)) {
      const until = now + RETRY_AFTER[status as keyof typeof RETRY_AFTER];
      const failed = { ...answer, state: retriedAt(answer.state, until) };
      this.#failures.set(read.key, { answer: failed, until });
      this.#forgetOldFailures(now);
      return failed;
    }
    this.#failures.delete(read.key);
    this.store.set(read.key, {
      answer,
      at: now,
      freshUntil:
        now +
        (status === 'partial'
          ? Math.min(read.freshness.freshMs, RETRY_AFTER.partial)
          : read.freshness.freshMs),
    });
    return answer;
  }

  #forgetOldFailures(now: number): void {
    for (const [key, { until }] of this.#failures) {
      if (until <= now) {
        this.#failures.delete(key);
      }
    }
  }
}
