import type { CompletionState } from '@pipeline-ops/plugin-pipeline-ops-common';

/** Which list of which pipeline in which period. */
export interface PeriodRef {
  entityRef: string;
  pipelineId: string;
  checklistId: string;
  periodKey: string;
}

/** A list as it stood when its period was first touched. */
export interface FrozenList {
  title: string;
  timeZone: string;
  items: { id: string; text: string; group?: string; details: string[] }[];
}

export interface StoredCompletion {
  itemId: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  /** Entity ref. */
  actor: string;
  at: Date;
  /** 1 for the first answer of the period. */
  revision: number;
}

export interface StoredPeriod {
  list: FrozenList;
  /** Oldest first. */
  completions: StoredCompletion[];
}

export type AppendResult =
  /** Stored now, or with the same idempotency key before. */
  | { outcome: 'appended' | 'repeated'; completion: StoredCompletion }
  /** Somebody else answered since; nothing was stored. */
  | { outcome: 'stale' };

/** Append-only memory of checklists. */
export interface ChecklistStore {
  /** Periods out of those asked for that somebody has touched. */
  periods(refs: PeriodRef[]): Promise<Map<PeriodRef, StoredPeriod>>;

  /**
   * Adds an answer as revision `expectedRevision + 1`, and freezes the list if this is the period's first.
   * Two writers with the same expectation: one is stored, the other learns that it is stale.
   */
  append(
    ref: PeriodRef,
    list: FrozenList,
    completion: Omit<StoredCompletion, 'revision'>,
    options: { expectedRevision: number; idempotencyKey: string },
  ): Promise<AppendResult>;

  /** Answers of a list over all periods, newest first. */
  history(
    ref: Omit<PeriodRef, 'periodKey'>,
    options: { limit: number },
  ): Promise<
    { periodKey: string; list: FrozenList; completion: StoredCompletion }[]
  >;
}
