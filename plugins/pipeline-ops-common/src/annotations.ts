/** Names the pipeline of an entity: one id, or several separated by commas. */
export const PIPELINE_ID_ANNOTATION = 'pipeline-ops/pipeline-id';

/** Path of the definition file, relative to the entity's `catalog-info.yaml`. Default: `pipeline-ops.yaml` beside it. */
export const DEFINITION_ANNOTATION = 'pipeline-ops/definition';

/** Paths of operations documents, separated by commas, relative to the entity's `catalog-info.yaml`. */
export const DOCUMENTS_ANNOTATION = 'pipeline-ops/documents';
