import { makeStyles } from '@material-ui/core/styles';
import { InfoCard, Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  StageSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatRate } from '../../format';
import { useTabLink } from '../../navigation';
import {
  selectPipeline,
  useAlarms,
  useChecklists,
  useOverview,
} from '../../queries';
import { ALARM_TONES, HEALTH_TONES, quietText } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { filterAlarms } from '../AlarmTable/filterAlarms';
import { dueOf } from '../ChecklistCards';
import { Failure } from '../Failure';
import { PipelineTab } from '../PipelineTab';
import { Skeleton } from '../Skeleton';
import { Sparkline } from '../Sparkline';
import { StatusPill } from '../StatusPill';
import { splitHeadline } from '../VerdictBanner/splitHeadline';
import { stageToShow } from './stageToShow';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.25),
    fontSize: theme.typography.pxToRem(14),
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    overflowWrap: 'anywhere',
  },
  list: {
    display: 'grid',
    gap: theme.spacing(0.75),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
  links: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2) },
}));

/** More belong on the Monitoring tab. */
const SHOWN_ALARMS = 3;

function RedAlarms(props: { alarms: Alarm[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const monitoring = useTabLink('monitoring');
  const now = useNow(60_000);
  const red = filterAlarms(props.alarms, { state: 'ALARM' });
  if (red.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list} aria-label={t('alarms.title')}>
      {red.slice(0, SHOWN_ALARMS).map(alarm => (
        <li key={`${alarm.sourceId} ${alarm.name}`} className={classes.line}>
          <StatusPill tone={ALARM_TONES[alarm.state]}>
            {t(`alarmState.${alarm.state}`)}
          </StatusPill>
          {monitoring ? (
            <Link to={monitoring({ alarm: alarm.name })}>{alarm.name}</Link>
          ) : (
            alarm.name
          )}
          {alarm.since && (
            <span className={classes.quiet}>
              {formatDuration(now - Date.parse(alarm.since))}
            </span>
          )}
        </li>
      ))}
      {red.length > SHOWN_ALARMS && (
        <li className={classes.quiet}>
          {t('verdict.more', { count: red.length - SHOWN_ALARMS })}
        </li>
      )}
    </ul>
  );
}

/** The throughput of the stage that is worst, else of the last one: what comes out of the pipeline. */
function Flow(props: { stages: StageSummary[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const stage = stageToShow(props.stages);
  if (!stage?.sparkline) {
    return null;
  }
  return (
    <div className={classes.line}>
      <span className={classes.quiet}>
        {stage.throughput === undefined
          ? stage.title
          : t('overview.throughput', {
              stage: stage.title,
              rate: formatRate(stage.throughput),
            })}
      </span>
      <Sparkline
        values={stage.sparkline}
        tone={stage.health === 'failing' ? 'bad' : 'info'}
      />
    </div>
  );
}

function Links() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const monitoring = useTabLink('monitoring');
  const runbook = useTabLink('runbook');
  const maintenance = useTabLink('maintenance');
  return (
    <div className={classes.links}>
      {monitoring && <Link to={monitoring()}>{t('tabs.monitoring')}</Link>}
      {runbook && <Link to={runbook()}>{t('tabs.runbook')}</Link>}
      {maintenance && <Link to={maintenance()}>{t('tabs.maintenance')}</Link>}
    </div>
  );
}

function Summary() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const overview = useOverview();
  const alarms = useAlarms();
  const checklists = useChecklists();
  const now = useNow(60_000);
  const pipeline = selectPipeline(overview.data?.data, view.pipeline);
  if (overview.error && !overview.data) {
    return (
      <Failure
        what={t('overview.title')}
        error={overview.error}
        onRetry={() => overview.refetch()}
      />
    );
  }
  if (!pipeline) {
    return <Skeleton lines={3} />;
  }
  const { verdict, alarmCounts, environment } = pipeline;
  const [headline] = splitHeadline(verdict.reasons[0] ?? '');
  const due = (checklists.data?.data.checklists ?? []).filter(
    checklist => dueOf(checklist, now).pressing,
  );
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <StatusPill tone={HEALTH_TONES[verdict.health]}>
          {t(`health.${verdict.health}`)}
        </StatusPill>
        <strong>{headline || t(`verdict.${verdict.health}`)}</strong>
      </div>
      <div className={classes.quiet}>
        {environment}
        {' · '}
        {t('overview.counts', {
          alarm: String(alarmCounts.alarm),
          ok: String(alarmCounts.ok),
          silent: String(alarmCounts.insufficientData),
        })}
      </div>
      <Flow stages={pipeline.stages} />
      <RedAlarms alarms={alarms.data?.data.alarms ?? []} />
      {checklists.data && (
        <div className={classes.quiet}>
          {due.length === 0
            ? t('overview.nothingDue')
            : t('overview.due', {
                lists: due
                  .map(
                    ({ title, progress }) =>
                      `${title} ${progress.answered}/${progress.total}`,
                  )
                  .join(', '),
              })}
        </div>
      )}
      <Links />
    </div>
  );
}

/** The pipeline in a few lines, for the entity's Overview tab. */
export function OverviewCard() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <InfoCard
      title={t('overview.card')}
      titleTypographyProps={{ variant: 'h6' }}
    >
      <PipelineTab>
        <Summary />
      </PipelineTab>
    </InfoCard>
  );
}
