import type { Finding } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  MetricRef,
  ResolvedResource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { finding, placeInWords } from './finding';

/** Days that CloudWatch names a metric for after its newest point. Source: ListMetrics in the CloudWatch API reference. */
const LISTED_DAYS = 14;

/**
 * Metrics of a resource that document or definition name and that reported nothing in two weeks.
 *
 * A resource of which nothing reports is one finding. Of others only those charts count that somebody in the team asked
 * for: what a service pack adds may well be empty. Counts of failures may stay silent for good, and should.
 */
export function silentMetrics(
  resource: ResolvedResource,
  isKnown: (metric: MetricRef) => boolean,
): Finding[] {
  const { charts, kind, declared, title, id, sourceId, consoleUrl } = resource;
  const stored = charts.filter(chart => metricsOf(chart).length > 0);
  const silent = stored.filter(chart => !metricsOf(chart).some(isKnown));
  if (!declared || silent.length === 0) {
    return [];
  }
  const about = { sourceId, ...(consoleUrl ? { consoleUrl } : {}) };
  if (silent.length === stored.length) {
    return [
      finding({
        ...about,
        kind: 'metric-silent',
        severity: 'medium',
        subject: id,
        expected: `metrics of ${title}`,
        found: `none in ${LISTED_DAYS} days`,
        advice:
          'Look whether it is deployed under this name and still used; else take it out of the definition.',
      }),
    ];
  }
  return silent
    .filter(
      chart =>
        chart.role !== 'failure' &&
        (kind === 'custom' || askedFor(chart) !== undefined),
    )
    .map(chart => {
      const position = askedFor(chart)?.document;
      const [{ namespace, metricName }] = metricsOf(chart);
      return finding({
        ...about,
        kind: 'metric-silent',
        severity: 'low',
        subject: chart.id,
        expected: `${namespace} ${metricName} of ${title}${position ? ` (${placeInWords(position)})` : ''}`,
        found: `no data in ${LISTED_DAYS} days`,
        advice:
          'Look whether its name and dimensions are right and whether it is still published.',
        ...(position ? { position } : {}),
      });
    });
}

/** The threshold by which somebody in the team named the chart's metric. */
function askedFor(chart: ChartSpec) {
  return chart.thresholds.find(({ origin }) => origin !== 'service-pack');
}

/** Stored metrics that the chart draws, or that its metric math reads. */
function metricsOf(chart: ChartSpec): MetricRef[] {
  return chart.series.flatMap(({ metric }) => metric ?? []);
}
