import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistPeriod } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';

/** Walks the periods of one list. */
export interface PeriodSteps {
  onPrevious: () => void;
  onNext: () => void;
  onToday: () => void;
}

export function PeriodControls(props: {
  period: ChecklistPeriod;
  steps: PeriodSteps;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { period, steps } = props;
  return (
    <>
      <ActionButton
        aria-label={t('checklists.previous')}
        onClick={steps.onPrevious}
      >
        ‹
      </ActionButton>
      <ActionButton disabled={period.isCurrent} onClick={steps.onToday}>
        {t('checklists.today')}
      </ActionButton>
      <ActionButton
        aria-label={t('checklists.next')}
        disabled={period.isCurrent}
        onClick={steps.onNext}
      >
        ›
      </ActionButton>
    </>
  );
}
