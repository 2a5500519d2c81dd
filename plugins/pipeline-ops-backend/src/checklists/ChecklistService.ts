import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  Checklist,
  ChecklistHistory,
  ChecklistList,
  CompletionRequest,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';

/** Somebody answered since the caller last looked. Carries what is true now. */
export class StaleRevisionError extends ConflictError {
  constructor(readonly current: Checklist) {
    super(
      `${current.title}, ${current.period.title}, was answered by somebody else meanwhile (now at revision ${current.period.revision}). Look at the current state and answer again.`,
    );
    this.name = 'ConflictError';
  }
}

export interface ChecklistCallOptions {
  credentials: BackstageCredentials;
}

/** The recurring lists of a pipeline and their answers. */
export interface ChecklistService {
  /** Every list in the period that `at` (default now) lies in. */
  list(
    pipeline: ResolvedPipeline,
    options: ChecklistCallOptions & { at?: Date },
  ): Promise<ChecklistList>;

  /**
   * One list in one period.
   *
   * @throws NotFoundError when the pipeline has no such list, InputError when the key is none or lies ahead
   */
  get(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
    options: ChecklistCallOptions,
  ): Promise<Checklist>;

  /**
   * Answers one item.
   *
   * @throws StaleRevisionError, NotFoundError, InputError
   */
  complete(
    pipeline: ResolvedPipeline,
    checklistId: string,
    periodKey: string,
    request: CompletionRequest,
    options: ChecklistCallOptions & {
      /** Entity ref of who answers. */
      actor: string;
    },
  ): Promise<Checklist>;

  /** Answers of one list, newest first, at most 500. */
  history(
    pipeline: ResolvedPipeline,
    checklistId: string,
    options: ChecklistCallOptions,
  ): Promise<ChecklistHistory>;
}
