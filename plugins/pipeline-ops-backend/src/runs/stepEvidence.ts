import { InputError } from '@backstage/errors';
import type { CheckAnswer } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { ResolvedPipeline } from '@pipeline-ops/plugin-pipeline-ops-node';
import type { CheckService } from '../checks/CheckService';
import type { ReplayedRun } from './replay/replay';
import { checksOfStep } from './replay/runSteps';
import type { RunCallOptions } from './RunService';

/**
 * What data says now about a step of a run, in the run's own environment.
 *
 * @throws InputError when the step has no such check, or the environment is gone
 */
export async function stepEvidence(
  checks: Pick<CheckService, 'answer'>,
  pipeline: ResolvedPipeline,
  run: ReplayedRun,
  stepId: string,
  checkId: string,
  options: RunCallOptions,
): Promise<CheckAnswer> {
  const check = checksOfStep(run.procedure, stepId).find(
    ({ id }) => id === checkId,
  );
  if (!check) {
    throw new InputError(
      'The step has no check of this id (checkId). The run keeps the checks of its start; take the id from there.',
    );
  }
  const environment = pipeline.environments.find(
    ({ name }) => name === run.environment,
  );
  if (!environment) {
    throw new InputError(
      `Pipeline ${pipeline.pipelineId} has no environment ${run.environment} any more, so that its data cannot be asked. Mark the step as done without the check.`,
    );
  }
  const { answers } = await checks.answer(pipeline, environment, [check], {
    ...options,
    runLogQueries: true,
  });
  return answers[0];
}
