import type {
  Envelope,
  Overview,
  PipelineOverview,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../telemetry/window';

/** How pipelines are, in one line and by stage. */
export interface OverviewService {
  /** One pipeline in one environment. */
  ofPipeline(
    request: {
      pipeline: ResolvedPipeline;
      environment: ResolvedEnvironment;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<PipelineOverview>>;

  /** All pipelines of an entity; each in the environment of the given name, or in its first when it has none of it. */
  ofEntity(
    request: {
      pipelines: ResolvedPipeline[];
      environmentName?: string;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<Overview>>;
}
