import type {
  Envelope,
  MetricsAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../telemetry/window';

export interface ChartsRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  range: TimeRange;
  /** Points that the reader can show for one series; a longer one keeps the smallest and the greatest value of each part. */
  maxPoints?: number;
  /** At the first look, the charts do not wait for what alarms say about them; the answer is `pending` then. */
  promptly?: boolean;
}

/** The charts of a pipeline's environment. Who may see them is who could resolve the pipeline. */
export interface MetricService {
  charts(
    request: ChartsRequest,
    options?: CallOptions,
  ): Promise<Envelope<MetricsAnswer>>;
}
