import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  AssignmentRequest,
  Checklist,
  ChecklistAnswers,
  ChecklistHistory,
  ChecklistList,
  CompletionRequest,
  Pause,
  PauseRequest,
  SnoozeRequest,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';

/** Something happened to the period since the caller last looked. Carries what is true now. */
export class StaleRevisionError extends ConflictError {
  constructor(readonly current: Checklist) {
    super(
      `${current.title}, ${current.period.title}, was changed by somebody else meanwhile (now at revision ${current.period.revision}). Look at the current state and answer again.`,
    );
    this.name = 'ConflictError';
  }
}

export interface ChecklistCallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

export interface ChecklistAnswerOptions extends ChecklistCallOptions {
  /** The only item that is asked about; then its log query runs. */
  itemId?: string;
}

export interface ChecklistActorOptions extends ChecklistCallOptions {
  /** Entity ref of who acts. */
  actor: string;
}

/** A list in a period. */
export interface ChecklistPlace {
  pipeline: ResolvedPipeline;
  checklistId: string;
  /** Such as `D:2026-11-21`. */
  periodKey: string;
}

/** Days in the list's zone, `YYYY-MM-DD`, both inclusive. Default: up to today, as far back as suits the cadence. */
export interface DayRange {
  from?: string;
  to?: string;
}

/** What data says about the items of a period. */
export interface AnsweredPeriod {
  data: ChecklistAnswers;
  sources: SourceState[];
  /** Ids of items that completed themselves just now. */
  completed: string[];
}

/** The recurring lists of a pipeline, and what happened to them. */
export interface ChecklistService {
  /** Every list in the period that `at` (default now) lies in, what is overdue first. */
  list(
    pipeline: ResolvedPipeline,
    options: ChecklistCallOptions & { at?: Date },
  ): Promise<ChecklistList>;

  /**
   * One list in one period.
   *
   * @throws NotFoundError when the pipeline has no such list, InputError when the key is none or lies ahead
   */
  get(place: ChecklistPlace, options: ChecklistCallOptions): Promise<Checklist>;

  /**
   * Answers one item.
   *
   * @throws StaleRevisionError, NotFoundError, InputError
   */
  complete(
    place: ChecklistPlace,
    request: CompletionRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist>;

  /**
   * Says who takes care of an item, or of the whole list, in the current period.
   *
   * @throws StaleRevisionError, NotFoundError, InputError
   */
  assign(
    place: ChecklistPlace,
    request: AssignmentRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist>;

  /** Holds reminders of the current period back. @throws NotFoundError, InputError */
  snooze(
    place: ChecklistPlace,
    request: SnoozeRequest,
    options: ChecklistActorOptions,
  ): Promise<Checklist>;

  /** Excuses the periods that touch a time. @throws InputError */
  pause(
    pipeline: ResolvedPipeline,
    request: PauseRequest,
    options: ChecklistActorOptions,
  ): Promise<Pause>;

  /** Ends a pause now. @throws NotFoundError */
  endPause(
    pipeline: ResolvedPipeline,
    pauseId: string,
    options: ChecklistActorOptions,
  ): Promise<Pause>;

  /**
   * What data says now about the items of the current period, or about one of them. Lists that complete themselves do so
   * here.
   *
   * @throws NotFoundError, InputError for a period that is over
   */
  answers(
    place: ChecklistPlace,
    options: ChecklistAnswerOptions,
  ): Promise<AnsweredPeriod>;

  /** Periods, statistics and answers of one list. @throws NotFoundError, InputError */
  history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
    options: ChecklistCallOptions,
  ): Promise<ChecklistHistory>;

  /** The same as CSV, piece by piece. @throws NotFoundError, InputError */
  csv(
    pipeline: ResolvedPipeline,
    checklistId: string,
    range: DayRange,
    options: ChecklistCallOptions,
  ): Promise<AsyncIterable<string>>;
}
