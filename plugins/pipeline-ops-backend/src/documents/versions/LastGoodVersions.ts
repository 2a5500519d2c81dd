import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { EarlierCopies } from '../RepositoryFiles';
import type { GoodVersion, GoodVersionStore } from './GoodVersionStore';

interface Known {
  version?: GoodVersion;
  /** Unix milliseconds of the last write; absent: not written yet. */
  writtenAt?: number;
}

const MAX_KNOWN = 2_000;

/** The store forgets what was not current for long; an unchanged document is not forgotten. */
const WRITE_AGAIN_MS = 86_400_000;

/**
 * Knows of each document the text that could last be used. Works from memory; the store is read once for each address and
 * written when something changes. A store that fails is logged and done without.
 */
export class LastGoodVersions {
  readonly #known = new LRUCache<string, Known>({ max: MAX_KNOWN });

  private constructor(
    private readonly store: GoodVersionStore,
    private readonly logger: LoggerService,
  ) {}

  static create(options: {
    store: GoodVersionStore;
    logger: LoggerService;
  }): LastGoodVersions {
    return new LastGoodVersions(options.store, options.logger);
  }

  /** For the files of a process that has just started. */
  readonly earlierCopy: EarlierCopies = async address => {
    const { version } = await this.#load(address);
    return (
      version && {
        text: version.text,
        etag: version.etag,
        checkedAt: version.currentAt,
      }
    );
  };

  /** The text at the address is good. `at` is in Unix milliseconds. */
  async confirm(
    address: string,
    current: { text: string; etag?: string; at: number },
  ): Promise<void> {
    const { text, etag, at } = current;
    const known = await this.#load(address);
    const { version, writtenAt = 0 } = known;
    known.version = { text, etag, currentAt: at };
    const isKept =
      version?.text === text &&
      version.brokenSince === undefined &&
      at - writtenAt < WRITE_AGAIN_MS;
    if (!isKept) {
      await this.#write(address, known, at);
    }
  }

  /** What to use instead of a text that cannot be used, if there is anything. `at` is in Unix milliseconds. */
  async fallBack(
    address: string,
    at: number,
  ): Promise<(GoodVersion & { brokenSince: number }) | undefined> {
    const known = await this.#load(address);
    if (!known.version) {
      return undefined;
    }
    const { brokenSince = at } = known.version;
    const isNew = known.version.brokenSince === undefined;
    const version = { ...known.version, brokenSince };
    known.version = version;
    if (isNew) {
      await this.#write(address, known, at);
    }
    return version;
  }

  /** There is no such document any more, or it may not be read any more. */
  async forget(address: string): Promise<void> {
    const known = await this.#load(address);
    if (known.version) {
      this.#known.set(address, {});
      await this.#try(() => this.store.remove(address));
    }
  }

  async #load(address: string): Promise<Known> {
    const known = this.#known.get(address);
    if (known) {
      return known;
    }
    const version = await this.#try(() => this.store.read(address));
    // Somebody else may have been quicker.
    const loaded = this.#known.get(address) ?? {
      version,
      writtenAt: version?.currentAt,
    };
    this.#known.set(address, loaded);
    return loaded;
  }

  async #write(address: string, known: Known, at: number): Promise<void> {
    const { version } = known;
    if (version) {
      known.writtenAt = at;
      await this.#try(() => this.store.write(address, version));
    }
  }

  async #try<T>(what: () => Promise<T>): Promise<T | undefined> {
    try {
      return await what();
    } catch (error) {
      this.logger.warn(
        `Last good versions of documents cannot be kept: ${toError(error).message}`,
      );
      return undefined;
    }
  }
}
