import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type {
  RunbookCommand,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { z } from 'zod/v3';
import type { PipelineService } from '../pipelines/PipelineService';
import type { RunbookService } from '../runbooks/RunbookService';
import { pageOf, resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';

const commandOutput = (zod: typeof z) =>
  zod.object({
    language: zod.string(),
    text: zod.string().describe('With every known placeholder replaced'),
    open: zod.array(zod.string()).describe('Placeholders that have no value'),
  });

const runbookOutput = (zod: typeof z) =>
  zod.object({
    id: zod.string(),
    title: zod.string(),
    kind: zod.string(),
    severity: zod.string().optional(),
    estimatedTime: zod.string().optional(),
    alarmNames: zod.array(zod.string()),
    intro: zod.string().optional(),
    symptoms: zod.array(zod.string()),
    causes: zod.array(zod.string()),
    prerequisites: zod.array(zod.string()),
    steps: zod.array(
      zod.object({
        id: zod.string(),
        number: zod.string().describe('Such as 2, or 2.1 for a part of step 2'),
        title: zod.string(),
        body: zod.string().optional(),
        commands: zod.array(commandOutput(zod)),
      }),
    ),
    commands: zod
      .array(commandOutput(zod))
      .describe('Commands that stand outside every step'),
    verification: zod.array(zod.string()),
    rollback: zod.array(zod.string()),
    escalation: zod.array(zod.string()),
    prevention: zod.array(zod.string()),
    document: zod.string().describe('File of the repository'),
    page: zod.string().describe('Path in the portal'),
  });

/** `get-runbook`: one procedure with its commands filled in. */
export function registerGetRunbook(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  runbooks: RunbookService;
}): void {
  const { registry, pipelines, runbooks } = options;
  registry.register({
    name: 'get-runbook',
    title: 'Read a runbook',
    description: `
Reads one procedure of a pipeline: symptoms, causes, numbered steps with their commands, verification, rollback and
escalation. Commands come with the values of the environment filled in; \`open\` names what a person still has to give.
Nothing is executed. Ids come from find-runbook-for-alarm or list-runbooks.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod.object({
          ...scopeInput(zod),
          runbookId: zod.string().min(1).max(200),
        }),
      output: runbookOutput,
    },
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const { pipeline, environment } = scope;
      const runbook = runbooks.get(pipeline, environment, input.runbookId);
      return {
        output: {
          ...runbook,
          document: runbook.position.path,
          steps: stepsOf(runbook.steps),
          commands: runbook.commands.map(toCommand),
          page: pageOf(scope, 'runbook', { procedure: runbook.id }),
        },
      };
    },
  });
}

type StepOutput = z.infer<ReturnType<typeof runbookOutput>>['steps'][number];

function stepsOf(steps: RunbookStep[], prefix = ''): StepOutput[] {
  return steps.flatMap(({ id, title, body, commands, steps: parts }, index) => {
    const number = `${prefix}${index + 1}`;
    return [
      { id, number, title, body, commands: commands.map(toCommand) },
      ...stepsOf(parts, `${number}.`),
    ];
  });
}

function toCommand({ language, filled, placeholders }: RunbookCommand) {
  const open = placeholders.filter(({ value }) => value === undefined);
  return {
    ...{ language, text: filled },
    open: [...new Set(open.map(({ text }) => text))],
  };
}
