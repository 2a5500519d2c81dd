import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { PipelineService } from '../pipelines/PipelineService';
import type { RunbookService } from '../runbooks/RunbookService';
import { pageOf, resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';

/** `list-runbooks`: every procedure of a pipeline. */
export function registerListRunbooks(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  runbooks: RunbookService;
}): void {
  const { registry, pipelines, runbooks } = options;
  registry.register({
    name: 'list-runbooks',
    title: "List a pipeline's runbooks",
    description: `
Lists the procedures of a pipeline's operations documents (runbooks, troubleshooting, recovery, incident response) and whom
to call next. Read one of them with get-runbook.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod => zod.object(scopeInput(zod)),
      output: zod =>
        zod.object({
          runbooks: zod.array(
            zod.object({
              id: zod.string(),
              title: zod.string(),
              kind: zod.string(),
              severity: zod.string().optional(),
              estimatedTime: zod.string().optional(),
              alarmNames: zod.array(zod.string()),
              page: zod.string().describe('Path in the portal'),
            }),
          ),
          escalation: zod.array(
            zod.object({
              level: zod.number(),
              title: zod.string(),
              details: zod.array(zod.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const list = runbooks.list(scope.pipeline, scope.environment);
      return {
        output: {
          escalation: list.escalation,
          runbooks: list.runbooks.map(
            ({ id, title, kind, severity, estimatedTime, alarmNames }) => ({
              ...{ id, title, kind, severity, estimatedTime, alarmNames },
              page: pageOf(scope, 'runbook', { procedure: id }),
            }),
          ),
        },
      };
    },
  });
}
