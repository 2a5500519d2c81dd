import {
  rollUpHealth,
  type Alarm,
  type Envelope,
  type Health,
  type Overview,
  type PipelineOverview,
  type ResourceSummary,
  type SourceState,
  type StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
  ResolvedResource,
  ResolvedStage,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import type { MetricService } from '../metrics/MetricService';
import { statesBySource } from '../telemetry/sourceStates';
import type { TimeRange } from '../telemetry/window';
import { healthInput } from './healthInput';
import type { OverviewService } from './OverviewService';
import { stageFigures, type ReadChart } from './stageFigures';

/** What was read, of a whole pipeline or of a part of it. */
interface Read {
  alarms: readonly Alarm[];
  charts: readonly ReadChart[];
  sources: readonly SourceState[];
}

/** {@link OverviewService} over alarms and charts; it reads nothing of its own. */
export class DefaultOverviewService implements OverviewService {
  private constructor(
    private readonly alarms: AlarmService,
    private readonly metrics: MetricService,
  ) {}

  static create(options: {
    alarms: AlarmService;
    metrics: MetricService;
  }): DefaultOverviewService {
    return new DefaultOverviewService(options.alarms, options.metrics);
  }

  async ofPipeline(
    request: {
      pipeline: ResolvedPipeline;
      environment: ResolvedEnvironment;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<PipelineOverview>> {
    const { pipeline, environment, range } = request;
    const [listed, charted] = await Promise.all([
      this.alarms.list(pipeline, environment, options),
      this.metrics.charts({ pipeline, environment, range }, options),
    ]);
    const { alarms } = listed.data;
    const charts = readCharts(environment, charted.data.sections);
    const sources = statesBySource([...listed.sources, ...charted.sources]);
    const read: Read = { alarms, charts, sources };
    const countOf = (state: Alarm['state']) =>
      alarms.filter(alarm => alarm.state === state).length;
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        title: pipeline.title,
        entityRef: pipeline.entityRef,
        owner: pipeline.owner,
        environments: pipeline.environments.map(({ name, selections }) => ({
          name,
          sourceIds: selections.map(({ source }) => source.id),
          region: [
            ...new Set(selections.map(({ source }) => source.region)),
          ].join(', '),
        })),
        environment: environment.name,
        verdict: rollUpHealth(healthInput(alarms, charts, sources)),
        stages: environment.stages.map(stage =>
          toStage(stage, environment, read),
        ),
        resources: environment.resources.map(resource =>
          toResource(resource, read),
        ),
        alarmCounts: {
          alarm: countOf('ALARM'),
          ok: countOf('OK'),
          insufficientData: countOf('INSUFFICIENT_DATA'),
        },
        runbookCount: countIn(pipeline, 'runbooks'),
        checklistCount: countIn(pipeline, 'checklists'),
        refusals: environment.refusals,
        problems: pipeline.problems,
      },
      sources,
    };
  }

  async ofEntity(
    request: {
      pipelines: ResolvedPipeline[];
      environmentName?: string;
      range: TimeRange;
    },
    options?: CallOptions,
  ): Promise<Envelope<Overview>> {
    const { pipelines, environmentName, range } = request;
    const answers = await Promise.all(
      pipelines.map(pipeline =>
        this.ofPipeline(
          {
            pipeline,
            environment:
              pipeline.environments.find(
                ({ name }) => name === environmentName,
              ) ?? pipeline.environments[0],
            range,
          },
          options,
        ),
      ),
    );
    return {
      data: { pipelines: answers.map(({ data }) => data) },
      sources: statesBySource(answers.flatMap(({ sources }) => sources)),
    };
  }
}

function readCharts(
  environment: ResolvedEnvironment,
  sections: { resourceId?: string; charts: ReadChart['chart'][] }[],
): ReadChart[] {
  const specs = new Map(
    environment.resources.flatMap(resource =>
      resource.charts.map(spec => [spec.id, { spec, resource }] as const),
    ),
  );
  return sections
    .flatMap(({ charts }) => charts)
    .flatMap(chart => {
      const known = specs.get(chart.id);
      return known
        ? [{ chart, spec: known.spec, resourceTitle: known.resource.title }]
        : [];
    });
}

function toStage(
  stage: ResolvedStage,
  environment: ResolvedEnvironment,
  read: Read,
): StageSummary {
  const { id, title, resourceIds } = stage;
  const own = partOf(
    environment.resources.filter(one => resourceIds.includes(one.id)),
    read,
  );
  return {
    id,
    title,
    resourceIds,
    ...healthOf(own),
    ...stageFigures(own.charts),
  };
}

function toResource(resource: ResolvedResource, read: Read): ResourceSummary {
  const { id, kind, name, title, consoleUrl } = resource;
  return {
    id,
    kind,
    name,
    title,
    ...(consoleUrl ? { consoleUrl } : {}),
    ...healthOf(partOf([resource], read)),
  };
}

/** What concerns some of the resources; another source's trouble is none of theirs. */
function partOf(
  resources: readonly ResolvedResource[],
  { alarms, charts, sources }: Read,
): Read {
  const ids = new Set(resources.map(({ id }) => id));
  const sourceIds = new Set(resources.map(({ sourceId }) => sourceId));
  const isOwn = ({ resourceId }: { resourceId?: string }) =>
    resourceId !== undefined && ids.has(resourceId);
  return {
    alarms: alarms.filter(isOwn),
    charts: charts.filter(({ chart }) => isOwn(chart)),
    sources: sources.filter(({ id }) => sourceIds.has(id)),
  };
}

function healthOf({ alarms, charts, sources }: Read): {
  health: Health;
  reason?: string;
} {
  const { health, reasons } = rollUpHealth(
    healthInput(alarms, charts, sources),
  );
  return { health, ...(reasons[0] ? { reason: reasons[0] } : {}) };
}

function countIn(
  pipeline: ResolvedPipeline,
  what: 'runbooks' | 'checklists',
): number {
  return pipeline.documents.reduce(
    (sum, { content }) => sum + (content?.[what].length ?? 0),
    0,
  );
}
