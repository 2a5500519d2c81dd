import type {
  ServicePackChart,
  ServicePackSeries,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** A chart that draws one metric, by one or several statistics. */
export function metricChart(
  chart: Omit<ServicePackChart, 'id' | 'series'> & {
    metric: string;
    /** Statistics; the first one is what thresholds are held against. */
    stats: string[];
    /** Where the id shall differ from the metric's name. */
    id?: string;
    namespace?: string;
    dimensions?: Record<string, string>;
  },
): ServicePackChart {
  const { metric, stats, id = metric, namespace, dimensions, ...rest } = chart;
  return {
    ...rest,
    id,
    series: stats.map((stat, index): ServicePackSeries => ({
      id: `m${index + 1}`,
      label: stats.length > 1 ? stat : chart.title,
      metric,
      stat,
      namespace,
      dimensions,
    })),
  };
}
