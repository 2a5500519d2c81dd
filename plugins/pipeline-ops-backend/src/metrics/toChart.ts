import type {
  Chart,
  ChartBand,
  ChartSection,
  ChartSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  ChartSpec,
  MetricResult,
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
  SourceAnswer,
  SourceRef,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { stageOf } from '../alarms/resourceMatching';
import type { HistoryOf } from '../baselines/BaselineService';
import { metricsUrl } from '../pipelines/console';
import type { AlignedWindow } from '../telemetry/window';
import { worstBand } from './alarmBand';
import { alarmsOfChart, seriesOf } from './chartMapping';
import { downsample } from './downsample';
import type { ReadAlarms } from './readAlarms';
import { alarmThreshold, toChartThreshold } from './thresholds';
import { ThresholdSources } from './ThresholdSources';
import { baselineOver, usualOf, type UsualSeries } from './usual';

/** A resource with what was read for its charts. */
export interface ReadResource {
  resource: ResolvedResource;
  source?: SourceRef;
  charts: { spec: ChartSpec; answer: SourceAnswer<MetricResult[]> }[];
}

/** What the charts are seen against. */
export interface Reading extends Omit<ReadAlarms, 'states'> {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  window: AlignedWindow;
  /** Of anomaly alarms, by name. */
  anomalyBands: ReadonlyMap<string, ChartBand>;
  historyOf: HistoryOf;
  maxPoints?: number;
}

export function toSection(read: ReadResource, reading: Reading): ChartSection {
  const { resource } = read;
  const namespaces = new Set(
    resource.charts.flatMap(({ series }) =>
      series.flatMap(({ metric }) => metric?.namespace ?? []),
    ),
  );
  const stageId = stageOf(resource.id, reading.environment);
  return {
    id: resource.id,
    title: resource.title,
    ...(namespaces.size > 0 ? { subtitle: [...namespaces].join(', ') } : {}),
    resourceId: resource.id,
    ...(stageId ? { stageId } : {}),
    charts: read.charts.map(({ spec, answer }) =>
      toChart(spec, answer.data, read, stageId, reading),
    ),
  };
}

function toChart(
  spec: ChartSpec,
  results: readonly MetricResult[],
  { resource, source }: ReadResource,
  stageId: string | undefined,
  reading: Reading,
): Chart {
  const { alarms, bands, maxPoints, pipeline, window } = reading;
  const read = seriesOf(spec, results);
  const usual = usualOf(spec, read, reading.historyOf);
  const series = read.map(one => ({
    ...one,
    ...baselineOf(one, usual.get(one.id)),
  }));
  const watching = alarmsOfChart(spec, resource.sourceId, alarms);
  const sources = ThresholdSources.create(pipeline.documents);
  const stored = spec.series.flatMap(({ metric }) => metric ?? []);
  const worst = worstBand(
    watching.flatMap(({ name }) => [bands.get(name) ?? []]),
  );
  const marks = watching
    .flatMap(({ name }) => reading.marks.get(name) ?? [])
    .sort((a, b) => a.at - b.at);
  const anomalies = watching.flatMap(
    ({ name }) => reading.anomalyBands.get(name) ?? [],
  );
  const middles = new Map(
    [...usual].flatMap(([id, { middle }]) =>
      middle === undefined ? [] : [[id, middle] as const],
    ),
  );
  const documentSection = sources.headingOf(spec.thresholds);
  return {
    id: spec.id,
    title: spec.title,
    unit: spec.unit,
    resourceId: resource.id,
    ...(stageId ? { stageId } : {}),
    ...(documentSection ? { documentSection } : {}),
    ...(spec.description ? { description: spec.description } : {}),
    ...(spec.advice ? { advice: spec.advice } : {}),
    series: series.map(one => onTheWire(one, usual.get(one.id), maxPoints)),
    thresholds: [
      ...spec.thresholds.map(threshold =>
        toChartThreshold(threshold, spec, series, sources, middles),
      ),
      ...watching.flatMap(alarm => alarmThreshold(alarm, spec, series) ?? []),
    ],
    ...(worst.length > 0 ? { alarmBand: worst } : {}),
    ...(marks.length > 0 ? { marks } : {}),
    ...(anomalies.length > 0
      ? { bands: anomalies.map(band => bandOnTheWire(band, maxPoints)) }
      : {}),
    alarmNames: watching.map(({ name }) => name),
    ...(source && stored.length > 0
      ? { consoleUrl: metricsUrl(source, stored, window.period) }
      : {}),
  };
}

function baselineOf(series: ChartSeries, usual: UsualSeries | undefined) {
  const baseline = usual && baselineOver(usual, series);
  return baseline ? { baseline } : {};
}

/** Thresholds are judged by every value that was read; the reader gets as many as can be seen. */
function onTheWire(
  series: ChartSeries,
  usual: UsualSeries | undefined,
  maxPoints: number | undefined,
): ChartSeries {
  const columns = maxPoints ? downsample(series, maxPoints) : series;
  const isWhole = columns === series;
  return {
    ...series,
    t0: columns.t0,
    step: columns.step,
    values: columns.values,
    ...(isWhole ? {} : baselineOf({ ...series, ...columns }, usual)),
  };
}

function bandOnTheWire(
  band: ChartBand,
  maxPoints: number | undefined,
): ChartBand {
  const { t0, step, upper } = band;
  const [low, high] = [band.values, upper].map(values =>
    maxPoints
      ? downsample({ t0, step, values }, maxPoints)
      : { t0, step, values },
  );
  return {
    ...band,
    ...low,
    upper: high.values,
  };
}
