import type {
  ChartSeriesSpec,
  ChartSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import {
  identifiersOf,
  readsWholeRequest,
} from '../telemetry/planner/expression';

/**
 * How a value depends on the length of its bucket. `count`: events, add up and scatter by chance; `sum`: adds up, such as
 * bytes; `level`: does not add up; `peak` and `trough`: extremes, which are further out the longer the bucket is.
 */
export type SeriesKind = 'count' | 'sum' | 'level' | 'peak' | 'trough';

const ADDITIVE = new Set(['Sum', 'SampleCount']);

/** Functions that leave counts counts. */
const KEEPS_COUNTS = new Set(['FILL', 'SUM', 'REPEAT', 'LINEAR']);

/** The kind of a drawn series; undefined where its hourly values could not be compared with those of shorter buckets. */
export function kindOf(
  series: ChartSeriesSpec,
  chart: ChartSpec,
): SeriesKind | undefined {
  if (series.metric) {
    return kindOfStatistic(series.metric.stat, chart.unit);
  }
  return kindOfExpression(series.expression ?? '', chart);
}

function kindOfStatistic(stat: string, unit: string): SeriesKind {
  if (ADDITIVE.has(stat)) {
    return stat === 'SampleCount' || unit === 'Count' ? 'count' : 'sum';
  }
  if (stat === 'Maximum' || stat === 'Minimum') {
    return stat === 'Maximum' ? 'peak' : 'trough';
  }
  const percentile = Number(/^p(\d+(?:\.\d+)?)$/i.exec(stat)?.[1] ?? 50);
  if (percentile >= 90) {
    return 'peak';
  }
  return percentile <= 10 ? 'trough' : 'level';
}

/** A quotient is a rate or a share, whatever the bucket; sums and differences of counts are counts. */
function kindOfExpression(
  expression: string,
  chart: ChartSpec,
): SeriesKind | undefined {
  const words = identifiersOf(expression);
  if (
    readsWholeRequest(expression) ||
    words.has('SEARCH') ||
    words.has('ANOMALY_DETECTION_BAND')
  ) {
    return undefined;
  }
  if (expression.includes('/')) {
    return 'level';
  }
  const inputs = [...words].filter(word => !KEEPS_COUNTS.has(word));
  const kinds = new Set(
    inputs.map(id => {
      const stat = chart.series.find(one => one.id === id)?.metric?.stat;
      return stat === undefined ? undefined : kindOfStatistic(stat, chart.unit);
    }),
  );
  const [kind] = kinds;
  return kinds.size === 1 && !expression.includes('*') ? kind : undefined;
}
