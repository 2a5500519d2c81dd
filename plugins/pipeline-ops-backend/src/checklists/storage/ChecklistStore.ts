import type {
  CheckAnswer,
  CompletionState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { FrozenList } from '../lists/FrozenList';

/** Which list of which pipeline. */
export interface ListRef {
  entityRef: string;
  pipelineId: string;
  checklistId: string;
}

/** In which period. */
export interface PeriodRef extends ListRef {
  periodKey: string;
}

interface EventBase {
  /** Id of the item; absent for what concerns the whole list. */
  itemId?: string;
  /** Entity ref; absent for the machine. */
  actor?: string;
  at: Date;
}

export interface CompletionEvent extends EventBase {
  kind: 'completion';
  itemId: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  /** What data said at that moment. */
  answer?: CheckAnswer;
  automatic: boolean;
  override: boolean;
}

export interface AssignmentEvent extends EventBase {
  kind: 'assignment';
  /** Entity ref; absent for nobody. */
  assignee?: string;
}

export interface SnoozeEvent extends EventBase {
  kind: 'snooze';
  until: Date;
}

/** Something that happened to a period. */
export type ChecklistEvent = CompletionEvent | AssignmentEvent | SnoozeEvent;

/** `revision` is 1 for the first event of the period, then 2, 3, … */
export type Stored<T extends ChecklistEvent = ChecklistEvent> = T & {
  revision: number;
};

export interface StoredPeriod {
  id: number;
  key: string;
  list: FrozenList;
  /** What counts now: the newest event of each kind and item. In no order. */
  current: Stored[];
  /** Of its newest event; 0 for a period that was frozen and not touched yet. */
  revision: number;
}

/** A completion with nothing but what statistics count. */
export interface CountedCompletion {
  itemId: string;
  state: CompletionState;
  actor?: string;
  at: Date;
}

export interface PastPeriod {
  id: number;
  key: string;
  list: FrozenList;
  /** Oldest first. */
  completions: CountedCompletion[];
}

export type AppendResult =
  /** Stored now, or with the same idempotency key before. */
  | { outcome: 'appended' | 'repeated'; event: Stored }
  /** Somebody else was faster; nothing was stored. */
  | { outcome: 'stale' };

/** Keys of periods of one cadence, both inclusive; they sort like time. */
export interface KeyRange {
  from: string;
  to: string;
}

/** Append-only memory of checklists. */
export interface ChecklistStore {
  /** Periods out of those asked for that were frozen. */
  periods(refs: PeriodRef[]): Promise<Map<PeriodRef, StoredPeriod>>;

  /** Keeps the list as the period's own, unless that has happened before. */
  freeze(ref: PeriodRef, list: FrozenList, at: Date): Promise<StoredPeriod>;

  /**
   * Adds an event as revision `expectedRevision + 1`, and freezes the list if this is the first that happens to the
   * period. Two writers with the same expectation: one is stored, the other learns that it is stale.
   */
  append(
    period: PeriodRef & {
      /** Where it is known that the period was frozen. */
      id?: number;
    },
    list: FrozenList,
    event: ChecklistEvent,
    options: { expectedRevision: number; idempotencyKey: string },
  ): Promise<AppendResult>;

  /** Frozen periods of a list, in no order. */
  past(ref: ListRef, range: KeyRange): Promise<PastPeriod[]>;

  /** Completions of a list, newest first. */
  entries(
    ref: ListRef,
    range: KeyRange,
    options: { limit: number },
  ): Promise<{ periodKey: string; completion: Stored<CompletionEvent> }[]>;

  /** Completions of these periods in full, oldest first, by the period's id. */
  completions(
    periodIds: number[],
  ): Promise<Map<number, Stored<CompletionEvent>[]>>;
}
