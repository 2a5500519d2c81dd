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

/**
 * By the metric's name, also with what people say before it (`High …`, `Lambda …`); where none of the charts has it, by the
 * only charts whose name contains it.
 */
function isMetricOf(
  metric: string,
  chart: ChartSpec,
  charts: readonly ChartSpec[],
): boolean {
  for (const wanted of spoken(metric)) {
    const has = (each: ChartSpec) => namesOf(each).includes(wanted);
    if (charts.some(has)) {
      return has(chart);
    }
  }
  const wanted = plain(metric);
  return (
    wanted.length >= 8 && namesOf(chart).some(name => name.includes(wanted))
  );
}

/** True when one of the team's own metrics bears the very name: then words in it do not name a service. */
export function isTitleOf(
  { metrics }: MetricThreshold,
  charts: readonly ChartSpec[],
): boolean {
  const titles = charts.map(({ title }) => plain(title));
  return metrics.some(metric =>
    spoken(metric).some(name => titles.includes(name)),
  );
}

const HOW_MUCH =
  /^(?:high|low|elevated|excessive|increased|too (?:many|few))\s+/i;
const SERVICE =
  /^(?:(?:aws|amazon)\s+)?(?:lambda|s3|kinesis|dynamodb|glue|rds|aurora|athena|sqs|sns|ecs|msk|kafka|redshift|step functions|airflow)\s+/i;

/** A name as written, and without the words that alarms are given before their metric. */
function spoken(metric: string): string[] {
  const bare = metric.replace(HOW_MUCH, '');
  return [metric, bare, bare.replace(SERVICE, '')].map(plain);
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
