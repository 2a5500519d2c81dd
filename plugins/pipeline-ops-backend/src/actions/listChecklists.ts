import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ChecklistService } from '../checklists/ChecklistService';
import type { PipelineService } from '../pipelines/PipelineService';
import { pageOf, resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';

/** `list-checklists`: what of the recurring checks is due now, and what was answered. */
export function registerListChecklists(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  checklists: Pick<ChecklistService, 'list'>;
}): void {
  const { registry, pipelines, checklists } = options;
  registry.register({
    name: 'list-checklists',
    title: "List a pipeline's checklists",
    description: `
Lists the recurring checks of a pipeline (daily, weekly, monthly, …) in their current period: what is overdue first, each item
with its answer, who gave it and when. It answers no item.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod => zod.object(scopeInput(zod)),
      output: zod =>
        zod.object({
          checklists: zod.array(
            zod.object({
              id: zod.string(),
              title: zod.string(),
              cadence: zod.string(),
              owner: zod.string().optional(),
              period: zod.string().describe('Such as D:2026-11-21'),
              status: zod.enum([
                'open',
                'due-soon',
                'overdue',
                'complete',
                'missed',
                'excused',
                'unrecorded',
              ]),
              dueAt: zod.string().describe('ISO 8601, UTC'),
              answered: zod.number(),
              total: zod.number(),
              items: zod.array(
                zod.object({
                  text: zod.string(),
                  group: zod.string().optional(),
                  state: zod
                    .string()
                    .describe('done, not-done, not-applicable, or open'),
                  by: zod.string().optional(),
                  at: zod.string().optional(),
                  note: zod.string().optional(),
                }),
              ),
              page: zod.string().describe('Path in the portal'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const list = await checklists.list(scope.pipeline, { credentials });
      return {
        output: {
          checklists: list.checklists.map(
            ({ id, title, cadence, owner, period, progress, items }) => ({
              ...{ id, title, cadence, owner },
              period: period.key,
              status: period.status,
              dueAt: period.dueAt,
              answered: progress.answered,
              total: progress.total,
              items: items.map(({ text, group, completion }) => ({
                ...{ text, group },
                state: completion?.state ?? 'open',
                by: completion?.by,
                at: completion?.at,
                note: completion?.note,
              })),
              page: pageOf(scope, 'maintenance', { list: id }),
            }),
          ),
        },
      };
    },
  });
}
