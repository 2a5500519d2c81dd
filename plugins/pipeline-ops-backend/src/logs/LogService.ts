import type {
  Envelope,
  LogEvents,
  LogGroupFilters,
  LogGroupList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../telemetry/window';

export interface LogGroupRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  logGroup: string;
  /** Where the group is, when several sources of the environment have one of this name. */
  sourceId?: string;
}

export interface LogEventsRequest extends LogGroupRequest {
  range: TimeRange;
  /** Filter pattern of CloudWatch Logs. At most 1024 characters. */
  pattern?: string;
  /** 1 to 1000. */
  limit: number;
  /** From the answer before, for older events. */
  cursor?: string;
  /** `newest` of the answer before, for what has come since; `range` then only says until when. */
  after?: string;
}

/** The logs of a pipeline's environment. The caller must hold `pipelineOps.logs.read` for the entity. */
export interface LogService {
  /**
   * Groups that the selection allows, and those that document or definition name but AWS does not have.
   *
   * @throws NotAllowedError when another owner claims the pipeline, too
   */
  groups(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupList>>;

  /**
   * What is done with the group's lines besides keeping them.
   *
   * @throws NotFoundError when the selection does not allow the group
   * @throws NotAllowedError when another owner claims the pipeline, too
   */
  filters(
    request: LogGroupRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogGroupFilters>>;

  /**
   * Events, newest first; secrets masked, invisible characters removed.
   *
   * @throws NotFoundError when the selection does not allow the group
   * @throws InputError when CloudWatch does not understand the pattern, or for a cursor that nobody gave out
   * @throws NotAllowedError when another owner claims the pipeline, too
   */
  events(
    request: LogEventsRequest,
    options?: CallOptions,
  ): Promise<Envelope<LogEvents>>;
}
