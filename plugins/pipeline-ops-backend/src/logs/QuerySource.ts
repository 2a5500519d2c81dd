import type { DocumentPosition } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  NameSelector,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/**
 * A Logs Insights query that somebody wrote down. Its text and its log groups are wishes: whether they may be read is
 * decided where it is run.
 */
export interface WrittenQuery {
  /** From `queryIds.ts`. */
  id: string;
  title: string;
  query: string;
  /** Log groups that it is about; none for all of the pipeline. */
  logGroups: NameSelector[];
  /** Where its log groups are; any source of the environment when absent. */
  sourceId?: string;
  origin: 'document' | 'definition' | 'dashboard';
  position?: DocumentPosition;
}

/**
 * Where queries that run by id come from. Whoever shows a query to the reader and whoever runs it ask the same source,
 * so that they cannot disagree about its text.
 */
export interface QuerySource {
  /** The query of that id, as it is written now; undefined when this source has none of that id. */
  find(
    scope: { pipeline: ResolvedPipeline; environment: ResolvedEnvironment },
    queryId: string,
    options?: CallOptions,
  ): Promise<WrittenQuery | undefined>;
}
