import type {
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { fillPlaceholders } from '../telemetry/placeholders';

/** A log group that a document names, as it should be in one environment. */
export interface DocumentedGroup {
  name: string;
  retentionDays?: number;
}

/** Log groups that the documents name; one with an unknown placeholder in its name is left out. */
export function documentedGroups(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): DocumentedGroup[] {
  const found = new Map<string, DocumentedGroup>();
  for (const { content } of pipeline.documents) {
    for (const mention of content?.logGroups ?? []) {
      const { text, whole } = fillPlaceholders(mention.name, environment);
      if (whole) {
        found.set(text, {
          name: text,
          retentionDays:
            found.get(text)?.retentionDays ?? mention.retentionDays,
        });
      }
    }
  }
  return [...found.values()];
}
