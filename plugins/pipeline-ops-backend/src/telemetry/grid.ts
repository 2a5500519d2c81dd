import type { SeriesData } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { MetricQuery } from '@pipeline-ops/plugin-pipeline-ops-node';

/** Unix seconds, and seconds; the end is exclusive. */
export interface Grid {
  from: number;
  to: number;
  period: number;
}

/**
 * Where a query's points lie in a request's window. CloudWatch puts points on multiples of the period, so a query with
 * a longer period than the request begins on the boundary before the window.
 */
export function gridOf(query: Pick<MetricQuery, 'period'>, window: Grid): Grid {
  const { period } = query;
  return !period || period === window.period
    ? window
    : { ...window, period, from: Math.floor(window.from / period) * period };
}

/** A series without points. */
export function emptyGrid({ from, to, period }: Grid): SeriesData {
  const buckets = Math.max(0, Math.ceil((to - from) / period));
  return {
    t0: from,
    step: period,
    values: new Array<null>(buckets).fill(null),
  };
}
