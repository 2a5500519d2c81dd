import type { Entity } from '@backstage/catalog-model';
import { type LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError, toError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Readable } from 'node:stream';
import { addressWithin, repositoryBounds } from './repositoryBounds';

/** A file of an entity's repository, as far as it could be read. */
export interface RepositoryFile {
  /** As asked for. */
  path: string;
  /** Where it is read; absent when the path is not allowed. */
  url?: string;
  /** Links for people, when the repository host is known. */
  viewUrl?: string;
  editUrl?: string;
  /** Backstage's integration for the repository host, such as `github`, when it is known. */
  host?: string;
  etag?: string;
  /** Unix milliseconds of the last answer of the host; absent when it was not asked. */
  checkedAt?: number;
  /** Absent when there is no copy. An earlier copy when the host fails. */
  text?: string;
  failure?: {
    kind: 'missing' | 'too-large' | 'refused' | 'unreadable' | 'stale';
    /** What happened and what to do, without the path. */
    message: string;
  };
}

/** Files of entities' repositories. */
export interface RepositoryFiles {
  /** Never rejects: what went wrong is in the answer. */
  read(request: { entity: Entity; path: string }): Promise<RepositoryFile>;
}

/** A copy that an earlier process kept, so that the host need not send an unchanged file again. */
export type EarlierCopies = (
  url: string,
) => Promise<{ text: string; etag?: string; checkedAt: number } | undefined>;

interface Copy {
  text?: string;
  etag?: string;
  /** Unix milliseconds of the last answer of the host. */
  checkedAt: number;
  failure?: RepositoryFile['failure'];
}

/** A copy this many times older than its time is not shown while a new one is fetched; the reader waits instead. */
const SHOWN_WHILE_FETCHING = 10;

const MAX_COPIES = 2_000;

/**
 * Reads through Backstage's URL reader, which only reaches the hosts that the operator allowed. Copies are kept and
 * checked by ETag, one request at a time for each file; the last good one stays when the host fails.
 */
export class CachedRepositoryFiles implements RepositoryFiles {
  readonly #copies = new Map<string, Copy>();
  readonly #fetching = new Map<string, Promise<Copy>>();

  private constructor(
    private readonly options: {
      reader: Pick<UrlReaderService, 'readUrl'>;
      integrations: ScmIntegrationRegistry;
      maxBytes: number;
      seconds: number;
      logger: LoggerService;
      earlier: EarlierCopies;
      now: () => number;
    },
  ) {}

  /** @param options - `seconds` that a copy counts without asking the host; `maxBytes` of the largest file */
  static create(options: {
    reader: Pick<UrlReaderService, 'readUrl'>;
    integrations: ScmIntegrationRegistry;
    maxBytes: number;
    seconds: number;
    logger: LoggerService;
    earlier?: EarlierCopies;
    now?: () => number;
  }): CachedRepositoryFiles {
    return new CachedRepositoryFiles({
      now: Date.now,
      earlier: async () => undefined,
      ...options,
    });
  }

  async read(request: {
    entity: Entity;
    path: string;
  }): Promise<RepositoryFile> {
    const { path } = request;
    const { integrations } = this.options;
    let url: string;
    let host: string | undefined;
    try {
      const bounds = repositoryBounds(request.entity, integrations);
      url = addressWithin(bounds, path, integrations);
      host = bounds.host;
    } catch (error) {
      return {
        path,
        failure: { kind: 'refused', message: toError(error).message },
      };
    }
    const { text, etag, checkedAt, failure } = await this.#copyOf(url);
    return {
      path,
      url,
      viewUrl: host ? url : undefined,
      editUrl: host ? integrations.resolveEditUrl(url) : undefined,
      host,
      text,
      etag,
      checkedAt,
      failure,
    };
  }

  async #copyOf(url: string): Promise<Copy> {
    const copy = this.#copies.get(url);
    const age = copy ? this.options.now() - copy.checkedAt : Infinity;
    const lifetime = this.options.seconds * 1_000;
    if (copy && age < lifetime) {
      return copy;
    }
    const fetching = this.#fetching.get(url) ?? this.#fetch(url, copy);
    return copy?.text !== undefined && age < lifetime * SHOWN_WHILE_FETCHING
      ? copy
      : fetching;
  }

  #fetch(url: string, earlier: Copy | undefined): Promise<Copy> {
    const fetching = this.#earlier(url, earlier)
      .then(known => this.#ask(url, known))
      .then(copy => {
        this.#keep(url, copy);
        this.#fetching.delete(url);
        return copy;
      });
    this.#fetching.set(url, fetching);
    return fetching;
  }

  async #earlier(
    url: string,
    copy: Copy | undefined,
  ): Promise<Copy | undefined> {
    if (copy) {
      return copy;
    }
    const kept = await this.options.earlier(url);
    // A change of `maxBytes` counts for what was kept before it, too.
    return kept && Buffer.byteLength(kept.text) <= this.options.maxBytes
      ? kept
      : undefined;
  }

  /** Never rejects. */
  async #ask(url: string, earlier: Copy | undefined): Promise<Copy> {
    const { reader, maxBytes, now, logger } = this.options;
    try {
      const response = await reader.readUrl(url, {
        // A copy that failed in between has to be read anew.
        etag: earlier?.failure ? undefined : earlier?.etag,
      });
      const bytes = await readUpTo(response, maxBytes);
      if (!bytes) {
        return {
          checkedAt: now(),
          failure: {
            kind: 'too-large',
            message: `the file is larger than ${maxBytes} bytes, which is the most that is read. Split it, or ask the operator to raise pipelineOps.documents.maxBytes`,
          },
        };
      }
      return {
        text: bytes.toString('utf8'),
        etag: response.etag,
        checkedAt: now(),
      };
    } catch (cause) {
      const error = toError(cause);
      if (error.name === NotModifiedError.name && earlier) {
        return { ...earlier, checkedAt: now() };
      }
      if (error.name === NotFoundError.name) {
        return {
          checkedAt: now(),
          failure: { kind: 'missing', message: 'there is no such file' },
        };
      }
      logger.warn(`Reading ${url} failed: ${error.message}`);
      if (error.name === 'NotAllowedError') {
        return {
          checkedAt: now(),
          failure: {
            kind: 'refused',
            message:
              'the host is not among those that the operator allows. Add it to backend.reading.allow or to integrations in app-config',
          },
        };
      }
      if (earlier?.text !== undefined) {
        return {
          ...earlier,
          checkedAt: now(),
          failure: {
            kind: 'stale',
            message:
              'the repository host does not answer; an earlier copy is shown',
          },
        };
      }
      return {
        checkedAt: now(),
        failure: {
          kind: 'unreadable',
          message:
            'the repository host could not be read. The log of the backend has the reason',
        },
      };
    }
  }

  #keep(url: string, copy: Copy) {
    this.#copies.delete(url);
    this.#copies.set(url, copy);
    const [oldest] = this.#copies.keys();
    if (this.#copies.size > MAX_COPIES) {
      this.#copies.delete(oldest);
    }
  }
}

/** The whole answer, or undefined as soon as it is too large. */
async function readUpTo(
  response: { buffer(): Promise<Buffer>; stream?(): Readable },
  maxBytes: number,
): Promise<Buffer | undefined> {
  if (!response.stream) {
    const buffer = await response.buffer();
    return buffer.length > maxBytes ? undefined : buffer;
  }
  const stream = response.stream();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) {
      stream.destroy();
      return undefined;
    }
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
