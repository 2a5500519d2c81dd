import type { Run, RunStep } from '@pipeline-ops/plugin-pipeline-ops-common';

/** The step that is next by itself: the first open one that progress counts. */
export function nextStepId(run: Run): string | undefined {
  return run.state === 'running'
    ? run.steps.find(({ counted, state }) => counted && state === 'open')?.id
    : undefined;
}

/** Where to go on after a step was answered: the rest of what it is a part of, else what is next by itself. */
export function afterStepId(run: Run, answered: RunStep): string | undefined {
  if (!answered.parentId) {
    return undefined;
  }
  const index = run.steps.findIndex(({ id }) => id === answered.id);
  const sibling = run.steps
    .slice(index + 1)
    .find(
      ({ parentId, state }) =>
        parentId === answered.parentId && state === 'open',
    );
  return (sibling ?? run.steps.find(({ id }) => id === answered.parentId))?.id;
}

/** Seconds since the step before it was answered, or since the run began; undefined when that cannot be told. */
export function secondsSoFar(run: Run, now: number): number | undefined {
  const answers = run.events.filter(({ type }) =>
    [
      'started',
      'reopened',
      'step-done',
      'step-skipped',
      'step-failed',
    ].includes(type),
  );
  const last = Date.parse(answers.at(-1)?.at ?? run.startedAt);
  return Number.isFinite(last) ? Math.max(0, (now - last) / 1000) : undefined;
}
