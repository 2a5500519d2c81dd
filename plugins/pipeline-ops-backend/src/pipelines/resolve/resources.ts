import type {
  ChartSpec,
  ResolvedResource,
  ServicePack,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { ChartBase } from '../charts/ChartBase';
import { customCharts } from '../charts/customCharts';
import { withDocumentThresholds } from '../charts/documentThresholds';
import { packCharts, packDimensions } from '../charts/packCharts';
import { resourceUrl } from '../console';
import type {
  CustomResourceDefinition,
  ResourceDefinition,
} from '../definition/definitionSchema';
import {
  type AllowedSource,
  filled,
  type PipelineContext,
  type RefusalList,
} from './PipelineContext';

/** A resource of the definition in one environment, with its name filled in. */
export interface NamedResource {
  kind: string;
  name: string;
  /** False when discovery found it. */
  declared: boolean;
  definition:
    | { of: 'pack'; pack: ServicePack; resource: PackResource }
    | { of: 'custom'; resource: CustomResourceDefinition };
}

export type PackResource = Exclude<ResourceDefinition, string>;

/** What is needed to build resources of one source in one environment. */
export interface ResourceScope {
  context: PipelineContext;
  source: AllowedSource;
  variables: ReadonlyMap<string, string>;
  refusals: RefusalList;
  /** Added to ids where an environment has several sources. */
  idSuffix: string;
  /** All names of the environment by kind. */
  namesOf(kind: string): string[];
}

/** The resource with its charts, without those that the rules refuse; undefined when nothing of it may be shown. */
export async function buildResource(
  named: NamedResource,
  scope: ResourceScope,
): Promise<ResolvedResource | undefined> {
  return named.definition.of === 'pack'
    ? buildPacked(named, named.definition, scope)
    : buildCustom(named, named.definition.resource, scope);
}

async function buildPacked(
  named: NamedResource,
  { pack, resource }: { pack: ServicePack; resource: PackResource },
  scope: ResourceScope,
): Promise<ResolvedResource | undefined> {
  const { context, source } = scope;
  const { kind, name } = named;
  const id = `${kind}:${name}${scope.idSuffix}`;
  const dimensions = filledRecord(resource.dimensions, scope);
  if (!dimensions) {
    return undefined;
  }
  const nameIsIdentity = !namingDimensions(pack).some(
    dimension => dimension in dimensions,
  );
  const refusal = source.allowance.refusesMetric(
    {
      namespace: pack.namespace,
      dimensions: {
        ...packDimensions(pack.dimensions, { name, source: source.ref }),
        ...dimensions,
      },
    },
    { name, pack, nameIsIdentity },
  );
  if (refusal) {
    scope.refusals.add(`${kind} ${name}`, refusal);
    return undefined;
  }
  const known = await knownMetrics(pack, name, scope);
  const base = ChartBase.create(resource);
  const charts = packCharts(pack, {
    id,
    name,
    source: source.ref,
    dimensions,
    thresholds: {
      ...context.definition.thresholds?.[kind],
      ...resource.thresholds,
    },
    base,
    known,
  });
  return {
    id,
    kind,
    name,
    title: resource.title ?? name,
    sourceId: source.ref.id,
    charts: describe(
      allowedCharts(charts, scope, { name, pack, nameIsIdentity }),
      named,
      base,
      scope,
    ),
    consoleUrl: resourceUrl(source.ref, kind, name, pack.type),
    declared: named.declared,
  };
}

async function buildCustom(
  named: NamedResource,
  resource: CustomResourceDefinition,
  scope: ResourceScope,
): Promise<ResolvedResource | undefined> {
  const { source, context } = scope;
  const { name } = named;
  const id = `custom:${name}${scope.idSuffix}`;
  const dimensions = filledRecord(resource.dimensions, scope);
  if (!dimensions) {
    return undefined;
  }
  const { namespace } = resource;
  const [first] = Object.entries(dimensions);
  // A list of a namespace tells names of metrics, so it is asked for only where a rule names the namespace.
  const known = source.allowance.mayKnow(namespace)
    ? await context.discovery.metrics(
        source.ref,
        namespace,
        first && { name: first[0], value: first[1] },
      )
    : undefined;
  const base = ChartBase.create(resource);
  const charts = customCharts({
    id,
    namespace,
    dimensions,
    metrics: resource.metrics?.flatMap(metric => {
      if (typeof metric === 'string' || !metric.dimensions) {
        return [metric];
      }
      const own = filledRecord(metric.dimensions, scope);
      return own ? [{ ...metric, dimensions: own }] : [];
    }),
    thresholds: context.definition.thresholds?.custom ?? {},
    base,
    known: known?.filter(metric => !source.allowance.refusesMetric(metric)),
  });
  const allowed = allowedCharts(charts, scope);
  if (allowed.length === 0 && charts.length > 0) {
    return undefined;
  }
  return {
    id,
    kind: 'custom',
    name,
    title: resource.title ?? name,
    sourceId: source.ref.id,
    charts: describe(allowed, named, base, scope),
    declared: named.declared,
  };
}

/** The charts whose every metric is allowed. */
function allowedCharts(
  charts: readonly ChartSpec[],
  { source, refusals }: ResourceScope,
  resource?: { name: string; pack: ServicePack; nameIsIdentity: boolean },
): ChartSpec[] {
  return charts.flatMap(chart => {
    const refused = new Map(
      chart.series.flatMap(series => {
        const rule =
          series.metric &&
          source.allowance.refusesMetric(series.metric, resource);
        return rule ? [[series.id, rule] as const] : [];
      }),
    );
    if (refused.size === 0) {
      return [chart];
    }
    const [rule] = refused.values();
    refusals.add(`metric ${chart.title}`, rule);
    const left = chart.series.filter(series => !refused.has(series.id));
    const isComputed = chart.series.some(series => series.expression);
    return left.length > 0 && !isComputed ? [{ ...chart, series: left }] : [];
  });
}

function describe(
  charts: readonly ChartSpec[],
  { kind, name }: NamedResource,
  base: ChartBase,
  { context, namesOf }: ResourceScope,
): ChartSpec[] {
  return withDocumentThresholds(
    charts,
    { kind, name, base },
    context.documented,
    namesOf(kind).filter(other => other !== name),
  );
}

/** What CloudWatch knows of a resource, in every namespace that its pack reads. */
async function knownMetrics(
  pack: ServicePack,
  name: string,
  { context, source }: ResourceScope,
) {
  const value = packDimensions(pack.dimensions, { name, source: source.ref })[
    pack.identity
  ];
  const namespaces = new Set([
    pack.namespace,
    ...pack.charts.flatMap(chart =>
      chart.series.flatMap(series => series.namespace ?? []),
    ),
  ]);
  const found = await Promise.all(
    [...namespaces].map(namespace =>
      context.discovery.metrics(source.ref, namespace, {
        name: pack.identity,
        value,
      }),
    ),
  );
  return found.flatMap(metrics => metrics ?? []);
}

/** Dimensions whose value comes from the resource's name. */
function namingDimensions(pack: ServicePack): string[] {
  return Object.entries(pack.dimensions).flatMap(([dimension, template]) =>
    template.includes('${name') ? [dimension] : [],
  );
}

/** Undefined when a variable has no value: without one of its dimensions, a metric would be another one. */
function filledRecord(
  record: Record<string, string> | undefined,
  { variables, refusals }: ResourceScope,
): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [key, template] of Object.entries(record ?? {})) {
    const value = filled(template, variables, refusals);
    if (value === undefined) {
      return undefined;
    }
    values[key] = value;
  }
  return values;
}
