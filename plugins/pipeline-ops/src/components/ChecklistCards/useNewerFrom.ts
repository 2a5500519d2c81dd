import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { monthIn } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** From when on the list of the changed document applies, in words. */
export function useNewerFrom(): (checklist: Checklist) => string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return ({ cadence, period, timeZone }) =>
    cadence === 'monthly' || cadence === 'quarterly'
      ? t(`checklists.newerFrom.${cadence}`, {
          month: monthIn(Date.parse(period.end), timeZone),
        })
      : t(`checklists.newerFrom.${cadence}`);
}
