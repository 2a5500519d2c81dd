import type { FrozenList } from '../lists/FrozenList';
import type { ListRef } from './ChecklistStore';

/** A list as it was from `seenAt` until the next version. */
export interface ListVersion {
  list: FrozenList;
  seenAt: Date;
}

/**
 * How lists were, whether anybody touched their periods or not: without it, nobody could tell which items a missed
 * period had, nor since when a list exists.
 */
export interface ListVersions {
  /** Keeps what is not known yet. Looking at the same lists again costs nothing. */
  seen(lists: { ref: ListRef; list: FrozenList }[], at: Date): Promise<void>;

  /** Oldest first; empty when the list was never seen. */
  of(ref: ListRef): Promise<ListVersion[]>;
}
