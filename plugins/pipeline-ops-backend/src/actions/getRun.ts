import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { PipelineService } from '../pipelines/PipelineService';
import type { RunService } from '../runs/RunService';
import { runSummaryOutput, toRunSummary } from './runOutput';
import { resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';

/** `get-run`: one run with its steps and everything that happened. */
export function registerGetRun(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  runs: Pick<RunService, 'get'>;
}): void {
  const { registry, pipelines, runs } = options;
  registry.register({
    name: 'get-run',
    title: 'Read a run of a runbook',
    description: `
Reads one recorded run of a procedure: each step with its state, who set it, when and with which note, and what happened in
order, with outputs that people pasted. Ids come from list-runs.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod.object({ ...scopeInput(zod), runId: zod.string().min(1).max(100) }),
      output: zod =>
        runSummaryOutput(zod).extend({
          outcomeNote: zod.string().optional(),
          steps: zod.array(
            zod.object({
              id: zod.string(),
              section: zod.string(),
              number: zod.string(),
              title: zod.string(),
              state: zod.enum(['open', 'done', 'skipped', 'failed']),
              by: zod.string().optional(),
              at: zod.string().optional(),
              note: zod.string().optional(),
              seconds: zod.number().optional(),
            }),
          ),
          events: zod.array(
            zod.object({
              at: zod.string().describe('ISO 8601, UTC'),
              by: zod.string(),
              type: zod.string(),
              step: zod.string().optional(),
              text: zod
                .string()
                .optional()
                .describe('Note, pasted output, value or what data said'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const run = await runs.get(scope.pipeline, input.runId, { credentials });
      return {
        output: {
          ...toRunSummary(run, scope),
          events: run.events.map(event => ({
            ...{ at: event.at, by: event.by, type: event.type },
            step: 'step' in event ? event.step : undefined,
            text: textOf(event),
          })),
        },
      };
    },
  });
}

function textOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'output':
      return event.output;
    case 'variable':
      return `${event.name} = ${event.value}`;
    case 'checked':
      return `${event.evidence.check.title}: ${event.evidence.summary}`;
    case 'end':
      return [event.outcome, event.note].filter(Boolean).join(': ');
    case 'started':
    case 'joined':
      return undefined;
    default:
      return event.note;
  }
}
