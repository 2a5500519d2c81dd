import type {
  NameSelector,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { positionIn } from '../../documents/position';
import { selectorOf } from '../../pipelines/definition/selector';
import { fillPlaceholders } from '../../telemetry/placeholders';
import { definitionQueryId, documentQueryId } from '../queryIds';
import type { QuerySource, WrittenQuery } from '../QuerySource';

/** The queries that definition and operations documents hold, in this order. */
export function writtenQueries(
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
): WrittenQuery[] {
  const defined = (environment.queries ?? []).map((spec): WrittenQuery => ({
    ...spec,
    id: definitionQueryId(spec.id),
    origin: 'definition',
  }));
  const documented = pipeline.documents.flatMap(document =>
    (document.content?.queries ?? []).map((element): WrittenQuery => ({
      id: documentQueryId(document.path, element.id),
      title: element.title,
      query: element.query,
      logGroups: element.logGroups.map(name => groupOf(name, environment)),
      origin: 'document',
      position: positionIn(document, element.lines),
    })),
  );
  return [...defined, ...documented];
}

/** A placeholder that has no value here stays, and matches no group: the query must not run over others instead. */
function groupOf(
  written: string,
  environment: ResolvedEnvironment,
): NameSelector {
  const { text } = fillPlaceholders(written, environment);
  return (
    (text.endsWith('*') ? selectorOf(text) : undefined) ?? {
      type: 'exact',
      name: text,
    }
  );
}

/** {@link writtenQueries} as a {@link QuerySource}. */
export const writtenQuerySource: QuerySource = {
  find: async ({ pipeline, environment }, queryId) =>
    writtenQueries(pipeline, environment).find(({ id }) => id === queryId),
};
