import type {
  MetricRef,
  MetricSelector,
  ResolvedEnvironment,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { valuesOf } from './Allowance';
import { matchesAnySelector, matchesPrefix, matchesSelector } from './names';

type Metric = Pick<MetricRef, 'namespace' | 'metricName' | 'dimensions'>;

/** True when the rules of the source let the metric through. Charts of the pipeline are not asked: see {@link ChartedMetrics}. */
export function mayReadMetric(
  selection: SourceSelection,
  metric: Pick<Metric, 'namespace' | 'dimensions'>,
): boolean {
  return (selection.metrics ?? []).some(rule => covers(rule, metric));
}

/** True when every metric of the namespace may be read, which is what a search over it takes. */
export function mayReadNamespace(
  selection: SourceSelection,
  namespace: string,
): boolean {
  return (selection.metrics ?? []).some(
    rule =>
      rule.type === 'any' ||
      (rule.type === 'namespace' &&
        Object.keys(rule.dimensions).length === 0 &&
        matchesSelector(namespace, rule.namespace)),
  );
}

/** True when every metric of the account may be read. */
export function mayReadEverything(selection: SourceSelection): boolean {
  return (selection.metrics ?? []).some(rule => rule.type === 'any');
}

/** What the charts of an environment show already, with whatever statistic. */
export class ChartedMetrics {
  private constructor(private readonly keys: ReadonlySet<string>) {}

  static of(
    environment: Pick<ResolvedEnvironment, 'resources'>,
  ): ChartedMetrics {
    return new ChartedMetrics(
      new Set(
        environment.resources.flatMap(({ sourceId, charts }) =>
          charts.flatMap(({ series }) =>
            series.flatMap(({ metric }) =>
              metric ? [keyOf(sourceId, metric)] : [],
            ),
          ),
        ),
      ),
    );
  }

  has(sourceId: string, metric: Metric): boolean {
    return this.keys.has(keyOf(sourceId, metric));
  }
}

function covers(
  rule: MetricSelector,
  { namespace, dimensions }: Pick<Metric, 'namespace' | 'dimensions'>,
): boolean {
  const valueOf = (name: string) =>
    Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  switch (rule.type) {
    case 'any':
      return true;
    case 'namespace':
      return (
        matchesSelector(namespace, rule.namespace) &&
        Object.entries(rule.dimensions).every(([name, prefix]) =>
          valuesOf(valueOf(name)).some(value => matchesPrefix(value, prefix)),
        )
      );
    case 'resource': {
      const parts = rule.dimensions.map(valueOf);
      if (namespace !== rule.namespace || parts[0] === undefined) {
        return false;
      }
      const name = parts
        .filter(part => part !== undefined)
        .map(part => valuesOf(part).at(-1))
        .join('/');
      return matchesAnySelector(name, rule.names);
    }
    default:
      return false;
  }
}

function keyOf(
  sourceId: string,
  { namespace, metricName, dimensions }: Metric,
): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return JSON.stringify([sourceId, namespace, metricName, sorted]);
}
