import type {
  MetricSelector,
  NameSelector,
  ServicePack,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AllowRule, SourceConfig } from '../../config/configSchema';
import { matchesPrefix } from './names';
import { type NameRights, selectNames } from './selectNames';

/** Sorts of names that rules are about. */
export type NameSort = 'alarms' | 'logGroups' | 'dashboards' | 'resources';

/** What one source may show to one owner, from the source's binding and its `allow` rules. Pure. */
export class Allowance {
  readonly #rules: AllowRule[];
  readonly #others: AllowRule[];
  readonly #everything: boolean;

  private constructor(
    private readonly source: SourceConfig,
    private readonly owner: string | undefined,
  ) {
    const isOwn = (rule: AllowRule) =>
      rule.owner === '*' || rule.owner.toLowerCase() === owner;
    this.#everything = source.binding === 'catalog';
    this.#rules = source.allow.filter(isOwn);
    this.#others = source.allow.filter(rule => !isOwn(rule));
  }

  /** @param options - `owner` is the full reference of `spec.owner` in lower case, absent where an entity has none */
  static create(options: {
    source: SourceConfig;
    owner: string | undefined;
  }): Allowance {
    return new Allowance(options.source, options.owner);
  }

  /** Why the source shows nothing at all of this pipeline to this owner; undefined when it may show something. */
  refusesPipeline(pipelineId: string): string | undefined {
    if (this.#everything) {
      return undefined;
    }
    if (this.#rules.length === 0) {
      return this.owner
        ? `source ${this.source.id} has no allow rule for ${this.owner}`
        : `the entity has no owner, and source ${this.source.id} allows by owner`;
    }
    const claimable = this.#rules.flatMap(rule => rule.pipelines ?? ['*']);
    return claimable.some(prefix => covers(prefix, pipelineId))
      ? undefined
      : `source ${this.source.id} allows ${this.owner} pipelines that begin with ${claimable.join(', ')}`;
  }

  /** The rights to names of one sort. */
  rights(sort: NameSort, otherPipelines: readonly string[]): NameRights {
    if (this.#everything) {
      return { own: [''], others: [], otherPipelines };
    }
    return {
      own: this.#rules.flatMap(rule => rule[sort].map(plainPrefix)),
      others: this.#others.flatMap(rule => rule[sort].map(plainPrefix)),
      otherPipelines,
    };
  }

  /**
   * Why a metric may not be shown; undefined when it may.
   *
   * @param resource - The resource that it is a metric of, when a service pack made it
   */
  refusesMetric(
    metric: { namespace: string; dimensions: Record<string, string> },
    resource?: { name: string; pack: ServicePack; nameIsIdentity: boolean },
  ): string | undefined {
    if (this.#everything) {
      return undefined;
    }
    if (
      this.#rules.some(rule =>
        rule.metrics.some(
          allowed =>
            namespaceMatches(metric.namespace, allowed.namespace) &&
            Object.entries(allowed.dimensions ?? {}).every(([name, prefix]) =>
              valuesOf(metric.dimensions[name]).some(value =>
                covers(prefix, value),
              ),
            ),
        ),
      )
    ) {
      return undefined;
    }
    if (resource?.nameIsIdentity && this.#ownsResource(resource.name)) {
      return undefined;
    }
    if (resource?.nameIsIdentity) {
      const { own } = this.rights('resources', []);
      return `source ${this.source.id} allows ${this.owner} ${own.length > 0 ? `resources that begin with ${own.join(', ')}` : 'no resources'}`;
    }
    return `source ${this.source.id} has no rule that allows ${this.owner} metrics of ${metric.namespace}${dimensionsText(metric.dimensions)}`;
  }

  /**
   * What the rules say about metrics, as data: for whoever wants to read one that no resource of the pipeline stands for.
   *
   * @param packs - Which dimension of which namespace names a resource
   */
  metricSelectors(packs: readonly ServicePack[]): MetricSelector[] {
    if (this.#everything) {
      return [{ type: 'any' }];
    }
    const byNamespace = this.#rules.flatMap(rule =>
      rule.metrics.map((allowed): MetricSelector => ({
        type: 'namespace',
        namespace: namespaceSelector(allowed.namespace),
        dimensions: Object.fromEntries(
          Object.entries(allowed.dimensions ?? {}).map(([name, prefix]) => [
            name,
            plainPrefix(prefix),
          ]),
        ),
      })),
    );
    const rights = this.rights('resources', []);
    const names = rights.own.flatMap(
      prefix => selectNames({ type: 'prefix', prefix }, rights).selectors,
    );
    const unique = [
      ...new Map(names.map(each => [JSON.stringify(each), each])).values(),
    ];
    return unique.length === 0
      ? byNamespace
      : [
          ...byNamespace,
          ...packs.flatMap(pack => resourceSelectors(pack, unique)),
        ];
  }

  /** True when some rule lets the owner see metrics of the namespace, of whatever dimensions. */
  mayKnow(namespace: string): boolean {
    return (
      this.#everything ||
      this.#rules.some(rule =>
        rule.metrics.some(allowed =>
          namespaceMatches(namespace, allowed.namespace),
        ),
      )
    );
  }

  #ownsResource(name: string): boolean {
    const { own, others } = this.rights('resources', []);
    const lengthOf = (prefixes: readonly string[]) =>
      Math.max(
        -1,
        ...prefixes
          .filter(prefix => matchesPrefix(name, prefix))
          .map(prefix => prefix.length),
      );
    const ownLength = lengthOf(own);
    return ownLength >= 0 && ownLength >= lengthOf(others);
  }
}

/** One rule for each namespace of the pack; a service of ECS is named by two dimensions, `cluster/service`. */
function resourceSelectors(
  pack: ServicePack,
  names: NameSelector[],
): MetricSelector[] {
  const naming = Object.entries(pack.dimensions).flatMap(
    ([dimension, template]) => (template.includes('${name') ? [dimension] : []),
  );
  const namespaces = new Set([
    pack.namespace,
    ...pack.charts.flatMap(chart =>
      chart.series.flatMap(series => series.namespace ?? []),
    ),
  ]);
  return [...namespaces].map(namespace => ({
    type: 'resource',
    namespace,
    dimensions: naming.length > 0 ? naming : [pack.identity],
    names,
  }));
}

function namespaceSelector(rule: string): NameSelector {
  return rule.endsWith('*')
    ? { type: 'prefix', prefix: plainPrefix(rule) }
    : { type: 'exact', name: rule };
}

/** A star at the end is how people write beginnings; alone it is every name. */
function plainPrefix(prefix: string): string {
  return prefix.replace(/\*+$/, '');
}

function covers(prefix: string, name: string): boolean {
  return matchesPrefix(name, plainPrefix(prefix));
}

function namespaceMatches(namespace: string, rule: string): boolean {
  return rule.endsWith('*')
    ? matchesPrefix(namespace, plainPrefix(rule))
    : namespace === rule;
}

/** A dimension that holds an ARN is also known by the name at its end. */
export function valuesOf(value: string | undefined): string[] {
  if (value === undefined) {
    return [];
  }
  return value.startsWith('arn:')
    ? [value, value.slice(value.lastIndexOf(':') + 1)]
    : [value];
}

function dimensionsText(dimensions: Record<string, string>): string {
  const parts = Object.entries(dimensions).map(
    ([name, value]) => `${name}=${value}`,
  );
  return parts.length > 0 ? ` with ${parts.join(', ')}` : '';
}
