import type {
  MetricQuery,
  MetricRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { replaceIdentifiers, readsWholeRequest } from './expression';
import { cloudLabel } from './labels';

/** Charts are asked for again and again with the same metrics. */
const known = new WeakMap<object, string>();

/** The stored metric, whatever the statistic: what CloudWatch bills by. */
export function metricKey(metric: Omit<MetricRef, 'stat'>): string {
  const key = known.get(metric) ?? writeKey(metric);
  known.set(metric, key);
  return key;
}

function writeKey(metric: Omit<MetricRef, 'stat'>): string {
  const dimensions = Object.entries(metric.dimensions).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return JSON.stringify([metric.namespace, metric.metricName, dimensions]);
}

/** What makes two queries for the same series differ; nothing for most. */
function variantOf(query: MetricQuery): unknown[] {
  const label = cloudLabel(query);
  return label || query.period ? [query.period ?? null, label ?? null] : [];
}

/**
 * A name for each query of a request that depends on what it asks, not on the id it has: equal keys ask for the same
 * series. Ids inside expressions are replaced by the key of what they stand for.
 */
export function queryKeys(
  queries: readonly MetricQuery[],
): Map<string, string> {
  const byId = new Map(queries.map(query => [query.id, query]));
  const keys = new Map<string, string>();
  const open = new Set<string>();
  function describe(query: MetricQuery): string {
    if (query.metric) {
      return JSON.stringify([
        'metric',
        metricKey(query.metric),
        query.metric.stat,
        ...variantOf(query),
      ]);
    }
    const expression = query.expression ?? '';
    if (readsWholeRequest(expression)) {
      const others = queries
        .filter(other => other.id !== query.id && other.metric)
        .map(other => [other.id, keyOf(other.id)]);
      return JSON.stringify([
        'request',
        expression,
        others,
        ...variantOf(query),
      ]);
    }
    return JSON.stringify([
      'math',
      replaceIdentifiers(expression, id =>
        byId.has(id) ? `[${keyOf(id)}]` : undefined,
      ),
      ...variantOf(query),
    ]);
  }
  function keyOf(id: string): string {
    const described = keys.get(id);
    if (described !== undefined) {
      return described;
    }
    const query = byId.get(id);
    if (!query || open.has(id)) {
      return JSON.stringify(['unknown', id]);
    }
    open.add(id);
    const key = describe(query);
    open.delete(id);
    keys.set(id, key);
    return key;
  }
  queries.forEach(({ id }) => keyOf(id));
  return keys;
}
