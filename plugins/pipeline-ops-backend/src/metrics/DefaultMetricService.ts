import type {
  ChartSection,
  Envelope,
  MetricsAnswer,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedResource,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmService } from '../alarms/AlarmService';
import type { BaselineService, HistoryOf } from '../baselines/BaselineService';
import { statesBySource } from '../telemetry/sourceStates';
import { alignWindow, type AlignedWindow } from '../telemetry/window';
import { queriesOf } from './chartMapping';
import type { ChartsRequest, MetricService } from './MetricService';
import { readAlarms, type ReadAlarms } from './readAlarms';
import { readAnomalyBands } from './readAnomalyBands';
import { toSection, type Reading, type ReadResource } from './toChart';

/** Everything of a {@link Reading} that alarms tell. */
type ToldByAlarms = ReadAlarms & Pick<Reading, 'anomalyBands'>;

/** Milliseconds that alarms may take longer than the series, at a first look. */
const GRACE_MS = 5;

/** Pipelines of which it is known that somebody has seen everything. */
const MOST_TOLD = 5_000;

/** In place of what alarms tell, until they do. */
const NOT_YET: ToldByAlarms = {
  alarms: [],
  bands: new Map(),
  marks: new Map(),
  anomalyBands: new Map(),
  states: [],
};

/** {@link MetricService} over a {@link TelemetrySource}. */
export class DefaultMetricService implements MetricService {
  readonly #told = new LRUCache<string, true>({ max: MOST_TOLD });

  private constructor(
    private readonly telemetry: TelemetrySource,
    private readonly alarms: AlarmService,
    private readonly baselines: BaselineService | undefined,
    private readonly now: () => number,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    alarms: AlarmService;
    /** Without it, charts come without what is usual. */
    baselines?: BaselineService;
    /** Unix milliseconds. */
    now?: () => number;
  }): DefaultMetricService {
    return new DefaultMetricService(
      options.telemetry,
      options.alarms,
      options.baselines,
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
    // All charts at once: the planner puts them into few calls.
    const charted = Promise.all(
      environment.resources.map(resource =>
        this.#readResource(
          resource,
          sources.get(resource.sourceId),
          window,
          options,
        ),
      ),
    );
    const told = this.#readAlarms(request, window, options);
    const [read, listed, historyOf] = await Promise.all([
      charted,
      request.promptly ? this.#inTime(told, charted, request) : told,
      this.#readHistories(environment, sources),
    ]);
    const reading: Reading = {
      pipeline,
      environment,
      window,
      maxPoints,
      historyOf,
      ...listed,
    };
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        ...(listed === NOT_YET ? { pending: true } : {}),
        ...window,
        sections: inStageOrder(
          read
            .map(one => toSection(one, reading))
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

  /**
   * Alarms are told by requests one after the other: the list, then tags and histories of some. At the first look, the
   * series do not wait for them.
   */
  async #inTime(
    told: Promise<ToldByAlarms>,
    charted: Promise<unknown>,
    { pipeline, environment }: ChartsRequest,
  ): Promise<ToldByAlarms> {
    const { entityRef, pipelineId } = pipeline;
    const key = JSON.stringify([entityRef, pipelineId, environment.name]);
    if (this.#told.has(key)) {
      return told;
    }
    told.then(
      () => this.#told.set(key, true),
      // Whoever asks next waits for it and is told.
      () => {},
    );
    const late = charted.then(() => sleep(GRACE_MS)).then(() => NOT_YET);
    return Promise.race([told, late]);
  }

  async #readAlarms(
    { pipeline, environment }: ChartsRequest,
    window: AlignedWindow,
    options?: CallOptions,
  ): Promise<ToldByAlarms> {
    const listed = await readAlarms(
      this.alarms,
      { pipeline, environment, window },
      options,
    );
    const { anomalyBands, states } = await readAnomalyBands(
      this.telemetry,
      { environment, alarms: listed.alarms, window },
      options,
    );
    return { ...listed, anomalyBands, states: [...listed.states, ...states] };
  }

  async #readHistories(
    { resources }: ResolvedEnvironment,
    sources: ReadonlyMap<string, SourceRef>,
  ): Promise<HistoryOf> {
    return this.baselines
      ? this.baselines.histories(
          resources.flatMap(({ charts, sourceId }) => {
            const source = sources.get(sourceId);
            return source
              ? charts.map(chart => ({
                  source,
                  chart,
                  queries: queriesOf(chart),
                }))
              : [];
          }),
        )
      : () => undefined;
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
