import type { Cadence } from '../period';
import type { Check, CheckAnswer } from './checks';
import type { DocumentPosition, Envelope } from './envelope';

export type CompletionState = 'done' | 'not-done' | 'not-applicable' | 'undone';

export interface ChecklistCompletion {
  itemId: string;
  state: CompletionState;
  note?: string;
  /** What the item asks for: a number, a link, a choice. */
  evidence?: string;
  /** What data said when it was answered; frozen. */
  answer?: CheckAnswer;
  /** Entity ref of who answered; absent when the machine did. */
  by?: string;
  /** True when the list completed itself from data. */
  automatic: boolean;
  /** True when it was given after the period was over. */
  override: boolean;
  /** ISO 8601, UTC. */
  at: string;
}

/** What an item asks for besides a tick. */
export interface EvidenceRequest {
  kind: 'number' | 'link' | 'choice' | 'text';
  label?: string;
  /** Of a number. */
  unit?: string;
  /** Of a choice. */
  choices?: string[];
  /** Without it the item cannot be `done`. */
  required: boolean;
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
  evidence?: EvidenceRequest;
  /** How data can answer it; the answers come from `…/periods/{key}/answers`. */
  check?: Check;
  /** The runbook or chart it speaks of. */
  links: { kind: 'runbook' | 'chart'; id: string; title: string }[];
  /** Entity ref of who takes care of it in this period. */
  assignee?: string;
}

/**
 * `open`: begun and not due yet; `due-soon`: within the lead time; `overdue`: past due and grace, still the current
 * period; `complete`: every item answered; `missed`: over with items unanswered; `excused`: the pipeline was paused;
 * `unrecorded`: over before the list was first seen, so that nobody can have missed it.
 */
export type PeriodStatus =
  | 'open'
  | 'due-soon'
  | 'overdue'
  | 'complete'
  | 'missed'
  | 'excused'
  | 'unrecorded';

/** What a newer document would change in a frozen list. */
export interface ListDifference {
  added: string[];
  removed: string[];
}

/** A planned absence: periods that touch it are excused. */
export interface Pause {
  id: string;
  /** ISO 8601, UTC; end exclusive. */
  from: string;
  until: string;
  reason: string;
  /** Entity ref. */
  by: string;
  at: string;
}

export interface ChecklistPeriod {
  /** `S:2026-11-21/early`, `D:2026-11-21`, `W:2026-W47`, `M:2026-11`, `Q:2026-Q4`, `Y:2026`. */
  key: string;
  title: string;
  /** ISO 8601, UTC; start inclusive, end exclusive. */
  start: string;
  end: string;
  /** When it should be answered, and until when that is not yet late. ISO 8601, UTC. */
  dueAt: string;
  lateAt: string;
  previousKey: string;
  /** Absent for the current period. */
  nextKey?: string;
  isCurrent: boolean;
  status: PeriodStatus;
  /** When the last item was answered, when all are. */
  completedAt?: string;
  /** Goes up by one with every event of the period; 0 when untouched. */
  revision: number;
  /** Set when the list was frozen for this period and the document has changed since. */
  newer?: ListDifference;
  excuse?: Pause;
}

export interface Checklist {
  id: string;
  title: string;
  cadence: Cadence;
  timeZone: string;
  /** Entity ref of the group or user that owns it. */
  owner?: string;
  /** Wall-clock time in `timeZone`, such as `10:00`. */
  dueTime?: string;
  /** True when items that data answers with yes complete themselves. */
  selfCompleting: boolean;
  position?: DocumentPosition;
  /** Set when the document cannot be read as it is, and the list is of its last good version. */
  warning?: string;
  period: ChecklistPeriod;
  items: ChecklistItem[];
  progress: {
    total: number;
    answered: number;
    done: number;
    notDone: number;
    notApplicable: number;
  };
  /** Entity ref of who takes care of the whole list in this period. */
  assignee?: string;
  /** Until when reminders of this period are held back. ISO 8601, UTC. */
  snoozedUntil?: string;
  /** Changes of it are announced under this id. */
  changesId: string;
}

