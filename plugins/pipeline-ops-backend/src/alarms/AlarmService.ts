import type {
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

/** The alarms of a pipeline's environment. Who may see them is who could resolve the pipeline. */
export interface AlarmService {
  /** Every alarm that the selection allows, worst first, and what the documents name but AWS does not have. */
  list(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<Envelope<AlarmList>>;

  /**
   * Changes of one alarm, newest first.
   *
   * @throws NotFoundError when the selection does not allow the name
   */
  history(
    request: {
      pipeline: ResolvedPipeline;
      environment: ResolvedEnvironment;
      alarmName: string;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<AlarmHistory>>;
}
