import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { PipelineService } from '../pipelines/PipelineService';
import type { RunService } from '../runs/RunService';
import { runSummaryOutput, toRunSummary } from './runOutput';
import { resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';

/** `list-runs`: when procedures of a pipeline were run, by whom, and how that went. */
export function registerListRuns(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  runs: Pick<RunService, 'list'>;
}): void {
  const { registry, pipelines, runs } = options;
  registry.register({
    name: 'list-runs',
    title: "List runs of a pipeline's runbooks",
    description: `
Lists recorded runs of a pipeline's procedures in all of its environments: those under way first, then the newest first, with
outcome, progress and times. Read one of them with get-run.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod.object({
          ...scopeInput(zod),
          runbookId: zod.string().min(1).max(200).optional(),
          state: zod.enum(['running', 'ended']).optional(),
          cursor: zod
            .string()
            .max(500)
            .optional()
            .describe('As an earlier answer gave it, for older runs'),
        }),
      output: zod =>
        zod.object({
          runs: zod.array(runSummaryOutput(zod)),
          cursor: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { runbookId, state, cursor } = input;
      const scope = await resolveScope(pipelines, input, credentials);
      const list = await runs.list(
        scope.pipeline,
        { runbookId, state, cursor },
        { credentials },
      );
      return {
        output: {
          runs: list.runs.map(run => toRunSummary(run, scope)),
          cursor: list.cursor,
        },
      };
    },
  });
}
