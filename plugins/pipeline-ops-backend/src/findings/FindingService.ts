import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Envelope,
  FindingList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

export interface FindingsRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  /** Who asks: log groups are compared only for those who may read logs. */
  credentials: BackstageCredentials;
}

/** Where document, definition and AWS disagree. Who may see it is who could resolve the pipeline. */
export interface FindingService {
  /** Worst first. What could not be read is said to be unchecked, and never found missing. */
  list(
    request: FindingsRequest,
    options?: CallOptions,
  ): Promise<Envelope<FindingList>>;
}
