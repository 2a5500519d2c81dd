import type { MetricThreshold } from '@pipeline-ops/operations-document';
import type { Severity } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  PipelineDocument,
  ThresholdSpec,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { severitySchema } from '../definition/definitionSchema';
import { convertUnit } from '../definition/quantity';
import type { ChartBase } from './ChartBase';

/** A threshold of an operations document, with the document it is in. */
export interface DocumentedThreshold {
  element: MetricThreshold;
  path: string;
}

export function documentedThresholds(
  documents: readonly PipelineDocument[],
): DocumentedThreshold[] {
  return documents.flatMap(({ path, content }) =>
    (content?.metricThresholds ?? []).map(element => ({ element, path })),
  );
}

/** The resource that charts are of, as far as a document can tell resources apart. */
export interface DescribedResource {
  kind: string;
  name: string;
  base: ChartBase;
}

/**
 * The charts with what the documents say about their metrics: their thresholds take the place of those that were there,
 * their description and action that of the pack. A threshold under a heading that names a resource counts for that one.
 *
 * @param otherNames - Names of the environment's other resources of the same kind
 */
export function withDocumentThresholds(
  charts: readonly ChartSpec[],
  resource: DescribedResource,
  documented: readonly DocumentedThreshold[],
  otherNames: readonly string[],
): ChartSpec[] {
  const about = documented.filter(({ element }) =>
    isAbout(element, resource, otherNames),
  );
  return charts.map(chart => {
    const matching = about.filter(({ element }) =>
      element.metrics.some(metric => isMetricOf(metric, chart, charts)),
    );
    if (matching.length === 0) {
      return chart;
    }
    const thresholds = matching.flatMap(each =>
      specOf(each, chart, resource.base),
    );
    const [{ element: first }] = matching;
    return {
      ...chart,
      description: first.description ?? chart.description,
      advice: first.action ?? chart.advice,
      thresholds: thresholds.length > 0 ? thresholds : chart.thresholds,
    };
  });
}

/** Documented thresholds of metrics in a namespace of the team's own that no chart of the pipeline draws. */
export function undrawnThresholds(
  documented: readonly DocumentedThreshold[],
  charts: readonly ChartSpec[],
): (DocumentedThreshold & { namespace: string; metricName: string })[] {
  const drawn = new Set(
    charts.flatMap(chart =>
      chart.series.flatMap(({ metric }) =>
        metric ? `${metric.namespace}\n${metric.metricName}` : [],
      ),
    ),
  );
  return documented.flatMap(each => {
    const { namespace, metrics } = each.element;
    if (!namespace || namespace.startsWith('AWS/')) {
      return [];
    }
    return metrics
      .filter(metricName => !drawn.has(`${namespace}\n${metricName}`))
      .map(metricName => ({ ...each, namespace, metricName }));
  });
}

/** One documented threshold for a chart in some unit; empty where the document gives a metric no threshold. */
export function specOf(
  { element, path }: DocumentedThreshold,
  chart: Pick<ChartSpec, 'unit' | 'thresholds'>,
  base: ChartBase,
): ThresholdSpec[] {
  const text = element.text.trim();
  if (/^(n\/?a\b|none\b|-*$)/i.test(text)) {
    return [];
  }
  const { threshold } = element;
  const common = {
    text: element.describes === 'healthy' ? `normal: ${text}` : text,
    action: element.action,
    severity: severityOf(element.severity),
    origin: 'document' as const,
    document: { path, ...element.lines },
  };
  if (!threshold || threshold.comparison === '!=' || threshold.deviation) {
    return [{ comparison: '>', ...common }];
  }
  const { value, unit = '', relativeTo, windowSeconds } = threshold;
  const comparison = troubleSide(element, threshold.comparison, chart);
  return [
    relativeTo
      ? {
          comparison,
          value,
          relativeTo,
          base: base.find(relativeTo, chart.unit) ?? baseOfPack(chart),
          windowSeconds,
          ...common,
        }
      : {
          comparison,
          value: convertUnit(value, unit, chart.unit),
          windowSeconds,
          ...common,
        },
  ];
}

/**
 * On which side of the value trouble lies. A document may state what is normal (`Error rate: < 1%`); then it is the
 * other side, and for a bare value the side that the service pack warns about (else above, as for counts of errors).
 */
function troubleSide(
  element: MetricThreshold,
  written: ThresholdSpec['comparison'],
  chart: Pick<ChartSpec, 'thresholds'>,
): ThresholdSpec['comparison'] {
  if (element.describes !== 'healthy') {
    return written;
  }
  switch (written) {
    case '<':
      return '>=';
    case '<=':
      return '>';
    case '>':
      return '<=';
    case '>=':
      return '<';
    default:
      return chart.thresholds
        .find(threshold => threshold.origin !== 'document')
        ?.comparison.startsWith('<')
        ? '<'
        : '>';
  }
}

/** A document calls the base by its own words (`provisioned`, `max`); the pack knows which limit that is. */
function baseOfPack(chart: Pick<ChartSpec, 'thresholds'>): number | undefined {
  return chart.thresholds.find(threshold => threshold.relativeTo)?.base;
}

function isAbout(
  element: MetricThreshold,
  resource: DescribedResource,
  otherNames: readonly string[],
): boolean {
  if (element.service !== undefined && element.service !== resource.kind) {
    return false;
  }
  const headings = element.headingPath.join('\n');
  return (
    headings.includes(resource.name) ||
    !otherNames.some(name => headings.includes(name))
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

function severityOf(text: string | undefined): Severity | undefined {
  const parsed = severitySchema.safeParse(text?.trim().toLowerCase());
  return parsed.success ? parsed.data : undefined;
}
