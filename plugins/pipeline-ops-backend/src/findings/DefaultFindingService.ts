import { NotAllowedError } from '@backstage/errors';
import type {
  Alarm,
  DocumentPosition,
  Envelope,
  Finding,
  FindingList,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  MetricRef,
  ResolvedPipeline,
  ResolvedResource,
  SourceRef,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import { expectedAlarms } from '../alarms/documentedAlarms';
import { isSameMetric } from '../alarms/resourceMatching';
import type { DashboardService } from '../dashboards/DashboardService';
import { positionIn } from '../documents/position';
import type { RunStore } from '../runs/store/RunStore';
import { fillPlaceholders } from '../telemetry/placeholders';
import { isWhole, statesBySource } from '../telemetry/sourceStates';
import {
  alarmsWithoutAction,
  alarmsWithoutRunbook,
  differingAlarms,
  missingAlarms,
  undocumentedAlarms,
} from './compareAlarms';
import { missingDashboards } from './compareDashboards';
import { differingRetention, missingLogGroups } from './compareLogGroups';
import { silentMetrics } from './compareMetrics';
import { unreachableRunbooks } from './compareRunbooks';
import { bySeverity } from './finding';
import type { FindingService, FindingsRequest } from './FindingService';
import type { LogGroupReader } from './LogGroupReader';

/** What one comparison came to. */
interface Compared {
  findings: Finding[];
  /** What could not be compared, and why. */
  unchecked: string[];
  states: SourceState[];
}

/** Runs in which a procedure may have been used. */
const LOOKED_BACK_ON = 500;

/** {@link FindingService} over what other services read anyway; ListMetrics, which costs nothing, is all it adds. */
export class DefaultFindingService implements FindingService {
  private constructor(
    private readonly alarms: AlarmService,
    private readonly logGroups: LogGroupReader,
    private readonly dashboards: Pick<DashboardService, 'list'>,
    private readonly telemetry: TelemetrySource,
    private readonly runs: Pick<RunStore, 'newest'> | undefined,
  ) {}

  static create(options: {
    alarms: AlarmService;
    logGroups: LogGroupReader;
    dashboards: Pick<DashboardService, 'list'>;
    telemetry: TelemetrySource;
    /** A procedure that somebody ran has been found; absent where runs are not kept. */
    runs?: Pick<RunStore, 'newest'>;
  }): DefaultFindingService {
    return new DefaultFindingService(
      options.alarms,
      options.logGroups,
      options.dashboards,
      options.telemetry,
      options.runs,
    );
  }

  async list(
    request: FindingsRequest,
    options?: CallOptions,
  ): Promise<Envelope<FindingList>> {
    const { pipeline, environment } = request;
    const [alarms, ...others] = await Promise.all([
      this.#alarms(request, options),
      this.#logGroups(request, options),
      this.#dashboards(request, options),
      this.#metrics(request, options),
    ]);
    const compared = [alarms, ...others];
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        findings: compared.flatMap(({ findings }) => findings).sort(bySeverity),
        unchecked: [
          ...uncheckedDocuments(request),
          ...compared.flatMap(({ unchecked }) => unchecked),
        ],
        coverage: alarms.coverage,
      },
      sources: statesBySource(compared.flatMap(({ states }) => states)),
    };
  }

  async #alarms(
    request: FindingsRequest,
    options?: CallOptions,
  ): Promise<Compared & { coverage: FindingList['coverage'] }> {
    const { pipeline, environment } = request;
    const { data, sources } = await this.alarms.list(
      pipeline,
      environment,
      options,
    );
    const { alarms, missing } = data;
    const expected = expectedAlarms(pipeline, environment);
    const hasProcedures = pipeline.documents.some(
      ({ content }) => (content?.runbooks.length ?? 0) > 0,
    );
    const readWhole = sources.every(isWhole);
    return {
      findings: [
        ...missingAlarms(expected, missing),
        ...undocumentedAlarms(expected, alarms),
        ...differingAlarms(expected, alarms),
        ...alarmsWithoutAction(alarms),
        ...(hasProcedures ? alarmsWithoutRunbook(alarms) : []),
        // An alarm that could not be read may be what leads there.
        ...(readWhole && alarms.length > 0
          ? await this.#unreachable(pipeline, alarms)
          : []),
      ],
      unchecked: [
        ...notWhole('Alarms', sources),
        ...(hasProcedures
          ? []
          : [
              'Which alarms a procedure answers: no operations document that was read holds a procedure.',
            ]),
      ],
      states: sources,
      coverage: {
        answered: alarms.filter(({ runbooks }) => runbooks.length > 0).length,
        alarms: alarms.length,
      },
    };
  }

  async #unreachable(
    pipeline: ResolvedPipeline,
    alarms: readonly Alarm[],
  ): Promise<Finding[]> {
    const suspects = unreachableRunbooks(pipeline, alarms);
    if (suspects.length === 0 || !this.runs) return suspects;
    const newest = await this.runs.newest(pipeline, LOOKED_BACK_ON);
    const used = new Set(newest.map(({ summary }) => summary.runbookId));
    return unreachableRunbooks(pipeline, alarms, used);
  }

  async #logGroups(
    request: FindingsRequest,
    options?: CallOptions,
  ): Promise<Compared> {
    try {
      const { data, sources } = await this.logGroups.groups(request, options);
      const positionOf = logGroupPositions(request);
      return {
        findings: [
          ...missingLogGroups(data.groups, positionOf),
          ...differingRetention(data.groups, positionOf),
        ],
        unchecked: notWhole('Log groups', sources),
        states: sources,
      };
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return {
          findings: [],
          unchecked: [`Log groups: ${error.message}`],
          states: [],
        };
      }
      throw error;
    }
  }

  async #dashboards(
    { pipeline, environment }: FindingsRequest,
    options?: CallOptions,
  ): Promise<Compared> {
    const { data, sources } = await this.dashboards.list(
      { pipeline, environment },
      options,
    );
    const named = environment.selections.flatMap(({ dashboards }) =>
      dashboards.flatMap(selector =>
        // The id alone is what conventions ask for everywhere, and nobody's claim that there is such a dashboard.
        selector.type === 'exact' && selector.name !== pipeline.pipelineId
          ? [selector.name]
          : [],
      ),
    );
    return {
      findings: sources.every(isWhole)
        ? missingDashboards(named, data.dashboards)
        : [],
      unchecked: notWhole('Dashboards', sources),
      states: sources,
    };
  }

  async #metrics(
    { environment }: FindingsRequest,
    options?: CallOptions,
  ): Promise<Compared> {
    const sources = new Map(
      environment.selections.map(({ source }) => [source.id, source]),
    );
    const compared = await Promise.all(
      environment.resources
        .filter(({ declared }) => declared)
        .flatMap(resource => {
          const source = sources.get(resource.sourceId);
          return source ? [this.#metricsOf(resource, source, options)] : [];
        }),
    );
    const states = statesBySource(compared.flatMap(one => one.states));
    return {
      findings: compared.flatMap(({ findings }) => findings),
      unchecked: notWhole('Metrics that never reported', states),
      states,
    };
  }

  async #metricsOf(
    resource: ResolvedResource,
    source: SourceRef,
    options?: CallOptions,
  ): Promise<Compared> {
    const metrics = resource.charts.flatMap(({ series }) =>
      series.flatMap(({ metric }) => metric ?? []),
    );
    // All metrics of one set of dimensions come with one request, which everybody shares.
    const sets = new Map(metrics.map(metric => [setOf(metric), metric]));
    const answers = await Promise.all(
      [...sets.values()].map(({ namespace, dimensions }) =>
        this.telemetry.listMetrics(
          {
            source,
            namespace,
            dimensions: Object.entries(dimensions).map(([name, value]) => ({
              name,
              value,
            })),
          },
          options,
        ),
      ),
    );
    const known = answers.flatMap(({ data }) => data);
    const states = answers.map(({ state }) => state);
    return {
      findings: states.every(isWhole)
        ? silentMetrics(resource, metric =>
            known.some(one => isSameMetric(one, metric)),
          )
        : [],
      unchecked: [],
      states,
    };
  }
}

