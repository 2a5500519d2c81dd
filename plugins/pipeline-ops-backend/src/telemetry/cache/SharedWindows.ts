import type { CacheService } from '@backstage/backend-plugin-api';
import type { MetricResult } from '@pipeline-ops/plugin-pipeline-ops-node';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { within } from './within';

/** Milliseconds that an answer of the shared cache is waited for: a store that hangs must not make a page hang. */
const PATIENCE = 300;

/** Milliseconds that a store which did not answer is left alone. */
const REST = 10_000;

/** Milliseconds after which a claim that another replica made at the same moment has been seen. */
const SETTLE = 10;

/** Milliseconds that another replica's reading is waited for, and between two looks. */
const WAIT = 2_000;
const LOOK_EVERY = 25;

/** Metric windows that one replica read, for all. */
export interface SharedWindow {
  results: MetricResult[];
  /** When they were read. ISO 8601, UTC. */
  asOf: string;
}

const kept = z.object({
  asOf: z.iso.datetime(),
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      t0: z.number(),
      step: z.number().positive(),
      values: z.array(z.number().nullable()),
      status: z.enum(['complete', 'partial', 'failed']),
      message: z.string().optional(),
    }),
  ),
});

/**
 * Metric windows in the cache that Backstage shares among replicas. Who misses one claims to read it, and the others wait.
 * The cache has no atomic step: of claims that were made at the same moment the last one written counts, and where the
 * store takes longer to answer than they are given to settle, two replicas may read the same window.
 */
export class SharedWindows {
  /** Unix milliseconds. */
  #restUntil = 0;

  constructor(
    private readonly cache: Pick<CacheService, 'get' | 'set'>,
    /** Unix milliseconds. */
    private readonly now: () => number,
  ) {}

  /** The window that another replica read or is reading; undefined when the caller has to read it. */
  async find(
    key: string,
    signal?: AbortSignal,
  ): Promise<SharedWindow | undefined> {
    const hashed = hash(key);
    const found = await this.#get(hashed);
    if (found !== undefined) {
      return this.#parsed(found);
    }
    if (await this.#claims(claimOf(hashed))) {
      return undefined;
    }
    const until = this.now() + WAIT;
    for (let looks = 0; looks < WAIT / LOOK_EVERY; looks += 1) {
      await sleep(LOOK_EVERY, undefined, { signal });
      const window = await this.#get(hashed);
      if (window !== undefined) {
        return this.#parsed(window);
      }
      if (this.now() >= until) {
        break;
      }
    }
    return undefined;
  }

  /** @param ttl - Milliseconds. */
  async keep(key: string, window: SharedWindow, ttl: number): Promise<void> {
    await this.#set(hash(key), JSON.stringify(window), ttl);
  }

  /** True when the caller is the one to read. */
  async #claims(key: string): Promise<boolean> {
    if ((await this.#get(key)) !== undefined) {
      return false;
    }
    const claim = randomUUID();
    await this.#set(key, claim, WAIT);
    await sleep(SETTLE);
    const last = await this.#get(key);
    return last === undefined || last === claim;
  }

  #parsed(value: unknown): SharedWindow | undefined {
    try {
      return kept.parse(JSON.parse(String(value)));
    } catch {
      // Written by another version, or by somebody else.
      return undefined;
    }
  }

  async #get(key: string): Promise<unknown> {
    return this.#tried(() => this.cache.get(key));
  }

  async #set(key: string, value: string, ttl: number): Promise<void> {
    await this.#tried(async () => {
      await this.cache.set(key, value, { ttl });
      return true;
    });
  }

  async #tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.now() < this.#restUntil) {
      return undefined;
    }
    const answered = await within(
      work().then(
        value => ({ value }),
        () => ({ failed: true }),
      ),
      PATIENCE,
    );
    if (!answered || 'failed' in answered) {
      this.#restUntil = this.now() + REST;
      return undefined;
    }
    return answered.value;
  }
}

function claimOf(key: string): string {
  return `${key}-claim`;
}

/** Some stores take keys of 250 bytes at most. */
function hash(key: string): string {
  return `window-${createHash('sha256').update(key).digest('base64url')}`;
}
