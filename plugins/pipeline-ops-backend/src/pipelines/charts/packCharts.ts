import type {
  ChartSeriesSpec,
  ChartSpec,
  KnownMetric,
  MetricRef,
  ServicePack,
  ServicePackChart,
  ServicePackSeries,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { partitionOf } from '../console';
import type { ThresholdDefinition } from '../definition/definitionSchema';
import { substitute } from '../definition/substitute';
import type { ChartBase } from './ChartBase';
import { definedThresholds } from './definedThresholds';
import { isKnown, knownSeries, MAX_SERIES } from './knownSeries';
import { SUCCESS_RATE, withSuccessRate } from './successRate';

/** Thresholds of a definition by metric name. */
export type ThresholdsByMetric = Record<
  string,
  ThresholdDefinition | ThresholdDefinition[]
>;

export interface PackedResource {
  /** `kind:name`. */
  id: string;
  name: string;
  source: SourceRef;
  /** Replace or add dimensions of its metrics. */
  dimensions: Record<string, string>;
  thresholds: ThresholdsByMetric;
  base: ChartBase;
  /** Metrics that CloudWatch knows of it; undefined when it could not be asked. */
  known: readonly KnownMetric[] | undefined;
}

/** The charts that a service pack gives for one resource. */
export function packCharts(
  pack: ServicePack,
  resource: PackedResource,
): ChartSpec[] {
  const charts = pack.charts.flatMap((chart): ChartSpec[] => {
    const built = chart.series.flatMap(series =>
      seriesOf(pack, series, resource),
    );
    const drawn = built.filter(series => series.visible);
    if (drawn.length === 0 || (chart.optional && !someKnown(built, resource))) {
      return [];
    }
    const left = drawn.length - MAX_SERIES;
    return [
      {
        id: `${resource.id}:${chart.id}`,
        title: chart.title,
        unit: chart.unit,
        description:
          left > 0
            ? `${chart.description ?? ''} The first ${MAX_SERIES} of ${drawn.length} series.`.trim()
            : chart.description,
        advice: chart.advice,
        role: chart.role,
        series: [
          ...built.filter(series => !series.visible),
          ...drawn.slice(0, MAX_SERIES),
        ],
        thresholds: thresholdsOf(chart, resource),
      },
    ];
  });
  return withSuccessRate(
    charts,
    resource.id,
    definedThresholds(
      [resource.thresholds[SUCCESS_RATE] ?? []].flat(),
      { unit: 'Percent' },
      resource.base,
      'definition',
    ),
  );
}

/** Dimension values of a pack with the resource's name and place filled in. */
export function packDimensions(
  templates: Record<string, string>,
  resource: { name: string; source: SourceRef },
): Record<string, string> {
  const { name, source } = resource;
  const parts = name.split('/');
  const values = new Map([
    ['name', name],
    ['name.0', parts[0]],
    ['name.1', parts[1] ?? ''],
    ['account', source.accountId],
    ['region', source.region],
    ['partition', partitionOf(source.region)],
  ]);
  return Object.fromEntries(
    Object.entries(templates).map(([dimension, template]) => [
      dimension,
      substitute(template, values) ?? name,
    ]),
  );
}

function seriesOf(
  pack: ServicePack,
  series: ServicePackSeries,
  resource: PackedResource,
): ChartSeriesSpec[] {
  const { id, label, expression, visible = true } = series;
  if (expression !== undefined || series.metric === undefined) {
    return [{ id, label, expression, visible }];
  }
  const pattern: MetricRef = {
    namespace: series.namespace ?? pack.namespace,
    metricName: series.metric,
    dimensions: {
      ...packDimensions(series.dimensions ?? pack.dimensions, resource),
      ...resource.dimensions,
    },
    stat: series.stat ?? 'Average',
  };
  const found = knownSeries(pattern, resource.known);
  if (found.length === 0) {
    // Drawn without data: what the pack shows by default shall not vanish because CloudWatch knows no value yet.
    const dimensions = Object.fromEntries(
      Object.entries(pattern.dimensions).filter(([, value]) => value !== '*'),
    );
    return [{ id, label, metric: { ...pattern, dimensions }, visible }];
  }
  return found.map((each, index) => ({
    id: found.length > 1 ? `${id}_${index + 1}` : id,
    label: each.label && found.length > 1 ? each.label : label,
    metric: each.metric,
    visible,
  }));
}

function someKnown(
  series: readonly ChartSeriesSpec[],
  resource: PackedResource,
): boolean {
  return series.some(({ metric }) => metric && isKnown(metric, resource.known));
}

function thresholdsOf(chart: ServicePackChart, resource: PackedResource) {
  const metric = onlyMetricOf(chart);
  const own =
    resource.thresholds[chart.id] ?? (metric && resource.thresholds[metric]);
  return own
    ? definedThresholds([own].flat(), chart, resource.base, 'definition')
    : definedThresholds(
        chart.thresholds ?? [],
        chart,
        resource.base,
        'service-pack',
      );
}

/** The metric of a chart that draws only one, by whatever statistics. */
function onlyMetricOf(chart: ServicePackChart): string | undefined {
  const [first, ...others] = new Set(chart.series.map(series => series.metric));
  return others.length === 0 ? first : undefined;
}
