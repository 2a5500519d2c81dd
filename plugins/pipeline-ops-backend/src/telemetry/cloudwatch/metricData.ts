import {
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type {
  CallOptions,
  MetricQuery,
  MetricResult,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { billedMetrics } from '../billing';
import { gridOf, type Grid } from '../grid';
import { failedSeries } from '../TelemetrySourceDecorator';
import { identifiersOf } from '../planner/expression';
import type { CloudCaller } from './CloudCaller';
import { toMetricDataQuery, toMetricResults } from './metricMapping';
import { readPages, type Pages } from './pages';
import type { SourceFailure } from './sourceFailure';

/** Expressions that are asked again one by one when CloudWatch refuses a request for one of them. */
const SINGLE_RETRIES = 20;

interface MetricDataRequest extends Grid {
  source: SourceRef;
  queries: MetricQuery[];
}

interface MetricDataAnswer {
  results: MetricResult[];
  failure?: SourceFailure;
}

/**
 * GetMetricData to its end. One wrong expression makes CloudWatch refuse the whole request; then the stored metrics are
 * read without the expressions, and each expression with its inputs alone, so that only the wrong one fails.
 */
export async function readMetricData(
  caller: CloudCaller,
  request: MetricDataRequest,
  options?: CallOptions,
): Promise<MetricDataAnswer> {
  const whole = await ask(caller, request, options);
  const expressions = request.queries.filter(query => query.expression);
  if (
    whole.failure?.kind !== 'invalid-request' ||
    expressions.length === 0 ||
    request.queries.length === 1
  ) {
    return whole;
  }
  const stored = request.queries.filter(query => query.metric);
  const drawn = stored.filter(query => query.returnData !== false);
  const parts: MetricDataAnswer[] = [];
  if (drawn.length > 0) {
    parts.push(await ask(caller, { ...request, queries: drawn }, options));
  }
  for (const [index, expression] of expressions
    .filter(query => query.returnData !== false)
    .entries()) {
    if (index >= SINGLE_RETRIES) {
      parts.push({
        results: failedSeries(
          { ...request, queries: [expression] },
          whole.failure.message,
        ),
      });
      continue;
    }
    const inputs = inputsOf(expression, request.queries).map(query => ({
      ...query,
      returnData: false,
    }));
    const alone = { ...expression, returnData: true };
    parts.push(
      await ask(caller, { ...request, queries: [...inputs, alone] }, options),
    );
  }
  return {
    results: parts.flatMap(part => part.results),
    failure: parts.find(
      part => part.failure && part.failure.kind !== 'invalid-request',
    )?.failure,
  };
}

async function ask(
  caller: CloudCaller,
  request: MetricDataRequest,
  options?: CallOptions,
): Promise<MetricDataAnswer> {
  const { source, queries, to, period } = request;
  const read: Pages<GetMetricDataCommandOutput> = await readPages(
    token =>
      caller.call(
        {
          source,
          service: 'cloudwatch',
          api: 'GetMetricData',
          billedMetrics: billedMetrics(queries),
        },
        options,
        ({ cloudwatch }, http) =>
          cloudwatch.send(
            new GetMetricDataCommand({
              MetricDataQueries: queries.map(query =>
                toMetricDataQuery(query, period),
              ),
              StartTime: new Date(startOf(request) * 1_000),
              EndTime: new Date(to * 1_000),
              ScanBy: 'TimestampAscending',
              NextToken: token,
            }),
            http,
          ),
      ),
    page => page.NextToken,
    { limit: 10, what: 'data points' },
  );
  return {
    results: toMetricResults(
      queries,
      read.pages,
      request,
      read.failure?.message,
    ),
    failure: read.failure,
  };
}

/** CloudWatch lays the points from the start on, so the start must lie on a boundary of every period. Unix seconds. */
function startOf(request: MetricDataRequest): number {
  return Math.min(...request.queries.map(query => gridOf(query, request).from));
}

/** Everything that an expression reads, directly or through other expressions. */
function inputsOf(
  expression: MetricQuery,
  queries: readonly MetricQuery[],
): MetricQuery[] {
  const byId = new Map(queries.map(query => [query.id, query]));
  const found = new Map<string, MetricQuery>();
  const visit = (query: MetricQuery) => {
    for (const id of identifiersOf(query.expression ?? '')) {
      const input = byId.get(id);
      if (input && input.id !== expression.id && !found.has(id)) {
        found.set(id, input);
        visit(input);
      }
    }
  };
  visit(expression);
  return [...found.values()];
}
