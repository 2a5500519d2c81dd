import type { Knex } from 'knex';

/** Something that people are told once. */
export interface Notice {
  /** What makes it one and the same, such as `run/{id}/end/7`. A second one of the same key is never sent. */
  key: string;
  /** Entity refs of users and groups. */
  recipients: string[];
  title: string;
  description?: string;
  /** Path of the portal, such as `/catalog/default/component/orders/runbook?run=…`. */
  link: string;
  severity: 'critical' | 'high' | 'normal' | 'low';
  topic: 'runs' | 'checklists';
}

/**
 * Sends notices through Backstage notifications, each once, whatever the number of replicas. They are kept in the
 * database with what they tell of, so that none is lost when a replica dies between the two.
 */
export interface Notices {
  /** Keeps the notice within the caller's transaction (or by itself); a key that is there already changes nothing. */
  keep(notice: Notice, on?: Knex.Transaction): Promise<void>;

  /** Sends soon what is kept. Never throws, never waits for the sending. */
  sendSoon(): void;
}

/** One notice about several things, each of which people are told once. */
export interface Digests {
  /**
   * Keeps a notice about those things that nobody was told of before; none when there are none.
   *
   * @param keys - What makes each thing one and the same
   * @param toNotice - Given the keys of those that were not told, one at least, in their order
   */
  keepDigest(
    keys: string[],
    toNotice: (untold: string[]) => Notice,
  ): Promise<void>;
}
