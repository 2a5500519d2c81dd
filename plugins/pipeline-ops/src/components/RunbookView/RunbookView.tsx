import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  EscalationLevel,
  Runbook,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, SEVERITY_TONES, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { CommandBlock, type TypedValues } from '../CommandBlock';
import { Panel } from '../Panel';
import { safeHref, SafeMarkdown } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { AlarmContext } from './AlarmContext';
import { StepList, stepElementId } from './StepList';
import { Variables } from './Variables';
import { variablesOf } from './variablesOf';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
  },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  words: { flex: '1 1 260px', minWidth: 0 },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(20),
    lineHeight: 1.3,
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  heading: {
    margin: theme.spacing(0, 0, 0.75),
    fontSize: theme.typography.pxToRem(13),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
  },
  points: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    gap: theme.spacing(2),
  },
  commands: { display: 'grid', gap: theme.spacing(1) },
}));

function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section>
      <h3 className={classes.heading}>{props.title}</h3>
      {props.children}
    </section>
  );
}

function Points(props: { title: string; points: string[] }) {
  const classes = useStyles();
  if (props.points.length === 0) {
    return null;
  }
  return (
    <Part title={props.title}>
      <ul className={classes.points}>
        {props.points.map((point, i) => (
          <li key={i}>
            <SafeMarkdown text={point} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Origin(props: { runbook: Runbook }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { path, startLine, endLine, url, editUrl } = props.runbook.position;
  const words = t('runbooks.lines', {
    path,
    from: String(startLine),
    to: String(endLine),
  });
  const view = safeHref(url);
  const edit = safeHref(editUrl);
  return (
    <>
      {view ? <Link to={view}>{words}</Link> : words}
      {edit && (
        <>
          {' · '}
          <Link to={edit}>{t('runbooks.edit')}</Link>
        </>
      )}
    </>
  );
}

/** One procedure, from what you see to what you do and whom you call. */
export function RunbookView(props: {
  runbook: Runbook;
  escalation: EscalationLevel[];
  alarms: Alarm[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const [typed, setTyped] = useState<TypedValues>({});
  const { runbook, escalation, alarms } = props;
  const variables = useMemo(() => variablesOf(runbook), [runbook]);

  useEffect(() => {
    if (view.step) {
      document
        .getElementById(stepElementId(view.step))
        ?.scrollIntoView({ block: 'center' });
    }
  }, [view.step, runbook.id]);

  return (
    <Panel>
      <article className={classes.root} aria-label={runbook.title}>
        <div className={classes.header}>
          <div className={classes.words}>
            <h2 className={classes.title}>{runbook.title}</h2>
            <div className={classes.quiet}>
              {runbook.estimatedTime && `${runbook.estimatedTime} · `}
              <Origin runbook={runbook} />
            </div>
          </div>
          {runbook.severity && (
            <StatusPill tone={SEVERITY_TONES[runbook.severity]}>
              {t(`severity.${runbook.severity}`)}
            </StatusPill>
          )}
        </div>
        {view.alarm && (
          <AlarmContext
            name={view.alarm}
            alarm={alarms.find(({ name }) => name === view.alarm)}
            zone={view.zone}
          />
        )}
        <Variables
          variables={variables}
          typed={typed}
          onType={(key, value) =>
            setTyped(current => ({ ...current, [key]: value }))
          }
        />
        {runbook.intro && <SafeMarkdown text={runbook.intro} />}
        {runbook.symptoms.length + runbook.causes.length > 0 && (
          <div className={classes.pair}>
            <Points title={t('runbooks.symptoms')} points={runbook.symptoms} />
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
              typed={typed}
              pointedId={view.step}
            />
          </Part>
        )}
        {runbook.commands.length > 0 && (
          <Part title={t('runbooks.commands')}>
            <div className={classes.commands}>
              {runbook.commands.map(command => (
                <CommandBlock
                  key={command.id}
                  command={command}
                  typed={typed}
                />
              ))}
            </div>
          </Part>
        )}
        <Points
          title={t('runbooks.verification')}
          points={runbook.verification}
        />
        <Points title={t('runbooks.rollback')} points={runbook.rollback} />
        <Points title={t('runbooks.prevention')} points={runbook.prevention} />
        <Points title={t('runbooks.escalation')} points={runbook.escalation} />
        {escalation.length > 0 && (
          <Part title={t('runbooks.escalatePath')}>
            <ol className={classes.points}>
              {escalation.map(level => (
                <li key={level.level} value={level.level}>
                  <strong>{level.title}</strong>
                  {level.details.length > 0 && (
                    <div className={classes.quiet}>
                      {level.details.join(' · ')}
                    </div>
                  )}
                </li>
              ))}
            </ol>
          </Part>
        )}
      </article>
    </Panel>
  );
}
