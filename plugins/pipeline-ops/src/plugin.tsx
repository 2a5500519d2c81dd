import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { pipelineOpsApi } from './extensions/apis';
import { overviewEntityCard } from './extensions/entityCards';
import {
  maintenanceEntityContent,
  monitoringEntityContent,
  runbookEntityContent,
} from './extensions/entityContents';
import {
  runbookSearchResult,
  runbookSearchType,
} from './extensions/searchResults';
import {
  maintenanceRouteRef,
  monitoringRouteRef,
  runbookRouteRef,
} from './routes';

/** Monitoring, Runbook and Maintenance on each pipeline's own entity page. */
export const pipelineOpsPlugin = createFrontendPlugin({
  pluginId: 'pipeline-ops',
  title: 'Pipeline Ops',
  info: { packageJson: () => import('../package.json') },
  routes: {
    monitoring: monitoringRouteRef,
    runbook: runbookRouteRef,
    maintenance: maintenanceRouteRef,
  },
  extensions: [
    pipelineOpsApi,
    monitoringEntityContent,
    runbookEntityContent,
    maintenanceEntityContent,
    overviewEntityCard,
    runbookSearchResult,
    runbookSearchType,
  ],
});
