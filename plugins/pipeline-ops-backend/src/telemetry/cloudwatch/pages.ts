import type { CallResult } from './CloudCaller';
import type { SourceFailure } from './sourceFailure';

/** What came of reading a list to its end. */
export interface Pages<O> {
  pages: O[];
  /** Why the rest is missing. */
  failure?: SourceFailure;
}

/**
 * Reads page after page until there is no token, a token comes back a second time, a page fails or `limit` pages are
 * read. What was read before stays.
 */
export async function readPages<O>(
  fetch: (token: string | undefined) => Promise<CallResult<O>>,
  tokenOf: (page: O) => string | undefined,
  options: { limit: number; what: string },
): Promise<Pages<O>> {
  const pages: O[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  for (;;) {
    const result = await fetch(token);
    if (!result.ok) {
      return { pages, failure: result.failure };
    }
    pages.push(result.value);
    token = tokenOf(result.value);
    if (!token) {
      return { pages };
    }
    if (seen.has(token)) {
      return {
        pages,
        failure: {
          kind: 'unavailable',
          message: `CloudWatch repeated a page of the ${options.what}; the list may be incomplete.`,
        },
      };
    }
    seen.add(token);
    if (pages.length >= options.limit) {
      return {
        pages,
        failure: {
          kind: 'unavailable',
          message: `There are more ${options.what} than the ${options.limit} pages that are read at once; narrow the selection.`,
        },
      };
    }
  }
}
