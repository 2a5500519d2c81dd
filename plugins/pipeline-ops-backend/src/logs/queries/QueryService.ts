import type {
  Envelope,
  QueryRun,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../../telemetry/window';

export interface QueryScope {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
}

export interface StartRunRequest extends QueryScope {
  range: TimeRange;
  /** Entity ref of the user who starts it, and whose budget pays for it. */
  user: string;
  /** Id of a written query; or a text of the caller's, who must hold `pipelineOps.logs.query`. */
  query: { id: string } | { text: string; logGroups: string[] };
}

/**
 * Logs Insights queries of a pipeline's environment: what may be asked, and runs of it. The caller must hold
 * `pipelineOps.logs.read` for the entity. Every method throws NotAllowedError when another owner claims the pipeline,
 * too.
 */
export interface QueryService {
  /** True when the operator lets readers write queries of their own. */
  readonly freeText: boolean;

  /** @param options.freeText - Whether the caller may run free text */
  list(
    scope: QueryScope,
    options: CallOptions & { freeText: boolean },
  ): Promise<Envelope<SavedQueryList>>;

  /**
   * Starts a run, or joins one of the same question. A run that AWS refused to start is `failed`, and the source's state
   * says why.
   *
   * @throws NotFoundError when there is no query of that id
   * @throws InputError when the query cannot be run, with the reason
   * @throws NotAllowedError when the operator has free text switched off
   * @throws TooManyQueriesError when a limit of the user or the source is reached
   */
  start(
    request: StartRunRequest,
    options?: CallOptions,
  ): Promise<Envelope<QueryRun>>;

  /**
   * The run as far as it got. A run that nobody asks about for 30 seconds is stopped.
   *
   * @throws NotFoundError when this environment has no run of that id, or has forgotten it
   */
  run(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>>;

  /** Stops a run, unless others wait for the same. Throws as {@link run} does. */
  stop(scope: QueryScope, runId: string): Promise<Envelope<QueryRun>>;

  /** Stops all that runs. */
  close(): Promise<void>;
}
