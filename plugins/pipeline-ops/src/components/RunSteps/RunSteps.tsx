import { useEffect, useMemo, useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRunbookAnswers } from '../../queries';
import { quietText } from '../../theme';
import { formatMoment } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { RunbookView, type StepSlots } from '../RunbookView';
import { RunTroubles, useRunSession } from '../RunSession';
import { RunPill } from '../RunWords';
import { StepActions } from './StepActions';
import { StepEvidence } from './StepEvidence';
import { StepMarker } from './StepMarker';
import { StepRecord } from './StepRecord';
import { StepStateLine } from './StepStateLine';
import { nextStepId } from './stepOrder';
import { useSharedValues } from './useSharedValues';
import { useStepCursor } from './useStepCursor';

const useStyles = makeStyles(theme => ({
  notice: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
  quiet: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

/** The procedure of a run as it was when it began, each step with its answer and what belongs to it. */
export function RunSteps(props: { alarms: Alarm[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, searchWith } = useViewState();
  const { run, closed } = useRunSession();
  const cursor = useStepCursor();
  const { typed, onType } = useSharedValues();
  const running = run.state === 'running';
  const { answers, asking } = useRunbookAnswers(run.procedure, {
    wanted: running,
    alarm: run.alarmName,
  });
  const nextId = nextStepId(run);

  // The keys work at once, unless the reader is somewhere else already.
  const arrive = useRef(cursor.focusOn);
  useEffect(() => {
    const nowhere = [document.body, null].includes(
      document.activeElement as HTMLElement | null,
    );
    if (nowhere && !view.step) {
      arrive.current();
    }
    // Once, when the run opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const slots = useMemo((): StepSlots => {
    const stepOf = (id: string) => run.steps.find(step => step.id === id);
    return {
      isCurrent: ({ id }) => id === nextId,
      marker: ({ id, depth }, numberLink) => (
        <StepMarker
          state={stepOf(id)?.state ?? 'open'}
          nested={depth > 0}
          numberLink={numberLink}
        />
      ),
      heading: ({ id }) => {
        const step = stepOf(id);
        return step && <StepActions step={step} cursor={cursor} />;
      },
      state: ({ id }) => {
        const step = stepOf(id);
        return step && <StepStateLine step={step} next={id === nextId} />;
      },
      answers: ({ id, checks }) => {
        const step = stepOf(id);
        return (
          step && (
            <StepEvidence
              step={step}
              checks={checks}
              answers={answers.get(id) ?? []}
              asking={asking}
              cursor={cursor}
            />
          )
        );
      },
      below: ({ id }) =>
        stepOf(id) && <StepRecord stepId={id} cursor={cursor} />,
    };
  }, [run.steps, nextId, cursor, answers, asking]);

  return (
    // The groups of buttons inside take the focus; the keys work wherever it is among them.
    <div role="presentation" onKeyDown={cursor.onKeyDown}>
      <RunbookView
        runbook={run.procedure}
        escalation={run.escalation}
        alarms={props.alarms}
        alarmName={run.alarmName}
        typed={typed}
        onType={onType}
        slots={slots}
        actions={<RunPill run={run} />}
        notice={
          <div className={classes.notice}>
            <div className={classes.quiet}>
              <span>
                {t('runs.asItWas', {
                  when: formatMoment(Date.parse(run.startedAt), view.zone),
                })}
              </span>
              <Link
                to={searchWith({
                  run: undefined,
                  procedure: run.runbookId,
                  step: undefined,
                })}
              >
                {t('runs.asItIs')}
              </Link>
            </div>
            {closed && <div className={classes.quiet}>{closed}</div>}
            {running && !closed && (
              <div className={classes.quiet}>{t('runs.keys')}</div>
            )}
            <RunTroubles />
            <StepRecord cursor={cursor} />
          </div>
        }
      />
    </div>
  );
}
