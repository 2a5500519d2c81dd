import { NotFoundError } from '@backstage/errors';
import type {
  DashboardSummary,
  SourceState,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
  SourceSelection,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { dashboardUrl } from '../pipelines/console';
import { matchesAnySelector } from '../pipelines/trust/names';
import { fillPlaceholders } from '../telemetry/placeholders';
import { prefixesOf } from '../telemetry/selection';
import { isWhole } from '../telemetry/sourceStates';
import type { ParsedDashboard } from './body/model';
import { parseDashboardBody } from './body/parseDashboardBody';
import {
  documentedDashboards,
  type DocumentedDashboard,
} from './documentedDashboards';

export interface DashboardPlace {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  dashboardId: string;
  sourceId?: string;
  /** By id of the variable. */
  variables?: Readonly<Record<string, string>>;
}

/** A dashboard's body, read and understood. */
export interface ReadDashboard {
  summary: DashboardSummary;
  parsed: ParsedDashboard;
  /** Where its widgets are read unless they name another region or account; absent when the environment has no source. */
  home?: SourceSelection;
  states: SourceState[];
}

/** Finds dashboards and their bodies; the same for whoever shows a dashboard and whoever runs a query of it. */
export class DashboardReader {
  private constructor(private readonly telemetry: TelemetrySource) {}

  static create(options: { telemetry: TelemetrySource }): DashboardReader {
    return new DashboardReader(options.telemetry);
  }

  /** The deployed ones that the selection allows. Dashboards belong to an account, whatever the region that is asked. */
  async deployed(
    environment: ResolvedEnvironment,
    options?: CallOptions,
  ): Promise<{ summaries: DashboardSummary[]; states: SourceState[] }> {
    const answers = await Promise.all(
      environment.selections.flatMap(({ source, dashboards }) =>
        (dashboards.length > 0 ? prefixesOf(dashboards) : []).map(
          async prefix => ({
            source,
            dashboards,
            answer: await this.telemetry.listDashboards(
              { source, prefix },
              options,
            ),
          }),
        ),
      ),
    );
    const byName = new Map<string, DashboardSummary>();
    for (const { source, dashboards, answer } of answers) {
      for (const { name, modifiedAt } of answer.data) {
        const key = `${source.accountId}/${name}`;
        if (matchesAnySelector(name, dashboards) && !byName.has(key)) {
          byName.set(key, {
            id: name,
            title: name,
            deployed: true,
            sourceId: source.id,
            region: source.region,
            ...(modifiedAt ? { modifiedAt } : {}),
            consoleUrl: dashboardUrl(source, name),
          });
        }
      }
    }
    return {
      summaries: [...byName.values()],
      states: answers.map(({ answer }) => answer.state),
    };
  }

  /**
   * @throws NotFoundError when the selection does not allow the name, or nobody has a dashboard of it
   */
  async read(
    place: DashboardPlace,
    options?: CallOptions,
  ): Promise<ReadDashboard> {
    const { pipeline, environment, dashboardId, sourceId, variables } = place;
    const allowed = environment.selections.filter(
      ({ source, dashboards }) =>
        matchesAnySelector(dashboardId, dashboards) &&
        (sourceId === undefined || source.id === sourceId),
    );
    const states: SourceState[] = [];
    let unread: ReadDashboard | undefined;
    for (const home of allowed) {
      const { source } = home;
      const { data, state } = await this.telemetry.dashboardBody(
        { source, name: dashboardId },
        options,
      );
      states.push(state);
      const summary: DashboardSummary = {
        id: dashboardId,
        title: dashboardId,
        deployed: true,
        sourceId: source.id,
        region: source.region,
        consoleUrl: dashboardUrl(source, dashboardId),
      };
      if (data !== undefined) {
        const parsed = parseDashboardBody(data, { choices: variables });
        return { summary, parsed, home, states };
      }
      if (!isWhole(state)) {
        unread ??= { summary, parsed: couldNotRead(state), home, states };
      }
    }
    const documented = documentedDashboards(pipeline, environment).find(
      ({ id }) => id === dashboardId,
    );
    if (documented) {
      return { ...readDocumented(documented, place), states };
    }
    if (unread) {
      return unread;
    }
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no dashboard ${dashboardId} in ${environment.name}. A dashboard appears here when its name is in \`dashboards\` of pipeline-ops.yaml, a rule of the source allows it, and AWS or an operations document has it.`,
    );
  }
}

function couldNotRead({ message, status }: SourceState): ParsedDashboard {
  return {
    periodOverride: 'auto',
    variables: [],
    widgets: [],
    problems: [
      `The dashboard could not be read (${status}). ${message ?? 'Try again.'}`,
    ],
  };
}

function readDocumented(
  { id, title, position, element }: DocumentedDashboard,
  place: DashboardPlace,
): Omit<ReadDashboard, 'states'> {
  const { environment, sourceId, variables } = place;
  const home =
    environment.selections.find(({ source }) => source.id === sourceId) ??
    environment.selections[0];
  return {
    summary: {
      id,
      title,
      deployed: false,
      position,
      ...(home ? { sourceId: home.source.id, region: home.source.region } : {}),
    },
    parsed: parseDashboardBody(element.body ?? element.text, {
      choices: variables,
      fill: text => fillPlaceholders(text, environment).text,
    }),
    ...(home ? { home } : {}),
  };
}
