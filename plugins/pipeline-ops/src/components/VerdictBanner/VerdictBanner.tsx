import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  PipelineOverview,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useLogsAt, useTabLink } from '../../navigation';
import {
  HEALTH_TONES,
  quietText,
  statusPalette,
  type Tone,
  WEIGHT,
} from '../../theme';
import { formatClock, formatDuration, formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton, ActionLink } from '../ActionButton';
import { Panel } from '../Panel';
import { StatusPill } from '../StatusPill';
import { Reason, Reasons } from './Reasons';
import { splitHeadline } from './splitHeadline';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const edge = (tone: Tone) => ({
    boxShadow: `inset 5px 0 0 ${palette[tone].main}`,
  });
  return {
    root: { overflow: 'hidden' },
    bad: edge('bad'),
    warn: edge('warn'),
    ok: edge('ok'),
    idle: edge('idle'),
    info: edge('info'),
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.25, 1.75, 1.25, 2.5),
    },
    words: { flex: '1 1 320px', minWidth: 0 },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 1.25),
    },
    verdict: {
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1.25),
      minWidth: 0,
    },
    headline: {
      margin: 0,
      fontSize: theme.typography.pxToRem(16),
      lineHeight: 1.4,
      fontWeight: WEIGHT.bold,
      overflowWrap: 'anywhere',
    },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  };
});

const SHOWN_ALARMS = 4;

/** Healthy or not, since when and because of what; from here it is one click to the procedure and to the logs of that moment. */
export function VerdictBanner(props: {
  pipeline: PipelineOverview;
  alarms: Alarm[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, searchWith } = useViewState();
  const logsAt = useLogsAt();
  const runbookLink = useTabLink('runbook');
  const now = useNow();
  const { verdict } = props.pipeline;
  const [first, ...rest] = verdict.reasons;
  const [headline, remark] = splitHeadline(first ?? '');
  const others = remark ? [remark, ...rest] : rest;
  const since = verdict.since ? Date.parse(verdict.since) : NaN;
  const deciding = verdict.alarmNames
    .map(name => props.alarms.find(alarm => alarm.name === name))
    .filter((alarm): alarm is Alarm => alarm !== undefined);
  const answered = deciding.find(alarm => alarm.runbooks.length > 0);
  const named = verdict.reasons.join('\n');
  const unnamed = verdict.alarmNames.filter(name => !named.includes(name));
  const tone = HEALTH_TONES[verdict.health];

  return (
    <Panel className={clsx(classes.root, classes[tone])}>
      <div className={classes.row}>
        <div className={classes.words}>
          <div className={classes.line}>
            <div className={classes.verdict}>
              <StatusPill tone={tone}>
                {t(`health.${verdict.health}`)}
              </StatusPill>
              <h2 className={classes.headline}>
                {headline ? (
                  <Reason text={headline} alarmNames={verdict.alarmNames} />
                ) : (
                  t(`verdict.${verdict.health}`)
                )}
              </h2>
            </div>
            {Number.isFinite(since) && (
              <span className={classes.quiet}>
                {t('verdict.since', {
                  time: formatRecent(since, view.zone, now),
                })}
                {' · '}
                {formatDuration(now - since)}
              </span>
            )}
          </div>
          {unnamed.length > 0 && (
            <div className={classes.quiet}>
              {t('verdict.decidedBy')}{' '}
              {unnamed.slice(0, SHOWN_ALARMS).map((name, i) => (
                <span key={name}>
                  {i > 0 && ', '}
                  <Link to={searchWith({ alarm: name })} underline="always">
                    {name}
                  </Link>
                </span>
              ))}
              {unnamed.length > SHOWN_ALARMS &&
                ` ${t('verdict.more', { count: unnamed.length - SHOWN_ALARMS })}`}
            </div>
          )}
          <Reasons reasons={others} alarmNames={verdict.alarmNames} />
        </div>
        <div className={classes.actions}>
          {tone !== 'ok' && Number.isFinite(since) && (
            <ActionButton onClick={() => logsAt(since)}>
              {t('verdict.logsAt', { time: formatClock(since, view.zone) })}
            </ActionButton>
          )}
          {answered && runbookLink && (
            <ActionLink
              emphasis="main"
              to={runbookLink({
                procedure: answered.runbooks[0].runbookId,
                step: answered.runbooks[0].stepId,
                alarm: answered.name,
              })}
            >
              {t('verdict.runbook', { title: answered.runbooks[0].title })}
            </ActionLink>
          )}
        </div>
      </div>
    </Panel>
  );
}
