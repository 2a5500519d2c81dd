import type { SourceConfig } from '../../config/configSchema';
import type { PipelineOpsConfig } from '../../config/readPipelineOpsConfig';
import { operatorDefinition } from '../definition/layerDefinitions';
import { selectorOf } from '../definition/selector';
import { Allowance, type NameSort } from './Allowance';
import type { Claim } from './PipelineClaims';
import { selectNames } from './selectNames';

type PrefixesBySort = Record<NameSort, string[]>;

/**
 * Beginnings of names that belong to pipelines, from what the operator's conventions and definitions say. Files of
 * repositories do not count here, or anybody could take names away from others. Neither do claims that the source
 * allows nothing.
 */
export class PipelinePrefixes {
  /** By list of claims, then by source and pipeline. */
  readonly #known = new WeakMap<
    readonly Claim[],
    Map<string, Map<string, PrefixesBySort>>
  >();

  private constructor(
    private readonly config: Pick<
      PipelineOpsConfig,
      'sources' | 'conventions' | 'pipelines'
    >,
  ) {}

  static create(
    config: Pick<PipelineOpsConfig, 'sources' | 'conventions' | 'pipelines'>,
  ): PipelinePrefixes {
    return new PipelinePrefixes(config);
  }

  /** The beginnings of one sort that belong to other pipelines than this one. */
  others(
    source: SourceConfig,
    sort: NameSort,
    pipelineId: string,
    claims: readonly Claim[],
  ): string[] {
    return [...this.#ofSource(source, claims)].flatMap(([id, prefixes]) =>
      id === pipelineId ? [] : prefixes[sort],
    );
  }

  #ofSource(source: SourceConfig, claims: readonly Claim[]) {
    const bySource =
      this.#known.get(claims) ?? new Map<string, Map<string, PrefixesBySort>>();
    this.#known.set(claims, bySource);
    const known = bySource.get(source.id);
    if (known) {
      return known;
    }
    const found = new Map<string, PrefixesBySort>();
    for (const claim of claims) {
      const earlier = found.get(claim.pipelineId);
      const prefixes = this.#prefixesOf(source, claim);
      found.set(
        claim.pipelineId,
        earlier ? merge(earlier, prefixes) : prefixes,
      );
    }
    bySource.set(source.id, found);
    return found;
  }

  #prefixesOf(source: SourceConfig, claim: Claim): PrefixesBySort {
    const allowance = Allowance.create({ source, owner: claim.owner });
    const definition =
      allowance.refusesPipeline(claim.pipelineId) === undefined
        ? operatorDefinition(claim.pipelineId, this.config)
        : {};
    const resources = this.config.conventions.resources.map(template =>
      template.replaceAll('${id}', () => claim.pipelineId),
    );
    const allowed = (sort: NameSort, names: string[] | undefined) =>
      (names ?? []).flatMap(name => {
        const selector = selectorOf(name);
        return selector?.type === 'prefix' &&
          selectNames(selector, allowance.rights(sort, [])).selectors.length > 0
          ? [selector.prefix]
          : [];
      });
    return {
      alarms: allowed('alarms', definition.alarms),
      logGroups: allowed('logGroups', definition.logGroups),
      dashboards: allowed('dashboards', definition.dashboards),
      resources: allowed('resources', resources),
    };
  }
}

function merge(a: PrefixesBySort, b: PrefixesBySort): PrefixesBySort {
  return {
    alarms: [...a.alarms, ...b.alarms],
    logGroups: [...a.logGroups, ...b.logGroups],
    dashboards: [...a.dashboards, ...b.dashboards],
    resources: [...a.resources, ...b.resources],
  };
}
