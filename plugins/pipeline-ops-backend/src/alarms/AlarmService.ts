import type {
  AlarmDetail,
  AlarmHistory,
  AlarmList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../telemetry/window';

export interface AlarmRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  alarmName: string;
  /** Where the alarm is, when several sources of the environment have one of this name. */
  sourceId?: string;
  range: TimeRange;
}

/** The alarms of a pipeline's environment. Who may see them is who could resolve the pipeline. */
export interface AlarmService {
  /** Every alarm that the selection allows, worst first, and what the documents name but AWS does not have. */
  list(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<AlarmList>>;

  /**
   * One alarm in depth. Metrics that an allowed alarm watches may be shown, since the alarm tells them anyway.
   *
   * @throws NotFoundError when the selection does not allow the name, or AWS has no such alarm
   * @throws ServiceUnavailableError when alarms could not be read
   */
  detail(
    request: AlarmRequest,
    options?: CallOptions,
  ): Promise<Envelope<AlarmDetail>>;

  /**
   * Changes of one alarm, newest first.
   *
   * @throws NotFoundError when the selection does not allow the name
   */
  history(
    request: AlarmRequest,
    options?: CallOptions,
  ): Promise<Envelope<AlarmHistory>>;
}
