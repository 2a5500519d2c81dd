export { applyChanges } from '@pipeline-ops/plugin-pipeline-ops-common';
