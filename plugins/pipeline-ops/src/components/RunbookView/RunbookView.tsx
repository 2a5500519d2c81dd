import { useEffect, useMemo, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  EscalationLevel,
  Runbook,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRunbookAnswers } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { CommandValuesProvider, type TypedValues } from '../CommandBlock';
import { Panel } from '../Panel';
import { SafeMarkdown } from '../SafeMarkdown';
import { AlarmContext } from './AlarmContext';
import { EscalationPath } from './EscalationPath';
import { findersOf } from './findersOf';
import { Part, Points } from './Part';
import { LiveAnswersContext } from './PointAnswers';
import { pointElementId } from './pointElement';
import { CommandList, PointList } from './PointList';
import { LinkedProcedure, usePointLinks } from './pointLink';
import { RunbookHeader } from './RunbookHeader';
import { StepList } from './StepList';
import type { StepSlots } from './StepSlots';
import { Variables } from './Variables';
import { variablesOf } from './variablesOf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    gap: theme.spacing(2),
  },
}));

interface RunbookViewProps {
  runbook: Runbook;
  escalation: EscalationLevel[];
  alarms: Alarm[];
  /** The alarm that led here. */
  alarmName: string | undefined;
  /** Values that people gave, by normalised placeholder name. */
  typed: TypedValues;
  onType: (key: string, value: string) => void;
  /** In the header: what can be done with the procedure. */
  actions?: ReactNode;
  /** Under the header: what is going on with it. */
  notice?: ReactNode;
  /** What a run adds to each point. */
  slots?: StepSlots;
}

function Procedure(props: RunbookViewProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const links = usePointLinks();
  const { runbook, escalation, alarms, alarmName, typed, onType, slots } =
    props;
  const variables = useMemo(() => variablesOf(runbook), [runbook]);
  const finders = useMemo(() => findersOf(runbook), [runbook]);
  const live = useRunbookAnswers(runbook, {
    wanted: slots?.answers === undefined,
    alarm: alarmName,
  });
  const alarm = alarms.find(({ name }) => name === alarmName);
  const alarmAt = alarm?.since ? Date.parse(alarm.since) : NaN;

  useEffect(() => {
    if (view.step) {
      document
        .getElementById(pointElementId(view.step))
        ?.scrollIntoView({ block: 'center' });
    }
  }, [view.step, runbook.id]);

  return (
    <CommandValuesProvider
      value={{
        typed,
        onType,
        findersOf: key =>
          (finders.get(key) ?? []).map(({ pointId, number }) => ({
            number,
            to: links.here(pointId),
          })),
        alarmAt: Number.isFinite(alarmAt) ? alarmAt : undefined,
      }}
    >
      <LiveAnswersContext.Provider value={live}>
        <article className={classes.root} aria-label={runbook.title}>
          <RunbookHeader runbook={runbook} actions={props.actions} />
          {props.notice}
          {alarmName && (
            <AlarmContext name={alarmName} alarm={alarm} zone={view.zone} />
          )}
          <Variables
            variables={variables}
            typed={typed}
            onType={onType}
            shared={slots !== undefined}
          />
          {runbook.intro && <SafeMarkdown text={runbook.intro} />}
          {runbook.symptoms.length + runbook.causes.length > 0 && (
            <div className={classes.pair}>
              <Points
                title={t('runbooks.symptoms')}
                points={runbook.symptoms}
              />
              <Points title={t('runbooks.causes')} points={runbook.causes} />
            </div>
          )}
          <Points
            title={t('runbooks.prerequisites')}
            points={runbook.prerequisites}
          />
          {runbook.steps.length > 0 && (
            <Part title={t('runbooks.stepsTitle')}>
              <StepList
                steps={runbook.steps}
                pointedId={view.step}
                slots={slots}
              />
            </Part>
          )}
          {runbook.commands.length > 0 && (
            <Part title={t('runbooks.commands')}>
              <CommandList
                commands={runbook.commands}
                pointedId={view.step}
                slots={slots}
              />
            </Part>
          )}
          {runbook.verification.length > 0 && (
            <Part title={t('runbooks.verification')}>
              <PointList
                section="verification"
                points={runbook.verification}
                checks={runbook.verificationChecks}
                pointedId={view.step}
                slots={slots}
              />
            </Part>
          )}
          {runbook.rollback.length > 0 && (
            <Part title={t('runbooks.rollback')}>
              <PointList
                section="rollback"
                points={runbook.rollback}
                pointedId={view.step}
                slots={slots}
              />
            </Part>
          )}
          <Points
            title={t('runbooks.prevention')}
            points={runbook.prevention}
          />
          <Points
            title={t('runbooks.escalation')}
            points={runbook.escalation}
          />
          {escalation.length > 0 && (
            <Part title={t('runbooks.escalatePath')}>
              <EscalationPath levels={escalation} />
            </Part>
          )}
        </article>
      </LiveAnswersContext.Provider>
    </CommandValuesProvider>
  );
}

/** One procedure, from what you see to what you do and whom you call. */
export function RunbookView(props: RunbookViewProps) {
  return (
    <Panel>
      <LinkedProcedure.Provider value={props.runbook.id}>
        <Procedure {...props} />
      </LinkedProcedure.Provider>
    </Panel>
  );
}
