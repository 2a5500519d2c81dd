import type { Cadence } from '../period';
import type { DocumentPosition, Envelope } from './envelope';

export type CompletionState = 'done' | 'not-done' | 'not-applicable' | 'undone';

export interface ChecklistCompletion {
  itemId: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  /** Entity ref of who answered. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
}

export interface ChecklistItem {
  id: string;
  text: string;
  /** Headings above it inside the list. */
  group?: string;
  /** Nested points of the item, for reading. */
  details: string[];
  position?: DocumentPosition;
  /** The answer that counts now; absent when nobody answered or the answer was undone. */
  completion?: ChecklistCompletion;
}

export interface ChecklistPeriod {
  /** `D:2026-11-21`, `W:2026-W47`, `M:2026-11`, `Q:2026-Q4`, `Y:2026`. */
  key: string;
  title: string;
  /** ISO 8601, UTC; start inclusive, end exclusive. */
  start: string;
  end: string;
  previousKey: string;
  /** Absent for the current period. */
  nextKey?: string;
  isCurrent: boolean;
  /** Goes up by one with every completion of the period; 0 when untouched. */
  revision: number;
  /** True when the list was frozen for this period and the document has changed since. */
  newerListExists: boolean;
}

export interface Checklist {
  id: string;
  title: string;
  cadence: Cadence;
  timeZone: string;
  owner?: string;
  position?: DocumentPosition;
  period: ChecklistPeriod;
  items: ChecklistItem[];
  progress: { total: number; answered: number; done: number; notDone: number };
}

export interface ChecklistList {
  pipelineId: string;
  checklists: Checklist[];
}

/** Body of `POST …/checklists/{id}/periods/{key}/completions`. */
export interface CompletionRequest {
  itemId: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  /** Chosen by the client; a repeated key answers what it answered the first time. */
  idempotencyKey: string;
  /** Revision the client saw; a stale one answers 409 with the current state. */
  revision: number;
}

export interface ChecklistHistoryEntry extends ChecklistCompletion {
  periodKey: string;
  itemText: string;
  revision: number;
}

export interface ChecklistHistory {
  checklistId: string;
  entries: ChecklistHistoryEntry[];
}

/** Body of a 409: Backstage's error, and in `data` the list as it is now. */
export interface ChecklistConflict extends Envelope<Checklist> {
  error: { name: string; message: string };
}
