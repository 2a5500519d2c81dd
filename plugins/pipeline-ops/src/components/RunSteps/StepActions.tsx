import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunStep } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { useRunSession } from '../RunSession';
import { usePointWords } from '../RunWords';
import type { StepCursor } from './useStepCursor';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: theme.spacing(0.75),
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 3,
    },
  },
}));

/** How a step is answered. The one that is looked at has all of it, the others no more than they need. */
export function StepActions(props: { step: RunStep; cursor: StepCursor }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run, locked } = useRunSession();
  const pointWords = usePointWords(run);
  const { step, cursor } = props;
  const current = cursor.currentId === step.id;
  const nested = step.parentId !== undefined;
  const point = pointWords(step.id);
  const open = step.state === 'open' && run.state === 'running';
  // One stop for the Tab key where nothing can be answered; J and K walk from there.
  const focus = { tabIndex: current ? 0 : -1 };
  const named = (act: string) => ({
    'aria-label': t('runs.act', { act, point }),
    title: locked,
    disabled: locked !== undefined,
  });
  return (
    <div
      ref={element => cursor.place(step.id, element)}
      {...focus}
      role="group"
      aria-label={t('runs.answerOf', {
        point,
        state: t(`runs.stepState.${step.state}`),
      })}
      className={classes.root}
      onFocus={() => cursor.choose(step.id)}
    >
      {open && current && (
        <>
          <ActionButton
            {...named(t('runs.skip'))}
            onClick={() => cursor.ask(step.id, 'skip')}
          >
            {t('runs.skip')}
          </ActionButton>
          <ActionButton
            {...named(t('runs.failed'))}
            onClick={() => cursor.ask(step.id, 'fail')}
          >
            {t('runs.failed')}
          </ActionButton>
        </>
      )}
      {open && (
        <ActionButton
          {...named(t('runs.done'))}
          emphasis={current && !nested ? 'main' : 'quiet'}
          onClick={() => cursor.markDone(step)}
        >
          {t('runs.done')}
        </ActionButton>
      )}
      {step.state !== 'open' && !locked && (
        <ActionButton
          {...named(t('runs.reopen'))}
          emphasis="bare"
          onClick={() => cursor.reopen(step)}
        >
          {t('runs.reopen')}
        </ActionButton>
      )}
    </div>
  );
}
