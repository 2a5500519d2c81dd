import { NotFoundError } from '@backstage/errors';
import type { Alarm, RunAlarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import type {
  CallOptions,
  ResolvedEnvironment,
  ResolvedPipeline,
} from '@pipeline-ops/plugin-pipeline-ops-node';
import type { AlarmService } from '../alarms/AlarmService';

/** The alarm that leads to a run. */
export interface LeadingAlarm {
  /** What the run keeps. */
  facts: RunAlarm;
  /** The alarm itself; absent when it could not be read. */
  alarm?: Alarm;
}

/**
 * Reads the alarm that leads to a run. When the cloud does not answer, the run begins all the same: it keeps the name,
 * and why nothing more is known.
 *
 * @throws NotFoundError when every source has answered and none has the alarm
 */
export async function alarmAtStart(
  alarms: Pick<AlarmService, 'list'>,
  pipeline: ResolvedPipeline,
  environment: ResolvedEnvironment,
  name: string,
  options: CallOptions,
): Promise<LeadingAlarm> {
  const { data, sources } = await alarms.list(pipeline, environment, options);
  const alarm = data.alarms.find(candidate => candidate.name === name);
  if (alarm) {
    const { state, since, condition, stateReason, severity, region } = alarm;
    return {
      alarm,
      facts: { name, state, since, condition, stateReason, severity, region },
    };
  }
  const silent = sources.find(({ status }) => status !== 'ok');
  if (!silent) {
    throw new NotFoundError(
      `Pipeline ${pipeline.pipelineId} has no alarm ${name} in environment ${environment.name}. It may have been renamed or deleted; start the run without it.`,
    );
  }
  return {
    facts: {
      name,
      state: 'INSUFFICIENT_DATA',
      condition: '',
      stateReason: `The alarm could not be read when the run began: ${silent.message ?? `source ${silent.id} is ${silent.status}`}`,
    },
  };
}
