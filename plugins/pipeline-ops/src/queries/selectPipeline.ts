import type {
  Overview,
  PipelineOverview,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** The pipeline that the address names, else the entity's first. */
export function selectPipeline(
  overview: Overview | undefined,
  pipelineId: string | undefined,
): PipelineOverview | undefined {
  return (
    overview?.pipelines.find(p => p.pipelineId === pipelineId) ??
    overview?.pipelines[0]
  );
}
