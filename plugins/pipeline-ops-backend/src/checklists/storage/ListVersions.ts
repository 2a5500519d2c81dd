import type { FrozenList } from '../lists/FrozenList';
import type { ListRef } from './ChecklistStore';

/** A list as it was from `seenAt` until the next version. */
export interface ListVersion {
  /** What it is, or was last. */
  list: FrozenList;
  seenAt: Date;
  /** Whether the list was there no more. */
  gone: boolean;
}

/**
 * How lists were, whether anybody touched their periods or not: without it, nobody could tell which items a missed
 * period had, nor from when until when a list existed.
 */
export interface ListVersions {
  /** Keeps what is not known yet. Looking at the same lists again costs nothing. */
  seen(lists: { ref: ListRef; list: FrozenList }[], at: Date): Promise<void>;

  /** Keeps that lists are there no more, and what they were last. */
  gone(lists: { ref: ListRef; list: FrozenList }[], at: Date): Promise<void>;

  /** Oldest first; empty when the list was never seen. */
  of(ref: ListRef): Promise<ListVersion[]>;

  /** Of every list that a pipeline ever had, by its id. */
  newest(
    scope: Pick<ListRef, 'entityRef' | 'pipelineId'>,
  ): Promise<Map<string, ListVersion>>;
}
