import type { ServicePack } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AllowRule, SourceConfig } from '../../config/configSchema';
import { matchesPrefix } from './names';
import type { NameRights } from './selectNames';

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
function valuesOf(value: string | undefined): string[] {
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
