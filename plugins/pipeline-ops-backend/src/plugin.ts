import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { pipelineOpsPermissions } from '@pipeline-ops/plugin-pipeline-ops-common';
import {
  repositoryReaderExtensionPoint,
  servicePacksExtensionPoint,
  telemetrySourceExtensionPoint,
  type TelemetrySource,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { registerActions, registerRunActions } from './actions/registerActions';
import { DefaultAlarmService } from './alarms/DefaultAlarmService';
import { DatabaseBaselineStore } from './baselines/DatabaseBaselineStore';
import { DefaultBaselineService } from './baselines/DefaultBaselineService';
import { Budgets } from './budgets/Budgets';
import { createChecklistService } from './checklists/createChecklistService';
import { ChecklistReminders } from './checklists/reminders/ChecklistReminders';
import { LogQueryAnswers } from './checks/answering/LogQueryAnswers';
import { DefaultCheckService } from './checks/DefaultCheckService';
import { DashboardQueries } from './dashboards/DashboardQueries';
import { DashboardReader } from './dashboards/DashboardReader';
import { DefaultDashboardService } from './dashboards/DefaultDashboardService';
import { SignalChangeAnnouncer } from './changes/SignalChangeAnnouncer';
import { assertAccountsListed } from './config/listedAccounts';
import {
  isDeclared,
  readPipelineOpsConfig,
} from './config/readPipelineOpsConfig';
import {
  AddedServicePacks,
  ReplacedRepositoryReader,
  ReplacedTelemetrySource,
} from './extensions';
import { WorkerDocumentParser } from './documents/parsing/WorkerDocumentParser';
import { DatabaseGoodVersionStore } from './documents/versions/DatabaseGoodVersionStore';
import { ResolvedDocumentService } from './documents/reading/DocumentService';
import { DefaultFindingService } from './findings/DefaultFindingService';
import { AuthorizedLogGroupReader } from './findings/LogGroupReader';
import { DefaultLogService } from './logs/DefaultLogService';
import { createMask } from './logs/mask';
import { AuditedQueryService } from './logs/queries/AuditedQueryService';
import { DefaultQueryService } from './logs/queries/DefaultQueryService';
import { DefaultMetricService } from './metrics/DefaultMetricService';
import { DatabaseNotices } from './notices/DatabaseNotices';
import { DefaultOverviewService } from './overview/DefaultOverviewService';
import { createPipelineService } from './pipelines/createPipelineService';
import { CatalogPipelineClaims } from './pipelines/trust/PipelineClaims';
import { alarmsRoutes } from './router/alarmsRoutes';
import { checklistsRoutes } from './router/checklistsRoutes';
import { createRouter } from './router/createRouter';
import { dashboardsRoutes } from './router/dashboardsRoutes';
import { documentsRoutes } from './router/documentsRoutes';
import { findingsRoutes } from './router/findingsRoutes';
import { logQueriesRoutes } from './router/logQueriesRoutes';
import { logsRoutes } from './router/logsRoutes';
import { metricsRoutes } from './router/metricsRoutes';
import { overviewRoutes } from './router/overviewRoutes';
import { runbooksRoutes } from './router/runbooksRoutes';
import { runsRoutes } from './router/runsRoutes';
import { SharedAnswers } from './router/SharedAnswers';
import { CheckedRunbookService } from './runbooks/CheckedRunbookService';
import { DocumentRunbookService } from './runbooks/RunbookService';
import { createRunService } from './runs/createRunService';
import { DatabaseRunStore } from './runs/store/DatabaseRunStore';
import { AlarmSnapshots } from './snapshots/AlarmSnapshots';
import { overSharedCache } from './telemetry/cache/SharingTelemetrySource';
import {
  createTelemetry,
  decorateTelemetry,
} from './telemetry/createTelemetry';
import { OpenTelemetryMeter } from './telemetry/meter';
import { CallingUsers } from './users/CallingUsers';

/** Far below the seconds after which telemetry can be newer. */
const SHARED_ANSWER_MS = 5_000;

/** Monitoring, runbooks and maintenance of pipelines that catalog entities name. */
export const pipelineOpsPlugin = createBackendPlugin({
  pluginId: 'pipeline-ops',
  register(env) {
    const servicePacks = new AddedServicePacks();
    const telemetrySource = new ReplacedTelemetrySource();
    const repositoryReader = new ReplacedRepositoryReader();
    env.registerExtensionPoint(servicePacksExtensionPoint, servicePacks);
    env.registerExtensionPoint(telemetrySourceExtensionPoint, telemetrySource);
    env.registerExtensionPoint(
      repositoryReaderExtensionPoint,
      repositoryReader,
    );

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, permissions, httpAuth, rootConfig } = deps;
        const packs = servicePacks.all();
        const config = readPipelineOpsConfig(rootConfig, {
          kinds: packs.kinds,
        });
        deps.permissionsRegistry.addPermissions(pipelineOpsPermissions);

        const meter = OpenTelemetryMeter.create({ metrics: deps.metrics });
        const snapshots = await AlarmSnapshots.create({
          ...deps,
          config: config.alarms,
          isDeclared: source => isDeclared(config, source),
        });
        const budgets = await Budgets.create({
          ...deps,
          metricsPerDay: ({ id }) =>
            config.sources.get(id)?.budget?.metricsPerDay,
        });
        const layers = {
          meter,
          share: (asking: TelemetrySource) =>
            overSharedCache(snapshots.over(asking), deps),
          budget: (asking: TelemetrySource) => budgets.over(asking),
        };
        const replaced = telemetrySource.get();
        if (!replaced) {
          assertAccountsListed(config, rootConfig);
        }
        const telemetry = replaced
          ? decorateTelemetry(replaced, layers)
          : createTelemetry({
              credentials: DefaultAwsCredentialsManager.fromConfig(rootConfig),
              connections: source => ({
                endpoint: config.sources.get(source.id)?.endpoint,
              }),
              ...layers,
            });
        const parser = WorkerDocumentParser.create({
          maxBytes: config.documents.maxBytes,
          logger: deps.logger,
        });
        deps.lifecycle.addShutdownHook(() => parser.close());
        const pipelines = createPipelineService({
          auditor,
          auth: deps.auth,
          catalog: deps.catalog,
          config,
          integrations: ScmIntegrations.fromConfig(rootConfig),
          logger: deps.logger,
          packs,
          parser,
          permissions,
          reader: repositoryReader.get() ?? deps.urlReader,
          telemetry,
          versions: await DatabaseGoodVersionStore.create(deps),
        });

        const notices = await DatabaseNotices.create({
          ...deps,
          config: config.notifications,
        });
        const changes = SignalChangeAnnouncer.create(deps);

        const alarms = DefaultAlarmService.create({ telemetry });
        const charts = DefaultMetricService.create({
          telemetry,
          alarms,
          baselines: DefaultBaselineService.create({
            telemetry,
            store: await DatabaseBaselineStore.create(deps),
            logger: deps.logger,
          }),
        });
        const mask = createMask(config.logs.mask);
        const logs = DefaultLogService.create({ telemetry, mask });
        const dashboardReader = DashboardReader.create({ telemetry });
        const dashboards = DefaultDashboardService.create({
          telemetry,
          reader: dashboardReader,
          alarms,
        });
        const queries = new AuditedQueryService({
          inner: DefaultQueryService.create({
            telemetry,
            mask,
            limits: config.logs.queries,
            sources: [DashboardQueries.create({ reader: dashboardReader })],
          }),
          auditor,
        });
        deps.lifecycle.addShutdownHook(() => queries.close());
        const overview = DefaultOverviewService.create({
          alarms,
          metrics: charts,
        });
        const findings = DefaultFindingService.create({
          alarms,
          logGroups: new AuthorizedLogGroupReader(logs, permissions),
          dashboards,
          telemetry,
          runs: await DatabaseRunStore.create({ ...deps, notices }),
        });
        const users = new CallingUsers(deps);
        const checks = DefaultCheckService.create({
          telemetry,
          alarms,
          findings,
          logQueries: LogQueryAnswers.create({ queries, permissions, users }),
          logger: deps.logger,
        });
        const runbooks = new CheckedRunbookService({
          inner: new DocumentRunbookService(),
          checks,
        });
        const runs = await createRunService({
          ...deps,
          alarms,
          changes,
          checks,
          mask,
          notices,
          occasions: config.notifications.runs,
          runbooks,
        });
        const checklists = await createChecklistService({
          ...deps,
          changes,
          checks,
          mask,
        });

        registerActions({
          registry: deps.actionsRegistry,
          ...{ pipelines, overview, alarms, checklists },
          runbooks,
        });
        registerRunActions({
          registry: deps.actionsRegistry,
          ...{ pipelines, runs },
        });
        if (config.notifications.enabled && config.notifications.checklists) {
          ChecklistReminders.create({
            ...deps,
            claims: CatalogPipelineClaims.create({
              ...deps,
              seconds: config.cache.claims,
            }),
            pipelines,
            checklists,
            notices,
            at: config.notifications.checklistsAt,
          }).schedule(deps.scheduler);
        }

        deps.httpRouter.use(
          createRouter({
            httpAuth,
            pipelines,
            answers: SharedAnswers.create({ keepMs: SHARED_ANSWER_MS }),
            routes: [
              overviewRoutes({ overview }),
              alarmsRoutes({ alarms }),
              findingsRoutes({ findings }),
              metricsRoutes({ metrics: charts, promptly: true }),
              logsRoutes({ logs, permissions }),
              logQueriesRoutes({
                queries,
                permissions,
                userInfo: deps.userInfo,
              }),
              runbooksRoutes({ runbooks, alarms, checks }),
              runsRoutes({ runs, users }),
              checklistsRoutes({ checklists, users }),
              dashboardsRoutes({ dashboards }),
              documentsRoutes({ documents: new ResolvedDocumentService() }),
            ],
          }),
        );
      },
    });
  },
});
