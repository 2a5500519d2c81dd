import type { SourceRef } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { UsageStore } from './UsageStore';

/**
 * What a source has spent on a day: what the database said last, and what this replica has spent since. Between two
 * looks at the database other replicas may spend what this one does not know of.
 */
export class SourceUsage {
  /** All replicas, when the database was last asked. */
  #known = 0;
  /** This replica, since then. */
  #own = 0;
  /** Requests of this replica that are under way. */
  #reserved = 0;
  #syncedAt = Number.NEGATIVE_INFINITY;
  #syncing?: Promise<void>;

  constructor(
    private readonly store: UsageStore,
    private readonly source: SourceRef,
    readonly day: string,
  ) {}

  get total(): number {
    return this.#known + this.#own + this.#reserved;
  }

  /** Unix milliseconds of the last look at the database. */
  get syncedAt(): number {
    return this.#syncedAt;
  }

  get isSyncing(): boolean {
    return this.#syncing !== undefined;
  }

  reserve(metrics: number): void {
    this.#reserved += metrics;
  }

  /** Puts what a request was really billed for in the place of what was reserved for it. */
  settle(reserved: number, billed: number): void {
    this.#reserved -= reserved;
    this.#own += billed;
  }

  /** Tells the database what this replica spent and learns what all have. @throws Error when the database fails */
  sync(now: number): Promise<void> {
    this.#syncing ??= this.#sync(now).finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #sync(now: number): Promise<void> {
    // Set first: a database that fails is not asked on every request.
    this.#syncedAt = now;
    const told = this.#own;
    const known = await this.store.add(this.source, this.day, told);
    this.#known = known;
    this.#own -= told;
  }
}
