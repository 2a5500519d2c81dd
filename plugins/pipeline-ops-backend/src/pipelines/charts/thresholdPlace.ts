import type { MetricThreshold } from '@pipeline-ops/operations-document';
import type { ChartSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { isSuccessRate } from './successRate';

/** Where a documented threshold belongs among the charts of a resource. */
export interface Place {
  charts: ChartSpec[];
  /** True when it speaks of failures, and the chart of what succeeds. */
  isMirrored: boolean;
}

/**
 * By namespace and the metric's name; percentages of successes or failures by the success rate, where the resource has one
 * and the metric itself is a count.
 */
export function placeOf(
  element: MetricThreshold,
  charts: readonly ChartSpec[],
): Place {
  const inNamespace = charts.filter(chart => isIn(element.namespace, chart));
  const named = inNamespace.filter(chart =>
    element.metrics.some(metric => isMetricOf(metric, chart, inNamespace)),
  );
  const rate = rateOf(element, named);
  const successRate = inNamespace.find(isSuccessRate);
  if (rate && successRate && named.every(({ unit }) => unit === 'Count')) {
    return { charts: [successRate], isMirrored: rate === 'failure' };
  }
  return { charts: named, isMirrored: false };
}

/** Whether a percentage is one of what succeeds or of what fails: by its words, else by the count that it names. */
function rateOf(
  { threshold, name, metrics, text }: MetricThreshold,
  named: readonly ChartSpec[],
): 'success' | 'failure' | undefined {
  if (threshold?.unit !== 'Percent' || threshold.relativeTo) {
    return undefined;
  }
  // What the threshold is written like counts only for a metric of this resource; a rate by name is one of every resource.
  const words = [name, ...metrics, ...(named.length > 0 ? [text] : [])].join(
    ' ',
  );
  if (/success[a-z]*\s*rate|%\s*success/i.test(words)) {
    return 'success';
  }
  if (/(?:error|failure)s?\s*rate|%\s*(?:error|fail)/i.test(words)) {
    return 'failure';
  }
  const role = named.find(chart => chart.role)?.role;
  return role === 'success' || role === 'failure' ? role : undefined;
}

/** `Glue` and `AWS/Glue` are the same to people. */
function isIn(namespace: string | undefined, chart: ChartSpec): boolean {
  const bare = (written: string) => written.toLowerCase().replace(/^aws\//, '');
  return (
    namespace === undefined ||
    chart.series.some(
      ({ metric }) => metric && bare(metric.namespace) === bare(namespace),
    )
  );
}

/** By the metric's name; where none of the charts has it, by the only charts whose name contains it. */
function isMetricOf(
  metric: string,
  chart: ChartSpec,
  charts: readonly ChartSpec[],
): boolean {
  const wanted = plain(metric);
  const has = (each: ChartSpec) => namesOf(each).includes(wanted);
  if (charts.some(has)) {
    return has(chart);
  }
  return (
    wanted.length >= 8 && namesOf(chart).some(name => name.includes(wanted))
  );
}

function namesOf(chart: ChartSpec): string[] {
  const metrics = new Set(
    chart.series.flatMap(({ metric }) => metric?.metricName ?? []),
  );
  const id = chart.id.slice(chart.id.lastIndexOf(':') + 1);
  // The inputs of a rate are not what the rate is about.
  const derived = chart.series.some(series => series.expression);
  return [id, chart.title, ...(derived ? [] : metrics)].map(plain);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
