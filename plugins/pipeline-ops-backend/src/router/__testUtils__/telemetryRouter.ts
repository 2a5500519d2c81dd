import { mockServices } from '@backstage/backend-test-utils';
import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  ResolvedPipeline,
  TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { Router } from 'express';
import { DefaultAlarmService } from '../../alarms/DefaultAlarmService';
import type { BaselineService } from '../../baselines/BaselineService';
import { LogQueryAnswers } from '../../checks/answering/LogQueryAnswers';
import { DefaultCheckService } from '../../checks/DefaultCheckService';
import { DashboardQueries } from '../../dashboards/DashboardQueries';
import { DashboardReader } from '../../dashboards/DashboardReader';
import { DefaultDashboardService } from '../../dashboards/DefaultDashboardService';
import { DefaultFindingService } from '../../findings/DefaultFindingService';
import { AuthorizedLogGroupReader } from '../../findings/LogGroupReader';
import { DefaultLogService } from '../../logs/DefaultLogService';
import { createMask } from '../../logs/mask';
import { DefaultQueryService } from '../../logs/queries/DefaultQueryService';
import { DefaultMetricService } from '../../metrics/DefaultMetricService';
import { DefaultOverviewService } from '../../overview/DefaultOverviewService';
import { CheckedRunbookService } from '../../runbooks/CheckedRunbookService';
import { DocumentRunbookService } from '../../runbooks/RunbookService';
import { CallingUsers } from '../../users/CallingUsers';
import { alarmsRoutes } from '../alarmsRoutes';
import { createRouter } from '../createRouter';
import { findingsRoutes } from '../findingsRoutes';
import { dashboardsRoutes } from '../dashboardsRoutes';
import { logQueriesRoutes } from '../logQueriesRoutes';
import { logsRoutes } from '../logsRoutes';
import { metricsRoutes } from '../metricsRoutes';
import { overviewRoutes } from '../overviewRoutes';
import { runbooksRoutes } from '../runbooksRoutes';

/** Nothing that a test runs into by accident. */
const QUERY_LIMITS = {
  freeText: false,
  longestHours: 24,
  mostRows: 1_000,
  gigabytesPerSource: 50,
  gigabytesPerUser: 10,
  runningPerSource: 50,
  runningPerUser: 50,
};

/** The telemetry routes over a source, for one pipeline that everybody may see. */
export function telemetryRouter(
  telemetry: TelemetrySource,
  options: {
    /** Unix milliseconds. */
    now: () => number;
    pipeline: ResolvedPipeline;
    baselines?: BaselineService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
  },
): Router {
  const { now, pipeline, baselines, httpAuth, permissions } = options;
  const alarms = DefaultAlarmService.create({ telemetry, now });
  const metrics = DefaultMetricService.create({
    telemetry,
    alarms,
    baselines,
    now,
  });
  const logs = DefaultLogService.create({ telemetry, mask: createMask() });
  const reader = DashboardReader.create({ telemetry });
  const dashboards = DefaultDashboardService.create({
    telemetry,
    reader,
    alarms,
    now,
  });
  const queries = DefaultQueryService.create({
    telemetry,
    mask: createMask(),
    limits: QUERY_LIMITS,
    sources: [DashboardQueries.create({ reader })],
    now,
  });
  const overview = DefaultOverviewService.create({ alarms, metrics });
  const findings = DefaultFindingService.create({
    alarms,
    logGroups: new AuthorizedLogGroupReader(logs, permissions),
    dashboards,
    telemetry,
  });
  const checks = DefaultCheckService.create({
    telemetry,
    alarms,
    findings,
    logQueries: LogQueryAnswers.create({
      queries,
      permissions,
      users: new CallingUsers({
        auth: mockServices.auth(),
        userInfo: mockServices.userInfo(),
      }),
      now,
    }),
    logger: mockServices.logger.mock(),
    now,
  });
  const runbooks = new CheckedRunbookService({
    inner: new DocumentRunbookService(),
    checks,
  });
  return createRouter({
    httpAuth,
    pipelines: { resolve: async () => [pipeline] },
    routes: [
      alarmsRoutes({ alarms, now }),
      metricsRoutes({ metrics, now }),
      logsRoutes({ logs, permissions, now }),
      overviewRoutes({ overview, now }),
      findingsRoutes({ findings }),
      dashboardsRoutes({ dashboards, now }),
      runbooksRoutes({ runbooks, alarms, checks }),
      logQueriesRoutes({
        queries,
        permissions,
        userInfo: mockServices.userInfo(),
        now,
      }),
    ],
  });
}
