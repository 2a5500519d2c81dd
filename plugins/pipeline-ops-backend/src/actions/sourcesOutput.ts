import type { SourceState } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { z } from 'zod/v3';

/** Sources of which something is missing in the answer. */
export const sourcesOutput = (zod: typeof z) =>
  zod
    .array(
      zod.object({
        id: zod.string(),
        status: zod.string(),
        message: zod.string().optional(),
      }),
    )
    .describe(
      'Sources that could not be read as they should. When there are any, the answer is not complete.',
    );

export function toSourcesOutput(
  sources: SourceState[],
): z.infer<ReturnType<typeof sourcesOutput>> {
  const incomplete = sources.filter(({ status }) => status !== 'ok');
  const byWords = new Map(
    incomplete.map(({ id, status, message }) => [
      `${id} ${status}`,
      { id, status, message },
    ]),
  );
  return [...byWords.values()];
}
