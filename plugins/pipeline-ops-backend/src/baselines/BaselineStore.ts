import type { HourlyHistory } from './hourlyHistory';

/** A history with the day that it ends before, such as `2026-11-21`. */
export interface StoredHistory {
  day: string;
  history: HourlyHistory;
}

/** Keeps histories by series, for all replicas and over restarts. */
export interface BaselineStore {
  /** Those that are there, by key. */
  read(keys: readonly string[]): Promise<Map<string, StoredHistory>>;

  /** Keeps the newer one where another replica has written, too. `now` in Unix milliseconds. */
  write(
    histories: ReadonlyMap<string, StoredHistory>,
    now: number,
  ): Promise<void>;

  /** Forgets what was last written before a moment, in Unix milliseconds. */
  removeOlderThan(moment: number): Promise<void>;
}
