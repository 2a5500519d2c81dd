import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/** See a pipeline: its health, alarms, charts, runbooks and checklists. */
export const pipelineReadPermission = createPermission({
  name: 'pipelineOps.pipeline.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read log events of the pipeline's log groups. */
export const logsReadPermission = createPermission({
  name: 'pipelineOps.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Run Logs Insights queries as free text. */
export const logsQueryPermission = createPermission({
  name: 'pipelineOps.logs.query',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Start and advance runs of a runbook. */
export const runbookExecutePermission = createPermission({
  name: 'pipelineOps.runbook.execute',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Answer checklist items of the current period. */
export const checklistUpdatePermission = createPermission({
  name: 'pipelineOps.checklist.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Answer checklist items of past periods. */
export const checklistOverridePermission = createPermission({
  name: 'pipelineOps.checklist.override',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

export const pipelineOpsPermissions = [
  pipelineReadPermission,
  logsReadPermission,
  logsQueryPermission,
  runbookExecutePermission,
  checklistUpdatePermission,
  checklistOverridePermission,
];
