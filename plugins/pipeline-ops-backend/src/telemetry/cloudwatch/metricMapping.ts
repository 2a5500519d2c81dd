import type {
  GetMetricDataCommandOutput,
  MetricDataQuery,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type {
  MetricQuery,
  MetricResult,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** Unix seconds on boundaries of `period` (seconds); the end is exclusive. */
export interface MetricWindow {
  from: number;
  to: number;
  period: number;
}

export function toMetricDataQuery(
  query: MetricQuery,
  period: number,
): MetricDataQuery {
  const returned = { ReturnData: query.returnData ?? true };
  if (query.metric) {
    const { namespace, metricName, dimensions, stat } = query.metric;
    return {
      Id: query.id,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: metricName,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({
            Name,
            Value,
          })),
        },
        Period: period,
        Stat: stat,
      },
      ...returned,
    };
  }
  return {
    Id: query.id,
    Expression: query.expression,
    Period: period,
    ...returned,
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
  window: MetricWindow,
  unread?: string,
): MetricResult[] {
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
    toResult(series, window, general, unread),
  );
  for (const query of queries) {
    if (query.returnData !== false && !answered.has(query.id)) {
      results.push(
        unanswered(query, window, pages.length > 0 && !unread, [
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
  window: MetricWindow,
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
    t0: window.from,
    step: window.period,
    values: onGrid(series.points, window),
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
  window: MetricWindow,
  wholeAnswer: boolean,
  messages: string[],
): MetricResult {
  // A search that matches nothing gives no series: that is an answer. So is a stored metric that was left out.
  return {
    id: query.id,
    label: query.metric?.metricName ?? query.id,
    t0: window.from,
    step: window.period,
    values: emptyGrid(window),
    ...(wholeAnswer
      ? { status: 'complete' as const }
      : {
          status: 'failed' as const,
          message: messages.join(' ') || 'CloudWatch gave no answer.',
        }),
  };
}

function emptyGrid(window: MetricWindow): null[] {
  return new Array<null>(bucketCount(window)).fill(null);
}

function bucketCount({ from, to, period }: MetricWindow): number {
  return Math.max(0, Math.ceil((to - from) / period));
}

function onGrid(
  points: { at: number; value: number }[],
  window: MetricWindow,
): (number | null)[] {
  const values: (number | null)[] = emptyGrid(window);
  for (const { at, value } of points) {
    const index = Math.floor((at - window.from) / window.period);
    if (index >= 0 && index < values.length && Number.isFinite(value)) {
      values[index] = value;
    }
  }
  return values;
}
