import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  Run,
  RunEventRequest,
  RunList,
  RunRequest,
  RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** Something happened in the run since the caller last looked. Carries what is true now. */
export class StaleRunError extends ConflictError {
  constructor(readonly current: Run) {
    super(
      `Something else happened in this run of ${current.title} meanwhile (now at revision ${current.revision}). Look at the run as it is now, and send it again if it still holds.`,
    );
    this.name = 'ConflictError';
  }
}

export interface RunCallOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

export interface RunActOptions extends RunCallOptions {
  /** Entity ref of the user who acts. */
  actor: string;
}

export interface RunFilter {
  runbookId?: string;
  state?: 'running' | 'ended';
  /** As an earlier list handed it out. */
  cursor?: string;
}

export interface RunAnswer {
  run: Run;
  /** True when nothing was stored, because it had been before. */
  repeated: boolean;
}

/** Recorded executions of a pipeline's procedures. A run of another entity or pipeline does not exist here. */
export interface RunService {
  /**
   * Begins a run of a procedure as its document has it now.
   *
   * @throws NotFoundError when there is no such procedure or alarm, InputError, NotAllowedError
   */
  start(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    request: RunRequest,
    options: RunActOptions,
  ): Promise<RunAnswer>;

  /**
   * Runs of all environments, at most fifty.
   *
   * @throws InputError when the cursor is none
   */
  list(
    pipeline: ResolvedPipeline,
    filter: RunFilter,
    options: RunCallOptions,
  ): Promise<RunList>;

  /** How the newest five hundred runs went. */
  statistics(
    pipeline: ResolvedPipeline,
    options: RunCallOptions,
  ): Promise<RunStatistics>;

  /** @throws NotFoundError */
  get(
    pipeline: ResolvedPipeline,
    runId: string,
    options: RunCallOptions,
  ): Promise<Run>;

  /**
   * Adds what happened.
   *
   * @throws StaleRunError when the caller has not seen the newest event, NotFoundError, InputError when the run does not
   *   take it as it is, NotAllowedError
   */
  append(
    pipeline: ResolvedPipeline,
    runId: string,
    request: RunEventRequest,
    options: RunActOptions,
  ): Promise<RunAnswer>;
}
