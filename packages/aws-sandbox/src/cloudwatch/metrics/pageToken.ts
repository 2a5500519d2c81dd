import { createHash } from 'node:crypto';

/** What stands for a request, so that a token only continues the request that it came from. */
export function requestPrint(request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(request))
    .digest('base64url')
    .slice(0, 22);
}

/** A token for the items from `offset` on. */
export function writeToken(offset: number, print: string): string {
  return Buffer.from(`${print}.${offset}`).toString('base64');
}

/** Where to go on: 0 without a token. Throws what `refuse` makes for a token that this request did not get. */
export function readToken(
  token: string | undefined | null,
  print: string,
  refuse: () => Error,
): number {
  if (token === undefined || token === null) return 0;
  const [of, offset, ...rest] = Buffer.from(token, 'base64')
    .toString('utf8')
    .split('.');
  if (of !== print || !/^\d{1,9}$/.test(offset ?? '') || rest.length > 0) {
    throw refuse();
  }
  return Number(offset);
}
