import { InputError } from '@backstage/errors';
import type { RunRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import { randomUUID } from 'node:crypto';
import type { AlarmService } from '../alarms/AlarmService';
import type { RunbookService } from '../runbooks/RunbookService';
import { alarmAtStart } from './alarmAtStart';
import { RUN_LIMITS } from './limits';
import { estimateSeconds } from './replay/estimateSeconds';
import type { RunStart } from './replay/replay';
import { placeholderNames } from './rules';

/** Where procedures come from. */
export type Procedures = Pick<RunbookService, 'list' | 'get'>;

/**
 * What a run begins with: the procedure as its document has it now, and the alarm as it is now.
 *
 * @throws NotFoundError when there is no such procedure or alarm, InputError
 */
export async function startFacts(
  from: { runbooks: Procedures; alarms: Pick<AlarmService, 'list'> },
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
  request: RunRequest,
  options: CallOptions,
): Promise<RunStart> {
  const { runbooks, alarms } = from;
  const { runbookId, alarm: alarmName, variables } = request;
  // Before the cloud is asked: a procedure that is not there needs no alarm.
  const known = runbooks.get(pipeline, environment, runbookId);
  const leading =
    alarmName === undefined
      ? undefined
      : await alarmAtStart(alarms, pipeline, environment, alarmName, options);
  const procedure = leading?.alarm
    ? runbooks.get(pipeline, environment, runbookId, { alarm: leading.alarm })
    : known;
  return {
    id: randomUUID(),
    entityRef: pipeline.entityRef,
    pipelineId: pipeline.pipelineId,
    environment: environment.name,
    procedure,
    escalation: runbooks.list(pipeline, environment).escalation,
    alarm: leading?.facts,
    estimateSeconds: estimateSeconds(procedure.estimatedTime),
    variables: givenVariables(procedure, variables),
  };
}

/** Only what the procedure's commands ask for; other values would be kept for nothing. */
function givenVariables(
  procedure: RunStart['procedure'],
  given: Record<string, string> = {},
): Record<string, string> {
  const names = placeholderNames(procedure);
  const fitting = Object.entries(given).filter(([name]) => names.has(name));
  if (fitting.length > RUN_LIMITS.variables) {
    throw new InputError(
      `A run takes at most ${RUN_LIMITS.variables} values; ${fitting.length} were given.`,
    );
  }
  for (const [name, value] of fitting) {
    if (value.length > RUN_LIMITS.value) {
      throw new InputError(
        `The value of ${name} is ${value.length} characters long; at most ${RUN_LIMITS.value} are kept.`,
      );
    }
  }
  return Object.fromEntries(fitting);
}
