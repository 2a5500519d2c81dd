/* eslint-disable @backstage/no-forbidden-package-imports -- The store is measured by itself, beside a bare insert; it is no
   part of what the package offers. */
export { DatabaseChecklistStore } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/DatabaseChecklistStore';
export type { ChecklistEvent } from '@pipeline-ops/plugin-pipeline-ops-backend/src/checklists/storage/ChecklistStore';
