import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import type { AlarmService } from '../alarms/AlarmService';
import type { PipelineService } from '../pipelines/PipelineService';
import { alarmOutput, toAlarmOutput } from './alarmOutput';
import { resolveScope, scopeInput, WRITTEN_BY_OTHERS } from './scope';
import { sourcesOutput, toSourcesOutput } from './sourcesOutput';

/** `find-runbook-for-alarm`: an alarm, and the procedures that answer it. */
export function registerFindRunbookForAlarm(options: {
  registry: ActionsRegistryService;
  pipelines: PipelineService;
  alarms: AlarmService;
}): void {
  const { registry, pipelines, alarms } = options;
  registry.register({
    name: 'find-runbook-for-alarm',
    title: 'Find the runbook for an alarm',
    description: `
Finds the procedures that answer a CloudWatch alarm of a pipeline, with the reason for each match; procedures that the team
linked itself come before those matched by words. Read one of them with get-runbook.
${WRITTEN_BY_OTHERS}`.trim(),
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod.object({
          ...scopeInput(zod),
          alarmName: zod.string().min(1).max(255),
        }),
      output: zod =>
        zod.object({ alarm: alarmOutput(zod), sources: sourcesOutput(zod) }),
    },
    examples: [
      {
        title: 'What to do about orders-errors',
        input: {
          entityRef: 'component:default/orders',
          alarmName: 'orders-errors',
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const scope = await resolveScope(pipelines, input, credentials);
      const { pipeline, environment } = scope;
      const { data, sources } = await alarms.list(pipeline, environment);
      const incomplete = toSourcesOutput(sources);
      const alarm = data.alarms.find(({ name }) => name === input.alarmName);
      if (!alarm) {
        throw new NotFoundError(
          `Pipeline ${pipeline.pipelineId} has no alarm ${input.alarmName} in ${environment.name}${
            incomplete.length > 0
              ? ', or it could not be read'
              : `. It has: ${data.alarms.map(({ name }) => name).join(', ')}`
          }`,
        );
      }
      return {
        output: { alarm: toAlarmOutput(alarm, scope), sources: incomplete },
      };
    },
  });
}
