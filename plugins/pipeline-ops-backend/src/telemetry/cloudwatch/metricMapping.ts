import type {
  GetMetricDataCommandOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { SeriesData } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { emptyGrid, gridOf, type Grid } from '../grid';

export function toMetricDataQuery(
  query: MetricQuery,
  period: number,
): MetricDataQuery {
  const common = {
    Id: query.id,
    ...(query.label ? { Label: query.label } : {}),
    ReturnData: query.returnData ?? true,
  };
  if (query.metric) {
    const { namespace, metricName, dimensions, stat } = query.metric;
    return {
      ...common,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({
            Name,
            Value,
          })),
        },
        Period: query.period ?? period,
        Stat: stat,
      },
    };
  }
  return {
    ...common,
    Expression: query.expression,
    Period: query.period ?? period,
  };
}

interface Collected {
  id: string;
  label: string;
  points: { at: number; value: number }[];
  statusCode?: string;
  messages: string[];
}

/**
 * Joins the results of all pages by query (and label, because SEARCH gives several series under one id) and lays the
 * points on the window's grid. Points may come unsorted, twice or off the grid; NaN and Infinity count as missing.
 *
 * @param unread - Why pages are missing, when some are: then no series can be called complete.
 */
export function toMetricResults(
  queries: MetricQuery[],
  pages: GetMetricDataCommandOutput[],
  window: Grid,
  unread?: string,
): MetricResult[] {
  const grids = new Map(
    queries.map(query => [query.id, gridOf(query, window)]),
  );
  const collected = new Map<string, Collected>();
  for (const page of pages) {
    for (const result of page.MetricDataResults ?? []) {
      collect(collected, result);
    }
  }
  const general = pages
    .flatMap(page => page.Messages ?? [])
    .map(message => message.Value ?? message.Code ?? '')
    .filter(Boolean);
  const answered = new Set([...collected.values()].map(({ id }) => id));
  const results = [...collected.values()].map(series =>
    toResult(series, grids.get(series.id) ?? window, general, unread),
  );
  for (const query of queries) {
    if (query.returnData !== false && !answered.has(query.id)) {
      results.push(
        unanswered(query, gridOf(query, window), pages.length > 0 && !unread, [
          ...general,
          ...(unread ? [unread] : []),
        ]),
      );
    }
  }
  return results;
}

function collect(
  collected: Map<string, Collected>,
  result: MetricDataResult,
): void {
  const id = result.Id ?? '';
  const label = result.Label ?? id;
  const key = `${id}\n${label}`;
  const series = collected.get(key) ?? { id, label, points: [], messages: [] };
  const values = result.Values ?? [];
  (result.Timestamps ?? []).forEach((timestamp, index) => {
    series.points.push({
      at: timestamp.getTime() / 1_000,
      value: Number(values[index]),
    });
  });
  // PartialData means that more comes on a later page; the last page's word counts.
  series.statusCode = result.StatusCode ?? series.statusCode;
  series.messages.push(
    ...(result.Messages ?? []).map(({ Value, Code }) => Value ?? Code ?? ''),
  );
  collected.set(key, series);
}

function toResult(
  series: Collected,
  grid: Grid,
  general: string[],
  unread: string | undefined,
): MetricResult {
  const failed =
    series.statusCode === 'InternalError' || series.statusCode === 'Forbidden';
  // A series that was finished before a later page failed stays whole.
  const partial =
    !failed &&
    (series.statusCode === 'PartialData' ||
      (unread !== undefined && series.statusCode !== 'Complete'));
  let status: MetricResult['status'] = 'complete';
  if (failed) {
    status = 'failed';
  } else if (partial) {
    status = 'partial';
  }
  const messages = [
    ...series.messages,
    ...(status === 'complete' ? [] : general),
    ...(partial && unread ? [unread] : []),
  ].filter(Boolean);
  return {
    id: series.id,
    label: series.label,
    ...onGrid(series.points, grid),
    status,
    ...(status === 'complete'
      ? {}
      : {
          message:
            messages.join(' ') ||
            `CloudWatch answered ${series.statusCode ?? 'in part'}.`,
        }),
  };
}

function unanswered(
  query: MetricQuery,
  grid: Grid,
  wholeAnswer: boolean,
  messages: string[],
): MetricResult {
  // A search that matches nothing gives no series: that is an answer. So is a stored metric that was left out.
  return {
    id: query.id,
    label: query.label ?? query.metric?.metricName ?? query.id,
    ...emptyGrid(grid),
    ...(wholeAnswer
      ? { status: 'complete' as const }
      : {
          status: 'failed' as const,
          message: messages.join(' ') || 'CloudWatch gave no answer.',
        }),
  };
}

function onGrid(
  points: { at: number; value: number }[],
  grid: Grid,
): SeriesData {
  const series = emptyGrid(grid);
  for (const { at, value } of points) {
    const index = Math.floor((at - grid.from) / grid.period);
    if (index >= 0 && index < series.values.length && Number.isFinite(value)) {
      series.values[index] = value;
    }
  }
  return series;
}
