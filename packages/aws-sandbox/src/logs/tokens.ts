import { createHash } from 'crypto';
import { BAD_TOKEN, invalidParameter } from './errors';

/**
 * Paging tokens: opaque to callers, bound to the request they continue, so that a token that is made up, changed or
 * used with another request is refused as AWS refuses it.
 */
export function writeToken(request: unknown, position: string): string {
  const text = `${position}\n${digestOf(request, position)}`;
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** @throws InvalidParameterException for a token that was not given out for this request */
export function readToken(request: unknown, token: string): string {
  const [position, digest] = Buffer.from(token, 'base64url')
    .toString('utf8')
    .split('\n');
  if (digest === undefined || digest !== digestOf(request, position)) {
    throw invalidParameter(BAD_TOKEN);
  }
  return position;
}

function digestOf(request: unknown, position: string): string {
  return createHash('sha256')
    .update(`${JSON.stringify(request)}\n${position}`)
    .digest('hex')
    .slice(0, 24);
}

/** One page of a listing that is ordered by a unique name, and the token of the next page. */
export function pageByName<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  options: { request: unknown; nextToken?: string; limit: number },
): { page: T[]; nextToken?: string } {
  let start = 0;
  if (options.nextToken !== undefined) {
    const last = readToken(options.request, options.nextToken);
    const found = items.findIndex(item => nameOf(item) === last);
    // The item the last page ended with may have been deleted in between.
    start =
      found >= 0
        ? found + 1
        : items.filter(item => nameOf(item) <= last).length;
  }
  const page = items.slice(start, start + options.limit);
  const more = start + page.length < items.length;
  return {
    page,
    ...(more && page.length > 0
      ? { nextToken: writeToken(options.request, nameOf(page.at(-1)!)) }
      : {}),
  };
}
