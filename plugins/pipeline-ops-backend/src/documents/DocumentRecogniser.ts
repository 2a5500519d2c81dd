import { toError } from '@backstage/errors';
import type { OperationsDocument } from '@pipeline-ops/operations-document';
import { LRUCache } from 'lru-cache';
import { notMarkdown } from './notMarkdown';
import type { DocumentParser } from './parsing/DocumentParser';

/** Why a document cannot be used. */
export interface DocumentFailure {
  code: string;
  /** What happened and what to do, without the path. */
  message: string;
}

export type Recognition =
  { content: OperationsDocument } | { failure: DocumentFailure };

const CODES: Record<string, string> = {
  DocumentTooLargeError: 'document-too-large',
  DocumentDeadlineError: 'document-too-slow',
};

const MAX_DOCUMENTS = 1_000;

/** What failed for lack of time or memory may succeed when the machine has less to do. */
const TRY_AGAIN_MS = 5 * 60_000;

/** Has each text read once, and says in words why one cannot be. */
export class DocumentRecogniser {
  readonly #results = new LRUCache<
    string,
    { text: string; result: Promise<Recognition>; until: number }
  >({ max: MAX_DOCUMENTS });

  private constructor(
    private readonly parser: DocumentParser,
    private readonly now: () => number,
  ) {}

  static create(options: {
    parser: DocumentParser;
    now?: () => number;
  }): DocumentRecogniser {
    return new DocumentRecogniser(options.parser, options.now ?? Date.now);
  }

  /** @param place - Where the text comes from: a new text there replaces the earlier one. Never rejects. */
  recognise(
    place: { address: string; version: 'current' | 'last good' },
    text: string,
  ): Promise<Recognition> {
    const key = `${place.version} ${place.address}`;
    const known = this.#results.get(key);
    if (known?.text === text && this.now() < known.until) {
      return known.result;
    }
    const entry = { text, until: Infinity, result: this.#read(text) };
    this.#results.set(key, entry);
    entry.result.then(result => {
      if ('failure' in result && result.failure.code !== 'document-too-large') {
        entry.until = this.now() + TRY_AGAIN_MS;
      }
    });
    return entry.result;
  }

  async #read(text: string): Promise<Recognition> {
    const other = notMarkdown(text);
    if (other) {
      return { failure: { code: 'document-not-markdown', message: other } };
    }
    try {
      return { content: await this.parser.parse(text) };
    } catch (cause) {
      const error = toError(cause);
      return {
        failure: {
          code: CODES[error.name] ?? 'document-unreadable',
          message: error.message,
        },
      };
    }
  }
}