/** A list that document and definition do not have any more. Its history and export stay. */
export interface RetiredChecklist {
  id: string;
  /** What it was called last. */
  title: string;
  cadence: Cadence;
  /** The period in which it was found to be gone. */
  lastPeriodKey: string;
}

export interface ChecklistList {
  pipelineId: string;
  /** What is overdue first, then by due time. */
  checklists: Checklist[];
  /** Present and future absences. */
  pauses: Pause[];
  /** Lists that there were, newest end first; none while document or definition cannot be read. */
  retired: RetiredChecklist[];
}

/** `GET …/checklists/{id}/periods/{key}/answers`: what data says now. Never asked for past periods. */
export interface ChecklistAnswers {
  checklistId: string;
  periodKey: string;
  answers: { itemId: string; answer: CheckAnswer }[];
}

/** Body of `POST …/checklists/{id}/periods/{key}/completions`. */
export interface CompletionRequest {
  itemId: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  /** Ask the data now, and keep what it says as evidence. */
  withAnswer?: boolean;
  /** Chosen by the client; a repeated key answers what it answered the first time. */
  idempotencyKey: string;
  /** Revision the client saw; a stale one answers 409 with the current state. */
  revision: number;
}

/** Body of `POST …/checklists/{id}/periods/{key}/assignments`. */
export interface AssignmentRequest {
  /** The whole list when absent. */
  itemId?: string;
  /** Entity ref of a user; nobody when absent. */
  assignee?: string;
  idempotencyKey: string;
  revision: number;
}

/** Body of `POST …/checklists/{id}/periods/{key}/snooze`. */
export interface SnoozeRequest {
  /** ISO 8601. */
  until: string;
}

/** Body of `POST …/checklists/pauses`. */
export interface PauseRequest {
  /** ISO 8601; now when absent. */
  from?: string;
  until: string;
  reason: string;
}

export interface ChecklistHistoryEntry {
  revision: number;
  periodKey: string;
  itemId: string;
  itemText: string;
  state: CompletionState;
  note?: string;
  evidence?: string;
  answer?: CheckAnswer;
  by?: string;
  automatic: boolean;
  override: boolean;
  at: string;
}

/** One cell of the heat map. */
export interface PeriodSummary {
  key: string;
  title: string;
  start: string;
  end: string;
  status: PeriodStatus;
  total: number;
  answered: number;
  done: number;
  notDone: number;
  notApplicable: number;
  /** Whether all was answered before it was late; absent while that is open. */
  onTime?: boolean;
}

export interface ChecklistStatistics {
  /** Periods that are over or complete, without excused ones. */
  periods: number;
  complete: number;
  onTime: number;
  missed: number;
  excused: number;
  /** Complete periods in a row up to now, and the most there ever were in the range. Excused ones do not break it. */
  streak: number;
  longestStreak: number;
  /** Share of complete periods in the second half of the range less that in the first, -1 to 1. */
  trend?: number;
  /** Most often missed or not done first. */
  items: {
    itemId: string;
    text: string;
    due: number;
    done: number;
    notDone: number;
    notApplicable: number;
    missed: number;
  }[];
  /** Entity refs; the machine is absent. Most answers first. */
  people: { by: string; answers: number; onTime: number }[];
}

export interface ChecklistHistory {
  checklistId: string;
  /** ISO 8601 days in the list's zone, both inclusive. */
  from: string;
  to: string;
  timeZone: string;
  /** Oldest first. */
  periods: PeriodSummary[];
  statistics: ChecklistStatistics;
  /** Newest first, at most 500. */
  entries: ChecklistHistoryEntry[];
}

/** Body of a 409: Backstage's error, and in `data` the list as it is now. */
export interface ChecklistConflict extends Envelope<Checklist> {
  error: { name: string; message: string };
}
