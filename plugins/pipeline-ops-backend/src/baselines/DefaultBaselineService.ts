import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TelemetrySource } from '@pipeline-ops/plugin-pipeline-ops-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  BaselineService,
  HistoryOf,
  WantedChart,
} from './BaselineService';
import type { BaselineStore, StoredHistory } from './BaselineStore';
import { dayOf } from './hourlyHistory';
import { readHistories } from './readHistories';
import { seriesKeys } from './seriesKeys';

/** Series whose history is kept in memory; some 6 KB each. */
const MOST_IN_MEMORY = 3_000;

/** Charts that wait to be read; what is beyond will be asked for again by who looks next. */
const MOST_WAITING = 2_000;

/**
 * Charts that are read at once. Their series fit into one call; who looks at something else has to wait while its answer
 * is taken apart.
 */
const AT_ONCE = 20;

/** Milliseconds. */
const HOUR = 3_600_000;
const STORE_PATIENCE = 50;
const DELAY = 1_000;
const RETRY_AFTER = HOUR / 12;
const KEPT = 72 * HOUR;

/** Nobody has looked for so long: the next batch is in nobody's way. Milliseconds. */
const QUIET = 500;

/** So long at most a batch waits for that. Milliseconds. */
const MOST_PATIENCE = 5_000;

interface Waiting extends WantedChart {
  day: string;
  /** Keys of its drawn series, by their ids. */
  keys: ReadonlyMap<string, string>;
}

/**
 * {@link BaselineService} over memory, database and cloud, in this order. Reads the cloud one batch after the other, a
 * moment after somebody looked, so that what that reader waits for goes first.
 */
export class DefaultBaselineService implements BaselineService {
  /** The one used longest ago first. */
  readonly #memory = new Map<string, StoredHistory>();
  readonly #waiting = new Map<string, Waiting>();
  /** Until when series that could not be read are left alone. Unix milliseconds. */
  readonly #failedUntil = new Map<string, number>();
  #running = false;
  /** Milliseconds of a clock that nobody sets. */
  #lookedAt = -Infinity;
  #cleanedAt = 0;

  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly store: BaselineStore,
    private readonly logger: LoggerService,
    private readonly now: () => number,
    private readonly later: (work: () => Promise<void>) => void,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    store: BaselineStore;
    logger: LoggerService;
    /** Unix milliseconds. */
    now?: () => number;
    /** Starts work in the background, after a moment. */
    later?: (work: () => Promise<void>) => void;
  }): DefaultBaselineService {
    return new DefaultBaselineService(
      options.telemetry,
      options.store,
      options.logger,
      options.now ?? Date.now,
      options.later ??
        // Replicas that are asked at the same moment do not all read at the same moment.
        (work => void setTimeout(work, DELAY * (1 + Math.random())).unref()),
    );
  }

  async histories(wanted: readonly WantedChart[]): Promise<HistoryOf> {
    this.#lookedAt = performance.now();
    const day = dayOf(this.now() / 1_000);
    const charts = wanted.map(one => ({ ...one, day, keys: seriesKeys(one) }));
    const keys = charts.flatMap(one => [...one.keys.values()]);
    await this.#fromStore(
      keys.filter(key => this.#memory.get(key)?.day !== day),
    );
    const missing = charts.filter(one => this.#isMissing(one));
    if (missing.length > 0) {
      this.#enqueue(missing);
    }
    const keysOf = new Map(charts.map(one => [one.chart, one.keys]));
    return (chart, seriesId) => {
      const key = keysOf.get(chart)?.get(seriesId);
      return key === undefined ? undefined : this.#remembered(key)?.history;
    };
  }

  /** Yesterday's history is shown until today's is there: it reaches up to a week ahead. */
  #remembered(key: string): StoredHistory | undefined {
    const stored = this.#memory.get(key);
    if (stored) {
      this.#memory.delete(key);
      this.#memory.set(key, stored);
    }
    return stored;
  }

  #remember(histories: ReadonlyMap<string, StoredHistory>): void {
    for (const [key, stored] of histories) {
      const known = this.#memory.get(key);
      if (!known || known.day <= stored.day) {
        this.#memory.delete(key);
        this.#memory.set(key, stored);
      }
    }
    for (const key of this.#memory.keys()) {
      if (this.#memory.size <= MOST_IN_MEMORY) {
        break;
      }
      this.#memory.delete(key);
    }
  }

  #isMissing({ keys, day }: Waiting): boolean {
    const now = this.now();
    return [...keys.values()].some(
      key =>
        this.#memory.get(key)?.day !== day &&
        now >= (this.#failedUntil.get(key) ?? 0),
    );
  }

  /** A slow database must not keep a page waiting; what it says late is there for the next one. */
  async #fromStore(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) {
      return;
    }
    const read = this.store.read(keys).then(
      found => this.#remember(found),
      error => this.logger.warn('Baselines could not be read', error),
    );
    await Promise.race([
      read,
      sleep(STORE_PATIENCE, undefined, { ref: false }),
    ]);
  }

  #enqueue(charts: readonly Waiting[]): void {
    for (const one of charts) {
      if (this.#waiting.size < MOST_WAITING) {
        this.#waiting.set([...one.keys.values()].join(), one);
      }
    }
    this.#start();
  }

  #start(): void {
    if (!this.#running && this.#waiting.size > 0) {
      this.#running = true;
      this.later(() => this.#work());
    }
  }

  async #work(): Promise<void> {
    try {
      while (this.#waiting.size > 0) {
        await this.#untilQuiet();
        const batch = [...this.#waiting].slice(0, AT_ONCE);
        for (const [key] of batch) {
          this.#waiting.delete(key);
        }
        await this.#readBatch(batch.map(([, one]) => one));
      }
      await this.#clean();
    } catch (error) {
      this.logger.warn('Baselines could not be kept', error as Error);
    } finally {
      this.#running = false;
      this.#start();
    }
  }

  async #untilQuiet(): Promise<void> {
    const latest = performance.now() + MOST_PATIENCE;
    for (;;) {
      const now = performance.now();
      const wait = Math.min(this.#lookedAt + QUIET, latest) - now;
      if (wait <= 0) {
        return;
      }
      await sleep(wait, undefined, { ref: false });
    }
  }

  async #readBatch(batch: readonly Waiting[]): Promise<void> {
    // Another replica may have read them in the meantime.
    const keys = batch.flatMap(one => [...one.keys.values()]);
    this.#remember(await this.store.read(keys));
    const { histories, failed, silent } = await readHistories(
      this.telemetry,
      batch.filter(one => this.#isMissing(one)),
      this.now() / 1_000,
    );
    this.#remember(histories);
    this.#leaveAlone(failed);
    // To ask a source that does not answer for all the rest would be at the cost of those who look.
    for (const [key, one] of this.#waiting) {
      if (silent.has(one.source.id)) {
        this.#waiting.delete(key);
        this.#leaveAlone([...one.keys.values()]);
      }
    }
    await this.store.write(histories, this.now());
  }

  #leaveAlone(keys: readonly string[]): void {
    for (const key of keys) {
      this.#failedUntil.set(key, this.now() + RETRY_AFTER);
    }
  }

  async #clean(): Promise<void> {
    const now = this.now();
    if (now < this.#cleanedAt + HOUR) {
      return;
    }
    this.#cleanedAt = now;
    for (const [key, until] of this.#failedUntil) {
      if (until <= now) {
        this.#failedUntil.delete(key);
      }
    }
    await this.store.removeOlderThan(now - KEPT);
  }
}
