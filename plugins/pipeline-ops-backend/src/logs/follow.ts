import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { CloudLogEvent } from '@pipeline-ops/plugin-pipeline-ops-node';
import { z } from 'zod';

/** What a reader who follows a log has already. */
export interface Followed {
  /** Everything before is known or given up on. Unix milliseconds. */
  since: number;
  /** Hashed ids of the events from `since` on that have been delivered. */
  seen: ReadonlySet<string>;
}

/** Streams reach CloudWatch one after the other: an event may come this much after one with a later time. Milliseconds. */
const LATENESS = 10_000;

/** Keeps the text short enough for an address. */
const MOST_SEEN = 64;

/** Characters of a hash: 36 bits. */
const HASH_LENGTH = 6;

const followedSchema = z
  .tuple([z.number().int().min(0).max(8_640_000_000_000_000)])
  .rest(z.string().length(HASH_LENGTH));

/**
 * Where to go on following after a page.
 *
 * @param found - Everything of the page that the search found, known or not, newest first
 * @param page.whole - False when the search found more than fits the page
 * @param page.now - Unix milliseconds
 */
export function followOn(
  found: readonly CloudLogEvent[],
  page: { before?: Followed; whole: boolean; now: number },
): Followed {
  const { before, whole, now } = page;
  const [newest] = found;
  let since = Math.max(
    before?.since ?? 0,
    (newest ? newest.timestamp : now) - LATENESS,
  );
  const last = found[found.length - 1];
  if (!whole && last) {
    // Of its millisecond there may be more, which belongs to the next page.
    since = Math.max(since, last.timestamp + 1);
  }
  const tooMany = found.filter(({ timestamp }) => timestamp >= since)[
    MOST_SEEN
  ];
  if (tooMany) {
    since = tooMany.timestamp + 1;
  }
  const seen = found
    .filter(({ timestamp }) => timestamp >= since)
    .map(({ id }) => hashOf(id));
  return {
    since,
    // When nothing was found, what was known still is.
    seen: new Set(newest ? seen : before?.seen),
  };
}

export function isNew(
  { since, seen }: Followed,
  event: CloudLogEvent,
): boolean {
  return event.timestamp >= since && !seen.has(hashOf(event.id));
}

export function writeFollowed({ since, seen }: Followed): string {
  return Buffer.from(JSON.stringify([since, ...seen])).toString('base64url');
}

/** @throws InputError for anything that {@link writeFollowed} did not write */
export function readFollowed(text: string): Followed {
  try {
    const [since, ...seen] = followedSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    return { since, seen: new Set(seen) };
  } catch {
    throw new InputError(
      'The value of `after` is not one that was given out. Start again without it.',
    );
  }
}

function hashOf(id: string): string {
  return createHash('sha256')
    .update(id)
    .digest('base64url')
    .slice(0, HASH_LENGTH);
}
