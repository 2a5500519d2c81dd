import type {
  Check,
  Runbook,
  RunbookStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** The checks of a procedure with the ids of the steps and points of verification that they answer, in reading order. */
export function checksOf(runbook: Runbook): { step: string; check: Check }[] {
  const ofSteps = (steps: RunbookStep[]): { step: string; check: Check }[] =>
    steps.flatMap(({ id, checks = [], steps: nested }) => [
      ...checks.map(check => ({ step: id, check })),
      ...ofSteps(nested),
    ]);
  return [
    ...ofSteps(runbook.steps),
    ...(runbook.verificationChecks ?? []).flatMap(({ index, checks }) =>
      checks.map(check => ({ step: `verification-${index + 1}`, check })),
    ),
  ];
}
