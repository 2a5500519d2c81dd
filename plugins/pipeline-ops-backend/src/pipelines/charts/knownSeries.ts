import type {
  KnownMetric,
  MetricRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';

/** More lines than this in one chart tell nothing. */
export const MAX_SERIES = 12;

/** One series for each value that CloudWatch knows where the dimensions say `*`. */
export interface KnownSeries {
  metric: MetricRef;
  /** The values that stand for the stars; `''` when there was no star. */
  label: string;
}

/**
 * The stored metrics that a pattern of dimensions stands for, in the order of their labels.
 *
 * @param known - What CloudWatch knows; undefined when it could not be asked
 */
export function knownSeries(
  pattern: MetricRef,
  known: readonly KnownMetric[] | undefined,
): KnownSeries[] {
  const open = Object.entries(pattern.dimensions)
    .filter(([, value]) => value === '*')
    .map(([name]) => name);
  if (open.length === 0) {
    return [{ metric: pattern, label: '' }];
  }
  return (known ?? [])
    .filter(metric => isMetricOf(metric, pattern))
    .map(metric => ({
      metric: { ...pattern, dimensions: metric.dimensions },
      label: open.map(name => metric.dimensions[name]).join(' · '),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
}

/** True when CloudWatch knows a metric that the pattern stands for. */
export function isKnown(
  pattern: MetricRef,
  known: readonly KnownMetric[] | undefined,
): boolean {
  return (known ?? []).some(metric => isMetricOf(metric, pattern));
}

function isMetricOf(metric: KnownMetric, pattern: MetricRef): boolean {
  const names = Object.keys(pattern.dimensions);
  return (
    metric.namespace === pattern.namespace &&
    metric.metricName === pattern.metricName &&
    Object.keys(metric.dimensions).length === names.length &&
    names.every(
      name =>
        metric.dimensions[name] !== undefined &&
        (pattern.dimensions[name] === '*' ||
          pattern.dimensions[name] === metric.dimensions[name]),
    )
  );
}
