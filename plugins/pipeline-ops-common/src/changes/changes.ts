import type { Json, List } from './json';

/** In the header `A-IM` of who can take {@link Changes} (RFC 3229), and in `IM` of an answer that is one. */
export const CHANGES = 'pipeline-ops-changes';

/**
 * What makes one answer of another. Most of an answer are columns of which a refresh drops the oldest and adds the newest;
 * everything else is told by its place: values are counted in the order of the text, each object and each array before
 * what is in it, and only the distance from the last place is sent, since equal distances take next to no bytes.
 */
export interface Changes {
  /** Buckets that every series loses at its start. */
  drop: number;
  /** Buckets that every series wins at its end. */
  add: number;
  /** Values of the new buckets, `add` for each list; empty text where it is that of the bucket before. */
  tail: (number | null | '')[];
  /** Buckets with another value than before: lists since the last one, place after dropping, how many, value; and so on. */
  edits: List;
  /** Nodes with another value than before: nodes since the last one, value; and so on. */
  nodes: Json[];
}
