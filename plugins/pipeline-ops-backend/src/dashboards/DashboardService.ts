import type {
  Dashboard,
  DashboardList,
  Envelope,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { TimeRange } from '../telemetry/window';

export interface DashboardRequest {
  pipeline: ResolvedPipeline;
  environment: ResolvedEnvironment;
  dashboardId: string;
  /** Where the dashboard is, when several sources of the environment have one of this name. */
  sourceId?: string;
  /** The dashboard's own range, else three hours, when absent. */
  range?: TimeRange;
  /** By id of the variable. */
  variables?: Record<string, string>;
}

/** CloudWatch dashboards of a pipeline's environment. Who may see them is who could resolve the pipeline. */
export interface DashboardService {
  /** Those that AWS has, and those that only stand in an operations document. */
  list(
    request: Pick<DashboardRequest, 'pipeline' | 'environment'>,
    options?: CallOptions,
  ): Promise<Envelope<DashboardList>>;

  /**
   * One dashboard with the data of its widgets.
   *
   * @throws NotFoundError when the selection does not allow the name, or nobody has a dashboard of it
   */
  get(
    request: DashboardRequest,
    options?: CallOptions,
  ): Promise<Envelope<Dashboard>>;
}
