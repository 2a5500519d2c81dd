import type { Knex } from 'knex';
import type { Notice } from './Notices';

/** Notices that wait to be sent, and those that were sent lately so that they are not kept again. */
export interface NoticeOutbox {
  /** Keeps a notice, within the transaction when one is given; a key that is there already changes nothing. */
  keep(notice: Notice, at: Date, on?: Knex.Transaction): Promise<void>;

  /**
   * Marks as told, in one transaction, what was not before, and keeps the notice that tells of it: of replicas that do so
   * at once, one tells of each key. Nothing is marked when there is no notice.
   */
  keepTogether(
    keys: string[],
    at: Date,
    toNotice: (untold: string[]) => Notice | undefined,
  ): Promise<void>;

  /** Keys of notices that are due and have been tried less often than `attempts`, oldest first, at most 50. */
  due(at: Date, attempts: number): Promise<string[]>;

  /**
   * Takes a notice for one sender: nobody else gets it before `until`. Counts as an attempt whether or not the sender
   * lives to tell how it went.
   *
   * @returns undefined when it is not due any more, since somebody else was faster
   */
  claim(
    key: string,
    at: Date,
    until: Date,
  ): Promise<{ notice: Notice; attempt: number } | undefined>;

  /** The notice was sent. */
  sent(key: string, at: Date): Promise<void>;

  /** The notice may be tried again at that time. */
  postpone(key: string, until: Date): Promise<void>;

  /** Forgets what was kept before. */
  prune(before: Date): Promise<void>;
}
