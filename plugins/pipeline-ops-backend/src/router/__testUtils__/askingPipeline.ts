import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import { documentQueryId } from '../../logs/queryIds';
import { ordersPipeline } from '../../telemetry/__fixtures__/ordersPipeline';

/** A query of the operations document. */
function documented(
  id: string,
  query: string,
  logGroups: string[] = ['/aws/lambda/orders-load'],
) {
  const lines = { startLine: 70, endLine: 73 };
  return { id, title: id, headingPath: [], lines, query, logGroups };
}

/** {@link ordersPipeline} in two environments, with these queries in its document, and one in its definition. */
function withQueries(
  queries: ReturnType<typeof documented>[],
): ResolvedPipeline {
  const pipeline = ordersPipeline();
  const [document] = pipeline.documents;
  const [environment] = pipeline.environments;
  return {
    ...pipeline,
    documents: [{ ...document, content: { ...document.content!, queries } }],
    environments: [
      {
        ...environment,
        selections: environment.selections.map(selection => ({
          ...selection,
          dashboards: [{ type: 'exact', name: 'orders-overview' }],
        })),
        queries: [
          {
            id: 'per-bin',
            title: 'Lines per 20 minutes',
            query: 'stats count(*) as lines by bin(20m)',
            logGroups: [{ type: 'prefix', prefix: '/aws/lambda/orders-load' }],
          },
        ],
      },
      { ...environment, name: 'test' },
    ],
  };
}

/** What a document asks for, rightly and wrongly. */
export const errors = documented(
  'errors',
  '# What failed\nfilter @message like /ERROR/ | fields @timestamp, @message | sort @timestamp desc | limit 2',
);
export const pipeline = withQueries([
  errors,
  documented('foreign', 'fields @message', ['/aws/lambda/payments']),
  documented('missing', 'fields @message', ['/aws/lambda/orders-${gone}']),
  documented('sneaky', 'SOURCE "/aws/lambda/payments" | fields @message'),
  documented('everywhere', 'stats count(*) as lines by @log', []),
]);
/** Id of a query in the document. */
export const idOf = (element: string) =>
  documentQueryId('docs/operations.md', element);
export const ERRORS = { queryId: idOf('errors') };
export const PER_BIN = { queryId: 'definition.per-bin' };
