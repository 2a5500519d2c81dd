import type {
  Alarm,
  AlarmBandSegment,
  Chart,
  ChartSection,
  Envelope,
  MetricsAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ChartSpec,
  MetricResult,
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
  SourceAnswer,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import { stageOf } from '../alarms/resourceMatching';
import { metricsUrl } from '../pipelines/console';
import { statesBySource } from '../telemetry/sourceStates';
import { alignWindow, type AlignedWindow } from '../telemetry/window';
import { bandOfAlarm, worstBand } from './alarmBand';
import { alarmsOfChart, queriesOf, seriesOf } from './chartMapping';
import { downsample } from './downsample';
import type { ChartsRequest, MetricService } from './MetricService';
import { alarmThreshold, toChartThreshold } from './thresholds';
import { ThresholdSources } from './ThresholdSources';

/** Alarms whose history is read for the bands of one answer; each costs a request when it is not cached. */
const MOST_HISTORIES = 30;

/** A resource with what was read for its charts. */
interface ReadResource {
  resource: ResolvedResource;
  source?: SourceRef;
  charts: { spec: ChartSpec; answer: SourceAnswer<MetricResult[]> }[];
}

/** What the charts are seen against. */
interface Reading {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  window: AlignedWindow;
  alarms: Alarm[];
  bands: Map<string, AlarmBandSegment[]>;
  maxPoints?: number;
}

/** {@link MetricService} over a {@link TelemetrySource}. */
export class DefaultMetricService implements MetricService {
  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly alarms: AlarmService,
    private readonly now: () => number,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    alarms: AlarmService;
    /** Unix milliseconds. */
    now?: () => number;
  }): DefaultMetricService {
    return new DefaultMetricService(
      options.telemetry,
      options.alarms,
      options.now ?? Date.now,
    );
  }

  async charts(
    request: ChartsRequest,
    options?: CallOptions,
  ): Promise<Envelope<MetricsAnswer>> {
    const { pipeline, environment, range, maxPoints } = request;
    const window = alignWindow(range, this.now() / 1_000);
    const sources = new Map(
      environment.selections.map(({ source }) => [source.id, source]),
    );
    const [read, listed] = await Promise.all([
      // All charts at once: the planner puts them into few calls.
      Promise.all(
        environment.resources.map(resource =>
          this.#readResource(
            resource,
            sources.get(resource.sourceId),
            window,
            options,
          ),
        ),
      ),
      this.#readAlarms(pipeline, environment, window, options),
    ]);
    const reading: Reading = {
      pipeline,
      environment,
      window,
      maxPoints,
      alarms: listed.alarms,
      bands: listed.bands,
    };
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        ...window,
        sections: inStageOrder(
          read
            .map(one => this.#toSection(one, reading))
            .filter(({ charts }) => charts.length > 0),
          environment,
        ),
      },
      sources: statesBySource([
        ...listed.states,
        ...read.flatMap(({ charts }) =>
          charts.map(({ answer }) => answer.state),
        ),
      ]),
    };
  }

  async #readResource(
    resource: ResolvedResource,
    source: SourceRef | undefined,
    window: AlignedWindow,
    options?: CallOptions,
  ): Promise<ReadResource> {
    const charts = source
      ? await Promise.all(
          resource.charts.map(async spec => ({
            spec,
            answer: await this.telemetry.metricData(
              { source, queries: queriesOf(spec), ...window },
              options,
            ),
          })),
        )
      : [];
    return { resource, source, charts };
  }

  /** Alarms with their states over the window; only those that changed within it need their history. */
  async #readAlarms(
    pipeline: ResolvedPipeline,
    environment: ResolvedEnvironment,
    window: AlignedWindow,
    options?: CallOptions,
  ) {
    const { data, sources } = await this.alarms.list(
      pipeline,
      environment,
      options,
    );
    const changed = data.alarms
      .filter(
        ({ since, metric }) =>
          metric && (!since || Date.parse(since) / 1_000 > window.from),
      )
      .slice(0, MOST_HISTORIES);
    const histories = await Promise.all(
      changed.map(async alarm => ({
        alarm,
        history: await this.alarms.history(
          { pipeline, environment, alarmName: alarm.name, range: window },
          options,
        ),
      })),
    );
    const transitions = new Map(
      histories.map(({ alarm, history }) => [
        alarm.name,
        history.data.transitions,
      ]),
    );
    return {
      alarms: data.alarms,
      states: [...sources, ...histories.flatMap(one => one.history.sources)],
      bands: new Map(
        data.alarms.map(({ name, state }) => [
          name,
          bandOfAlarm(state, transitions.get(name) ?? [], window),
        ]),
      ),
    };
  }

  #toSection(read: ReadResource, reading: Reading): ChartSection {
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
        this.#toChart(spec, answer.data, read, stageId, reading),
      ),
    };
  }

  #toChart(
    spec: ChartSpec,
    results: readonly MetricResult[],
    { resource, source }: ReadResource,
    stageId: string | undefined,
    reading: Reading,
  ): Chart {
    const { alarms, bands, maxPoints, pipeline, window } = reading;
    const series = seriesOf(spec, results);
    const watching = alarmsOfChart(spec, resource.sourceId, alarms);
    const sources = ThresholdSources.create(pipeline.documents);
    const stored = spec.series.flatMap(({ metric }) => metric ?? []);
    const band = worstBand(
      watching.flatMap(({ name }) => [bands.get(name) ?? []]),
    );
    return {
      id: spec.id,
      title: spec.title,
      unit: spec.unit,
      resourceId: resource.id,
      ...(stageId ? { stageId } : {}),
      ...(spec.description ? { description: spec.description } : {}),
      ...(spec.advice ? { advice: spec.advice } : {}),
      series: series.map(one =>
        maxPoints ? { ...one, ...downsample(one, maxPoints) } : one,
      ),
      thresholds: [
        ...spec.thresholds.map(threshold =>
          toChartThreshold(threshold, spec, series, sources),
        ),
        ...watching.flatMap(alarm => alarmThreshold(alarm, spec, series) ?? []),
      ],
      ...(band.length > 0 ? { alarmBand: band } : {}),
      alarmNames: watching.map(({ name }) => name),
      ...(source && stored.length > 0
        ? { consoleUrl: metricsUrl(source, stored, window.period) }
        : {}),
    };
  }
}

/** As the data flows: by stage, within a stage as the definition lists its resources, the rest as it was. */
function inStageOrder(
  sections: ChartSection[],
  environment: ResolvedEnvironment,
): ChartSection[] {
  const order = environment.stages.flatMap(({ resourceIds }) => resourceIds);
  const placeOf = ({ resourceId }: ChartSection) => {
    const place = resourceId === undefined ? -1 : order.indexOf(resourceId);
    return place < 0 ? order.length : place;
  };
  return [...sections].sort((a, b) => placeOf(a) - placeOf(b));
}
