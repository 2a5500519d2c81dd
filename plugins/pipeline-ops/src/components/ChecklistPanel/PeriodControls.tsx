import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChecklistPeriod } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-flex', gap: theme.spacing(1) },
}));

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
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { period, steps } = props;
  return (
    <span className={classes.root}>
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
    </span>
  );
}
