import { z } from 'zod';
import { createDefinitionFileSchema } from './definitionSchema';

/** The JSON Schema of `pipeline-ops.yaml` that editors use, for the kinds of resources that come with the plugin. */
export function publishedSchema(
  kinds: readonly string[],
): Record<string, unknown> {
  return {
    ...z.toJSONSchema(createDefinitionFileSchema(kinds), {
      io: 'input',
      reused: 'ref',
    }),
    $id: 'https://github.com/pipeline-ops/backstage-pipeline-ops/blob/main/plugins/pipeline-ops-backend/pipeline-ops.schema.json',
    title: 'pipeline-ops.yaml',
    description: 'What a pipeline is made of, for Pipeline Ops in Backstage.',
  };
}
