import type {
  ChartSeriesSpec,
  ChartSpec,
  KnownMetric,
  MetricRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CustomMetricDefinition } from '../definition/definitionSchema';
import type { ChartBase } from './ChartBase';
import { definedThresholds } from './definedThresholds';
import { MAX_SERIES } from './knownSeries';
import type { ThresholdsByMetric } from './packCharts';
import { SUCCESS_RATE, withSuccessRate } from './successRate';

export interface CustomResource {
  /** `custom:name`. */
  id: string;
  namespace: string;
  dimensions: Record<string, string>;
  /** Absent: every metric that CloudWatch knows for it. */
  metrics?: readonly CustomMetricDefinition[];
  /** For metrics that have none of their own. */
  thresholds: ThresholdsByMetric;
  base: ChartBase;
  known: readonly KnownMetric[] | undefined;
}

/** Every metric of a busy namespace would be a wall of charts. */
const MAX_FOUND_METRICS = 40;

/** One chart for each metric in a namespace of the team's own. */
export function customCharts(resource: CustomResource): ChartSpec[] {
  const metrics = resource.metrics ?? foundMetrics(resource);
  const charts = metrics.map((definition): ChartSpec => {
    const metric =
      typeof definition === 'string' ? { name: definition } : definition;
    const unit = metric.unit ?? usualUnit(metric.name);
    const title = metric.title ?? metric.name;
    const stat = metric.stat ?? usualStatistic(unit);
    const thresholds = metric.thresholds ?? resource.thresholds[metric.name];
    const pattern: MetricRef = {
      namespace: resource.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions ?? resource.dimensions,
      stat,
    };
    return {
      id: `${resource.id}:${metric.name}`,
      title,
      unit,
      advice: metric.advice,
      role: metric.role,
      series: seriesFor(pattern, title, resource.known),
      thresholds: definedThresholds(
        thresholds === undefined ? [] : [thresholds].flat(),
        { unit },
        resource.base,
        'definition',
      ),
    };
  });
  return withSuccessRate(
    charts,
    resource.id,
    definedThresholds(
      [resource.thresholds[SUCCESS_RATE] ?? []].flat(),
      { unit: 'Percent' },
      resource.base,
      'definition',
    ),
  );
}

/**
 * The series of a metric: exactly the dimensions that were asked for where CloudWatch knows them so, else one for each
 * of the ways in which it knows them with the fewest dimensions more.
 */
export function seriesFor(
  pattern: MetricRef,
  title: string,
  known: readonly KnownMetric[] | undefined,
): ChartSeriesSpec[] {
  const wanted = Object.entries(pattern.dimensions);
  const candidates = (known ?? []).filter(
    metric =>
      metric.namespace === pattern.namespace &&
      metric.metricName === pattern.metricName &&
      wanted.every(([name, value]) => metric.dimensions[name] === value),
  );
  const fewest = Math.min(...candidates.map(sizeOf));
  const found = candidates.filter(metric => sizeOf(metric) === fewest);
  if (found.length === 0) {
    return [{ id: 'm1', label: title, metric: pattern, visible: true }];
  }
  return found
    .map(metric => ({
      dimensions: metric.dimensions,
      label: Object.entries(metric.dimensions)
        .filter(([name]) => !(name in pattern.dimensions))
        .map(([, value]) => value)
        .join(' · '),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }))
    .slice(0, MAX_SERIES)
    .map(({ dimensions, label }, index) => ({
      id: `m${index + 1}`,
      label: label || title,
      metric: { ...pattern, dimensions },
      visible: true,
    }));
}

/** CloudWatch's usual statistic for what is counted is the sum. */
export function usualStatistic(unit: string): string {
  return unit === 'Count' ? 'Sum' : 'Average';
}

/** Names that end in a word for things that are counted. */
export function usualUnit(metricName: string): string {
  return /(count|errors?|failures?|success(es)?|attempts|requests|records|processed)$/i.test(
    metricName,
  )
    ? 'Count'
    : 'None';
}

function foundMetrics(resource: CustomResource): string[] {
  const names = (resource.known ?? [])
    .filter(
      metric =>
        metric.namespace === resource.namespace &&
        Object.entries(resource.dimensions).every(
          ([name, value]) => metric.dimensions[name] === value,
        ),
    )
    .map(metric => metric.metricName);
  return [...new Set(names)].sort().slice(0, MAX_FOUND_METRICS);
}

function sizeOf(metric: KnownMetric): number {
  return Object.keys(metric.dimensions).length;
}
