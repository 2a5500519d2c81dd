import type { MetricIdentity } from '../../../model';
import type { SearchQuery, SearchTerm } from './query';
import { matchesPartially, tokenizeName, type TokenizedName } from './tokens';

/** Most metrics that one search gives (AWS: "CloudWatch search expression syntax", limits). */
export const MAX_SEARCH_RESULTS = 500;

/** The metrics that a search finds, in the order of their names. */
export function findMetrics(
  query: SearchQuery,
  metrics: readonly MetricIdentity[],
): MetricIdentity[] {
  const { schema, term } = query;
  const matches = term ? compile(term) : () => true;
  return metrics
    .filter(metric => !schema || fitsSchema(schema, metric))
    .filter(matches)
    .map(metric => ({ metric, key: sortKey(metric) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, MAX_SEARCH_RESULTS)
    .map(entry => entry.metric);
}

/**
 * Labels that tell the metrics of one search apart: the namespace, the metric's name and the dimensions' values, each only
 * where it differs between the metrics; the metric's name, where nothing differs.
 */
export function searchLabels(metrics: readonly MetricIdentity[]): string[] {
  const differs = (part: (metric: MetricIdentity) => string | undefined) =>
    new Set(metrics.map(part)).size > 1;
  const dimensionNames = [
    ...new Set(metrics.flatMap(metric => Object.keys(metric.dimensions))),
  ].filter(name => differs(metric => metric.dimensions[name]));
  const withNamespace = differs(metric => metric.namespace);
  const withName = differs(metric => metric.metricName);

  return metrics.map(metric => {
    const parts = [
      ...(withNamespace ? [metric.namespace] : []),
      ...dimensionNames.flatMap(name => metric.dimensions[name] ?? []),
      ...(withName ? [metric.metricName] : []),
    ];
    return parts.length > 0 ? parts.join(' ') : metric.metricName;
  });
}

function sortKey(metric: MetricIdentity): string {
  const dimensions = Object.entries(metric.dimensions)
    .map(pair => pair.join('='))
    .sort();
  return [metric.namespace, metric.metricName, ...dimensions].join('\u0000');
}

/** A schema with dimensions wants exactly these; one without takes every metric of the namespace. */
function fitsSchema(
  schema: NonNullable<SearchQuery['schema']>,
  metric: MetricIdentity,
): boolean {
  if (metric.namespace !== schema.namespace) return false;
  const wanted = new Set(schema.dimensionNames);
  if (wanted.size === 0) return true;
  const names = Object.keys(metric.dimensions);
  return names.length === wanted.size && names.every(name => wanted.has(name));
}

function compile(term: SearchTerm): (metric: MetricIdentity) => boolean {
  switch (term.kind) {
    case 'and': {
      const all = term.terms.map(compile);
      return metric => all.every(matches => matches(metric));
    }
    case 'or': {
      const any = term.terms.map(compile);
      return metric => any.some(matches => matches(metric));
    }
    case 'not': {
      const matches = compile(term.term);
      return metric => !matches(metric);
    }
    default: {
      const fits = textMatcher(term.text, term.exact);
      return metric => propertiesOf(metric, term.property).some(fits);
    }
  }
}

function textMatcher(text: string, exact: boolean): (name: string) => boolean {
  if (exact) return name => name === text;
  const term = tokenizeName(text);
  const seen = new Map<string, TokenizedName>();
  return name => {
    const tokens = seen.get(name) ?? tokenizeName(name);
    seen.set(name, tokens);
    return matchesPartially(term, tokens);
  };
}

function propertiesOf(metric: MetricIdentity, property?: string): string[] {
  if (property === undefined) {
    return [
      metric.namespace,
      metric.metricName,
      ...Object.keys(metric.dimensions),
      ...Object.values(metric.dimensions),
    ];
  }
  if (property === 'MetricName') return [metric.metricName];
  if (property === 'Namespace') return [metric.namespace];
  return Object.hasOwn(metric.dimensions, property)
    ? [metric.dimensions[property]]
    : [];
}