function setOf({ namespace, dimensions }: MetricRef): string {
  return JSON.stringify([namespace, Object.entries(dimensions).sort()]);
}

/** `Alarms of source lab: Access denied …`, for each source that did not answer in whole. */
function notWhole(what: string, states: readonly SourceState[]): string[] {
  return statesBySource(states)
    .filter(state => !isWhole(state))
    .map(
      ({ id, status, message }) =>
        `${what} of source ${id}: ${message ?? status}`,
    );
}

function uncheckedDocuments({ pipeline }: FindingsRequest): string[] {
  if (pipeline.documents.length === 0) {
    return [
      'What a document expects: the pipeline has no operations document.',
    ];
  }
  return pipeline.documents
    .filter(({ content }) => !content)
    .map(({ path }) => `What ${path} expects: it could not be read.`);
}

/** Where the documents name a log group of the environment first. */
function logGroupPositions({ pipeline, environment }: FindingsRequest) {
  const positions = new Map<string, DocumentPosition>();
  for (const document of pipeline.documents) {
    for (const { name, lines } of document.content?.logGroups ?? []) {
      const { text } = fillPlaceholders(name, environment);
      if (!positions.has(text)) {
        positions.set(text, positionIn(document, lines));
      }
    }
  }
  return (name: string) => positions.get(name);
}
