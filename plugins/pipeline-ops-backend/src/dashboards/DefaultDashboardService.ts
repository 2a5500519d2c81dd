import type {
  Dashboard,
  DashboardList,
  DashboardWidget,
  Envelope,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';
import { ChartedMetrics } from '../pipelines/trust/metrics';
import { statesBySource } from '../telemetry/sourceStates';
import { alignWindow, type TimeRange } from '../telemetry/window';
import { drawAlarms } from './alarmWidgets';
import type { ParsedDashboard, ParsedWidget } from './body/model';
import type { DashboardReader, ReadDashboard } from './DashboardReader';
import type { DashboardRequest, DashboardService } from './DashboardService';
import { documentedDashboards, isDeployed } from './documentedDashboards';
import { drawLogs } from './logWidgets';
import { MetricWidgets, type MetricScope, seriesBudget } from './MetricWidgets';

/** Where neither the reader nor the dashboard says. Seconds. */
const DEFAULT_RANGE = 3 * 3_600;

/** What is needed to draw the widgets of one dashboard. */
interface Drawing {
  request: DashboardRequest;
  read: ReadDashboard;
  scope: MetricScope;
}

/** {@link DashboardService} over a {@link TelemetrySource}. */
export class DefaultDashboardService implements DashboardService {
  private constructor(
    private readonly reader: DashboardReader,
    private readonly alarms: AlarmService,
    private readonly metrics: MetricWidgets,
    private readonly now: () => number,
  ) {}

  static create(options: {
    telemetry: TelemetrySource;
    reader: DashboardReader;
    alarms: AlarmService;
    /** Unix milliseconds. */
    now?: () => number;
  }): DefaultDashboardService {
    const { telemetry, reader, alarms, now = Date.now } = options;
    return new DefaultDashboardService(
      reader,
      alarms,
      MetricWidgets.create({ telemetry, alarms }),
      now,
    );
  }

  async list(
    request: Pick<DashboardRequest, 'pipeline' | 'environment'>,
    options?: CallOptions,
  ): Promise<Envelope<DashboardList>> {
    const { pipeline, environment } = request;
    const { summaries, states } = await this.reader.deployed(
      environment,
      options,
    );
    const names = summaries.map(({ id }) => id);
    const [home] = environment.selections;
    const undeployed = documentedDashboards(pipeline, environment)
      .filter(documented => !isDeployed(documented, names))
      .map(({ id, title, position }) => ({
        id,
        title,
        deployed: false,
        position,
        ...(home
          ? { sourceId: home.source.id, region: home.source.region }
          : {}),
      }));
    return {
      data: {
        pipelineId: pipeline.pipelineId,
        environment: environment.name,
        dashboards: [
          ...summaries.sort((a, b) => (a.title < b.title ? -1 : 1)),
          ...undeployed,
        ],
      },
      sources: statesBySource(states),
    };
  }

  async get(
    request: DashboardRequest,
    options?: CallOptions,
  ): Promise<Envelope<Dashboard>> {
    const { pipeline, environment } = request;
    const read = await this.reader.read(request, options);
    const { parsed, home, summary } = read;
    const now = this.now() / 1_000;
    const range = request.range ?? rangeOf(parsed, now);
    const { from, to } = alignWindow(range, now);
    const frame = {
      ...summary,
      variables: parsed.variables,
      from,
      to,
      problems: parsed.problems,
    };
    if (!home) {
      const problem =
        'The environment has no source that may be read, so the widgets have no data.';
      return {
        data: {
          ...frame,
          widgets: [],
          problems: [...parsed.problems, problem],
        },
        sources: statesBySource(read.states),
      };
    }
    // Not waited for here: most widgets name no alarm.
    const listing = namesAlarms(parsed)
      ? this.alarms.list(pipeline, environment, options)
      : undefined;
    const alarms = Promise.resolve(listing).then(
      listed => listed?.data.alarms ?? [],
    );
    const drawing: Drawing = {
      request,
      read,
      scope: {
        pipeline,
        environment,
        home,
        range,
        charted: ChartedMetrics.of(environment),
        now,
        periodOverride: parsed.periodOverride,
        alarms,
        budget: seriesBudget(),
      },
    };
    // All widgets at once: the planner puts what they ask for into few calls.
    const [drawn, listed] = await Promise.all([
      Promise.all(
        parsed.widgets.map(widget => this.#draw(widget, drawing, options)),
      ),
      listing,
      alarms,
    ]);
    return {
      data: { ...frame, widgets: drawn.map(({ widget }) => widget) },
      sources: statesBySource([
        ...read.states,
        ...(listed?.sources ?? []),
        ...drawn.flatMap(({ states }) => states),
      ]),
    };
  }

  async #draw(
    parsed: ParsedWidget,
    { request, read, scope }: Drawing,
    options?: CallOptions,
  ): Promise<{ widget: DashboardWidget; states: SourceState[] }> {
    const { content, ...frame } = parsed;
    switch (content.type) {
      case 'metric': {
        const drawn = await this.metrics.draw(content, scope, options);
        const { title, consoleUrl, states } = drawn;
        return {
          widget: {
            ...(title ? { title } : {}),
            ...frame,
            ...(content.region ? { region: content.region } : {}),
            ...(consoleUrl ? { consoleUrl } : {}),
            content: drawn.content,
          },
          states,
        };
      }
      case 'alarm':
        return {
          widget: {
            ...frame,
            content: drawAlarms(content, await scope.alarms, scope.environment),
          },
          states: [],
        };
      case 'log':
        return {
          widget: {
            ...frame,
            ...(content.region ? { region: content.region } : {}),
            ...drawLogs(content, scope, {
              sourceId: scope.home.source.id,
              dashboardId: read.summary.id,
              widgetId: parsed.id,
              variables: chosenVariables(request, read.parsed),
            }),
          },
          states: [],
        };
      default:
        return { widget: { ...frame, content }, states: [] };
    }
  }
}

function rangeOf({ start, end }: ParsedDashboard, now: number): TimeRange {
  const to = Math.min(end ?? now, now);
  if (!start) {
    return { from: to - DEFAULT_RANGE, to };
  }
  const from = 'at' in start ? start.at : to - start.before;
  return from < to ? { from, to } : { from: to - DEFAULT_RANGE, to };
}

function namesAlarms({ widgets }: ParsedDashboard): boolean {
  return widgets.some(
    ({ content }) =>
      (content.type === 'metric' || content.type === 'alarm') &&
      content.alarms.length > 0,
  );
}

/** What the reader chose among the dashboard's variables. */
function chosenVariables(
  { variables = {} }: DashboardRequest,
  parsed: ParsedDashboard,
): Record<string, string> {
  return Object.fromEntries(
    parsed.variables.flatMap(({ id, value }) =>
      Object.hasOwn(variables, id) ? [[id, value]] : [],
    ),
  );
}
