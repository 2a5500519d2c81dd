import { NotAllowedError } from '@backstage/errors';
import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  CloudLogGroup,
  NameSelector,
  ResolvedEnvironment,
  ResolvedPipeline,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { matchesAnySelector } from '../pipelines/trust/names';
import { prefixesOf } from '../telemetry/selection';
import { mergeStates } from '../telemetry/sourceStates';

/** The log groups of one source that the pipeline may read and AWS has. */
export interface ExistingGroups {
  source: SourceRef;
  state: SourceState;
  /** What the pipeline may read here. */
  allowed: readonly NameSelector[];
  /** By name. */
  groups: CloudLogGroup[];
}

/** Asks each source of the environment that the pipeline may read log groups of. */
export function existingGroups(
  telemetry: TelemetrySource,
  environment: ResolvedEnvironment,
  options?: CallOptions,
): Promise<ExistingGroups[]> {
  return Promise.all(
    environment.selections
      .filter(({ logGroups }) => logGroups.length > 0)
      .map(async ({ source, logGroups }) => {
        const parts = await Promise.all(
          prefixesOf(logGroups).map(prefix =>
            telemetry.listLogGroups({ source, prefix }, options),
          ),
        );
        const found = new Map(
          parts
            .flatMap(({ data }) => data)
            .filter(({ name }) => matchesAnySelector(name, logGroups))
            .map(group => [group.name, group]),
        );
        return {
          source,
          state: mergeStates(parts.map(part => part.state)),
          allowed: logGroups,
          groups: [...found.values()].sort((a, b) =>
            a.name < b.name ? -1 : 1,
          ),
        };
      }),
  );
}

/** @throws NotAllowedError when another owner claims the pipeline, too: nobody can tell whose logs these are */
export function assertUncontested(pipeline: ResolvedPipeline): void {
  if (pipeline.contested) {
    throw new NotAllowedError(
      `Another entity with another owner claims the pipeline id ${pipeline.pipelineId}, too. Its logs are withheld until only one of them names it in its annotation.`,
    );
  }
}
