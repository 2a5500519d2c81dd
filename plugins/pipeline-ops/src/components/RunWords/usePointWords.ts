import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** What a step of a run is called in a sentence, such as `step 2.1`, by its id. */
export function usePointWords(run: Run): (stepId: string) => string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { steps } = run;
  return useCallback(
    stepId => {
      const step = steps.find(({ id }) => id === stepId);
      return step
        ? t(`runbooks.point.${step.section}`, { number: step.number })
        : stepId;
    },
    [steps, t],
  );
}
