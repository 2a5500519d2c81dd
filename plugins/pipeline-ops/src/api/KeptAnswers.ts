import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import { CHANGES } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Addresses of which the last answer is kept: the tab asks for three, and its reader changes the range. */
const MOST_KEPT = 12;

interface Kept {
  etag: string;
  answer: unknown;
}

/**
 * The last answers by address, so that a refresh needs no more than what has changed (RFC 3229). They hold what this
 * reader got, and end with the page.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>();
  /** Where another origin's backend does not allow our headers, plain questions are asked. */
  #isPlain = false;

  constructor(private readonly fetchApi: FetchApi) {}

  async read<T>(
    url: string,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: T; headers: Headers }> {
    const kept = this.#isPlain ? undefined : this.#kept.get(url);
    const response = await this.#ask(url, kept, signal);
    const { status, headers, ok } = response;
    if (kept && status === 304) {
      return { answer: kept.answer as T, headers };
    }
    if (!ok) {
      throw await ResponseError.fromResponse(response);
    }
    const body = await response.json();
    if (!kept || status !== 226) {
      return this.#keep(url, headers, body);
    }
    let answer: T;
    try {
      // Only an open tab needs it, and this file stands in what every page of the portal loads.
      const { applyChanges } = await import('./changes');
      answer = applyChanges(kept.answer as T, body);
    } catch {
      // Something between page and backend has mixed them up.
      this.#kept.delete(url);
      return this.read(url, signal);
    }
    return this.#keep(url, headers, answer);
  }

  async #ask(
    url: string,
    kept: Kept | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    if (!kept) {
      return this.fetchApi.fetch(url, { signal });
    }
    try {
      return await this.fetchApi.fetch(url, {
        signal,
        headers: { 'A-IM': CHANGES, 'If-None-Match': kept.etag },
      });
    } catch (error) {
      // How a browser tells that a header is not allowed; a network that is down fails once more.
      if (!(error instanceof TypeError)) {
        throw error;
      }
      const response = await this.fetchApi.fetch(url, { signal });
      this.#isPlain = true;
      return response;
    }
  }

  #keep<T>(url: string, headers: Headers, answer: T) {
    const etag = headers.get('ETag');
    this.#kept.delete(url);
    if (etag) {
      this.#kept.set(url, { etag, answer });
    }
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT) {
      this.#kept.delete(oldest);
    }
    return { answer, headers };
  }
}
