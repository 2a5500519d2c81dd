import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Check,
  CheckAnswer,
  RunStep,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import type { Asking } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { CheckAnswerView } from '../CheckAnswerView';
import { useRunSession } from '../RunSession';
import { usePointWords } from '../RunWords';
import type { StepCursor } from './useStepCursor';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

/** What data says about a step: what was kept of it, and while the step is open, what it says now and how to keep that. */
export function StepEvidence(props: {
  step: RunStep;
  checks: Check[];
  /** What data says now. */
  answers: CheckAnswer[];
  asking: Asking;
  cursor: StepCursor;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const { run, act, locked } = useRunSession();
  const pointWords = usePointWords(run);
  const { step, checks, answers, asking, cursor } = props;
  const point = pointWords(step.id);
  const asks = step.state === 'open' && run.state === 'running';
  return (
    <>
      {step.evidence && (
        <CheckAnswerView answer={step.evidence} zone={view.zone} kept />
      )}
      {asks &&
        checks.map(check => {
          const answer = answers.find(one => one.check.id === check.id);
          return (
            <div key={check.id} className={classes.row}>
              {answer ? (
                <CheckAnswerView
                  answer={answer}
                  zone={view.zone}
                  asking={asking}
                />
              ) : (
                <span className={classes.quiet}>{check.title}</span>
              )}
              {!locked && answer?.verdict === 'holds' && (
                <ActionButton
                  aria-label={t('runs.act', { act: t('runs.confirm'), point })}
                  onClick={() => cursor.markDone(step, check.id)}
                >
                  {t('runs.confirm')}
                </ActionButton>
              )}
              {!locked && (
                <ActionButton
                  emphasis="bare"
                  aria-label={t('runs.act', { act: t('runs.keep'), point })}
                  onClick={() =>
                    act({ type: 'checked', step: step.id, checkId: check.id })
                  }
                >
                  {t('runs.keep')}
                </ActionButton>
              )}
            </div>
          );
        })}
    </>
  );
}
