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
import { deviationLines, speaksOfDeviation } from './deviation';
import { isTitleOf, placeOf } from './thresholdPlace';

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
  const placed = documented
    .filter(({ element }) => isAbout(element, resource, charts, otherNames))
    .map(each => ({ each, place: placeOf(each.element, charts) }));
  return charts.map(chart => {
    const matching = placed.filter(({ place }) => place.charts.includes(chart));
    if (matching.length === 0) {
      return chart;
    }
    const thresholds = matching.flatMap(({ each, place }) => {
      const specs = specOf(each, chart, resource.base);
      return place.isMirrored ? specs.map(mirrored) : specs;
    });
    const [{ each, place }] = matching;
    const { description, action } = each.element;
    return {
      ...chart,
      description:
        (place.isMirrored ? undefined : description) ?? chart.description,
      advice: action ?? chart.advice,
      thresholds:
        thresholds.length > 0
          ? thresholds.map(one => completed(one, chart.thresholds))
          : chart.thresholds,
    };
  });
}

/** The document's threshold, with severity and action of the same limit in the definition where it gives none. */
function completed(
  threshold: ThresholdSpec,
  earlier: readonly ThresholdSpec[],
): ThresholdSpec {
  const same = earlier.find(
    one =>
      one.origin === 'definition' &&
      one.value !== undefined &&
      one.value === threshold.value &&
      one.comparison === threshold.comparison &&
      one.relativeTo === threshold.relativeTo,
  );
  return same
    ? {
        ...threshold,
        severity: threshold.severity ?? same.severity,
        action: threshold.action ?? same.action,
      }
    : threshold;
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
  if (!threshold || threshold.comparison === '!=') {
    return [
      {
        comparison: '>',
        ...(speaksOfDeviation(text) ? { relativeTo: 'baseline' } : {}),
        ...common,
      },
    ];
  }
  const { value, unit = '', relativeTo, windowSeconds } = threshold;
  const comparison = troubleSide(element, threshold.comparison, chart);
  if (threshold.deviation) {
    return deviationLines(text, threshold, comparison).map(line => ({
      ...line,
      relativeTo: relativeTo ?? 'baseline',
      windowSeconds,
      ...common,
    }));
  }
  return [
    relativeTo
      ? {
          comparison,
          value,
          relativeTo,
          ...baseOf(relativeTo, chart, base),
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
function baseOf(
  relativeTo: string,
  chart: Pick<ChartSpec, 'unit' | 'thresholds'>,
  base: ChartBase,
): Pick<ThresholdSpec, 'base' | 'baseKey'> {
  const defined = base.find(relativeTo, chart.unit);
  if (defined !== undefined) {
    return { base: defined, baseKey: base.keyOf(relativeTo) };
  }
  const ofPack = chart.thresholds.find(threshold => threshold.relativeTo);
  return ofPack
    ? { base: ofPack.base, baseKey: ofPack.baseKey }
    : { baseKey: base.keyOf(relativeTo) };
}

/** A namespace says what a threshold is about, and then the words around it say no more. */
function isAbout(
  element: MetricThreshold,
  resource: DescribedResource,
  charts: readonly ChartSpec[],
  otherNames: readonly string[],
): boolean {
  if (
    element.namespace === undefined &&
    element.service !== undefined &&
    element.service !== resource.kind &&
    !(resource.kind === 'custom' && isTitleOf(element, charts))
  ) {
    return false;
  }
  const headings = element.headingPath.join('\n');
  return (
    headings.includes(resource.name) ||
    !otherNames.some(name => headings.includes(name))
  );
}

const OPPOSITE: Record<
  ThresholdSpec['comparison'],
  ThresholdSpec['comparison']
> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '==': '==' };

/** `> 10 %` of failures is `< 90 %` of successes. */
function mirrored(spec: ThresholdSpec): ThresholdSpec {
  return {
    ...spec,
    comparison: OPPOSITE[spec.comparison],
    ...(spec.value === undefined ? {} : { value: 100 - spec.value }),
  };
}

function severityOf(text: string | undefined): Severity | undefined {
  const parsed = severitySchema.safeParse(text?.trim().toLowerCase());
  return parsed.success ? parsed.data : undefined;
}
