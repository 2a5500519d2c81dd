import type { Problem } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  ResolvedEnvironment,
  ResolvedResource,
  SourceSelection,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { ChartBase } from '../charts/ChartBase';
import { customCharts, usualUnit } from '../charts/customCharts';
import { specOf, undrawnThresholds } from '../charts/documentThresholds';
import { didYouMean } from '../definition/suggestion';
import { Allowance } from '../trust/Allowance';
import {
  declaredResources,
  discoveredResources,
  unique,
} from './namedResources';
import {
  type AllowedSource,
  type PipelineContext,
  RefusalList,
  variablesOf,
} from './PipelineContext';
import { definedQueries } from './queries';
import { buildResource, type NamedResource } from './resources';
import { selectionOf } from './selections';
import { resolveStages } from './stages';

/** CloudWatch bills each metric of a chart; a definition cannot ask for more charts than this in one environment. */
const MAX_CHARTS = 600;

/** One environment of a pipeline: what may be read in each of its sources, and what was refused. */
export async function resolveEnvironment(
  context: PipelineContext,
  name: string,
): Promise<{ environment: ResolvedEnvironment; problems: Problem[] }> {
  const refusals = new RefusalList(name);
  const variables = variablesOf(context, name);
  const sources = allowedSources(context, name, refusals);
  const declared = declaredResources(context, name, variables, refusals);
  const selections: SourceSelection[] = [];
  const resources: ResolvedResource[] = [];
  for (const [index, source] of sources.entries()) {
    const [selection, found] = await Promise.all([
      selectionOf(context, source, variables, refusals),
      discoveredResources(context, source),
    ]);
    selections.push(selection);
    resources.push(
      ...(await resourcesIn(
        context,
        source,
        unique([...declared, ...found]),
        variables,
        refusals,
        index === 0 ? '' : `@${source.ref.id}`,
      )),
    );
  }
  const limited = withinLimit(resources);
  const staged = resolveStages(
    context.definition.stages ?? [],
    limited.resources,
    variables,
    refusals,
  );
  return {
    environment: {
      name,
      variables: Object.fromEntries(variables),
      selections,
      resources: staged.resources,
      stages: staged.stages,
      queries: definedQueries(context.definition.queries, variables, refusals),
      refusals: refusals.list(),
    },
    problems: limited.isCut
      ? [
          {
            code: 'too-many-charts',
            message: `Environment ${name} asks for more than ${MAX_CHARTS} charts; the rest is left out. Name fewer resources, or split the pipeline`,
          },
        ]
      : [],
  };
}

/** The declared sources of the environment that the owner may use for this pipeline. */
function allowedSources(
  context: PipelineContext,
  environment: string,
  refusals: RefusalList,
): AllowedSource[] {
  const { source, sources } =
    context.definition.environments?.[environment] ?? {};
  const declared = context.config.sources;
  return (sources ?? (source ? [source] : [])).flatMap(id => {
    const config = declared.get(id);
    if (!config) {
      refusals.add(
        `source ${id}`,
        `only sources that the operator declared are used.${didYouMean(id, [...declared.keys()])}`,
      );
      return [];
    }
    const allowance = Allowance.create({
      source: config,
      owner: context.owner,
    });
    const refusal = allowance.refusesPipeline(context.pipelineId);
    if (refusal) {
      refusals.add(`source ${id}`, refusal);
      return [];
    }
    const { accountId, region, signIn } = config;
    const ref = { id, accountId, region, ...(signIn ? { signIn } : {}) };
    return [{ config, ref, allowance }];
  });
}

async function resourcesIn(
  context: PipelineContext,
  source: AllowedSource,
  named: readonly NamedResource[],
  variables: ReadonlyMap<string, string>,
  refusals: RefusalList,
  idSuffix: string,
): Promise<ResolvedResource[]> {
  const scope = {
    context,
    source,
    variables,
    refusals,
    idSuffix,
    namesOf: (kind: string) =>
      named.flatMap(each => (each.kind === kind ? [each.name] : [])),
  };
  const built = await Promise.all(
    named.map(each => buildResource(each, scope)),
  );
  const resources = built.filter(each => each !== undefined);
  const documented = await documentedResources(
    context,
    source,
    resources,
    idSuffix,
  );
  return [...resources, ...documented];
}

/** Metrics that only the operations documents speak of, one resource for each of their namespaces. */
async function documentedResources(
  context: PipelineContext,
  { ref, allowance }: AllowedSource,
  resources: readonly ResolvedResource[],
  idSuffix: string,
): Promise<ResolvedResource[]> {
  const undrawn = undrawnThresholds(
    context.documented,
    resources.flatMap(resource => resource.charts),
  ).filter(each => allowance.mayKnow(each.namespace));
  const namespaces = [...new Set(undrawn.map(each => each.namespace))];
  const base = ChartBase.create({});
  const built = await Promise.all(
    namespaces.map(async (namespace): Promise<ResolvedResource> => {
      const id = `custom:${namespace}${idSuffix}`;
      const known = await context.discovery.metrics(ref, namespace);
      const ofNamespace = undrawn.filter(each => each.namespace === namespace);
      const names = [...new Set(ofNamespace.map(each => each.metricName))];
      const charts = names.flatMap((metricName): ChartSpec[] => {
        const about = ofNamespace.filter(
          each => each.metricName === metricName,
        );
        const [{ element }] = about;
        const [chart] = customCharts({
          id,
          namespace,
          dimensions: {},
          metrics: [
            {
              name: metricName,
              stat: element.statistic,
              unit: element.threshold?.unit ?? usualUnit(metricName),
            },
          ],
          thresholds: {},
          base,
          known: known?.filter(metric => !allowance.refusesMetric(metric)),
        });
        const isAllowed = chart.series.every(
          ({ metric }) => !metric || !allowance.refusesMetric(metric),
        );
        return isAllowed
          ? [
              {
                ...chart,
                description: element.description,
                advice: element.action,
                thresholds: about.flatMap(each => specOf(each, chart, base)),
              },
            ]
          : [];
      });
      return {
        id,
        kind: 'custom',
        name: namespace,
        title: namespace,
        sourceId: ref.id,
        charts,
        declared: true,
      };
    }),
  );
  return built.filter(resource => resource.charts.length > 0);
}

function withinLimit(resources: readonly ResolvedResource[]): {
  resources: ResolvedResource[];
  isCut: boolean;
} {
  let left = MAX_CHARTS;
  const kept = resources.flatMap(resource => {
    const charts = resource.charts.slice(0, Math.max(0, left));
    left -= resource.charts.length;
    return charts.length > 0 || resource.charts.length === 0
      ? [{ ...resource, charts }]
      : [];
  });
  return { resources: kept, isCut: left < 0 };
}
