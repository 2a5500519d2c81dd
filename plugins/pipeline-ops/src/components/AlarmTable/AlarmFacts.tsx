import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  AlarmMetric,
  AlarmMute,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { formatDuration, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    alignContent: 'start',
    '& dt': { color: quietText(theme) },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  code: { fontSize: '0.95em' },
}));

function dimensionsOf(metric: AlarmMetric): string {
  return Object.entries(metric.dimensions)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function metricOf(metric: AlarmMetric): string {
  const period = formatDuration(metric.period * 1000);
  return `${metric.namespace} ${metric.metricName} ${metric.stat}, ${period}`;
}

/** Everything that the alarm's metric math reads, by the ids of the expression. */
function Queries(props: { queries: NonNullable<Alarm['queries']> }) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {props.queries.map(({ id, label, metric, expression }) => (
        <li key={id}>
          <code className={classes.code}>{id}</code>
          {' = '}
          {metric
            ? [metricOf(metric), dimensionsOf(metric)]
                .filter(Boolean)
                .join(', ')
            : expression}
          {label && ` (${label})`}
        </li>
      ))}
    </ul>
  );
}

/** Whether its actions reach anybody: switched off, held back by another alarm, muted until when. */
function Actions(props: { alarm: Alarm; mutes: AlarmMute[]; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const now = useNow(60_000);
  const { alarm, mutes, zone } = props;
  return (
    <ul className={classes.list}>
      {alarm.actions.length === 0 && <li>{t('alarms.noActions')}</li>}
      {alarm.actions.map(action => (
        <li key={action}>{action}</li>
      ))}
      {!alarm.actionsEnabled && (
        <li>
          <StatusPill tone="warn">{t('alarms.actionsDisabled')}</StatusPill>
        </li>
      )}
      {(alarm.suppressed || alarm.suppressedBy) && (
        <li>
          <StatusPill tone={alarm.suppressed ? 'warn' : 'idle'}>
            {t(alarm.suppressed ? 'alarms.suppressed' : 'alarms.suppressible')}
          </StatusPill>{' '}
          {alarm.suppressedBy && (
            <Link to={searchWith({ alarm: alarm.suppressedBy })}>
              {alarm.suppressedBy}
            </Link>
          )}
        </li>
      )}
      {mutes.map(({ rule, active, until, schedule }) => (
        <li key={rule}>
          <StatusPill tone={active ? 'warn' : 'idle'}>
            {active &&
              (until
                ? t('alarms.mutedUntil', {
                    time: formatRecent(Date.parse(until), zone, now),
                  })
                : t('alarms.muted'))}
            {!active && t('alarms.muteScheduled')}
          </StatusPill>{' '}
          {[rule, schedule].filter(Boolean).join(', ')}
        </li>
      ))}
    </ul>
  );
}

function Documented(props: { alarm: Alarm; guided: boolean }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { documented } = props.alarm;
  if (!documented) {
    return props.guided ? <>{t('alarms.undocumented')}</> : null;
  }
  const place = t('alarms.place', {
    path: documented.path,
    line: String(documented.startLine),
  });
  const href = safeHref(documented.url);
  return href ? <Link to={href}>{place}</Link> : <>{place}</>;
}

/** What CloudWatch knows about one alarm, and where the guide speaks of it. */
export function AlarmFacts(props: {
  alarm: Alarm;
  mutes: AlarmMute[];
  guided: boolean;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { alarm, mutes, guided, zone } = props;
  const { metric, queries } = alarm;
  const consoleUrl = safeHref(alarm.consoleUrl);
  const facts: [string, ReactNode][] = [
    [t('alarms.description'), alarm.description],
    [t('alarms.condition'), alarm.condition],
    [t('alarms.reason'), alarm.stateReason],
    [t('alarms.metric'), metric && metricOf(metric)],
    [t('alarms.dimensions'), metric && dimensionsOf(metric)],
    [t('alarms.expression'), alarm.expression],
    [t('alarms.reads'), queries?.length ? <Queries queries={queries} /> : ''],
    [
      t('alarms.missingData'),
      alarm.missingData && t(`missingData.${alarm.missingData}`),
    ],
    [
      t('alarms.actions'),
      <Actions key="actions" alarm={alarm} mutes={mutes} zone={zone} />,
    ],
    [
      t('alarms.guide'),
      (guided || alarm.documented) && (
        <Documented key="guide" alarm={alarm} guided={guided} />
      ),
    ],
    [t('alarms.region'), alarm.region],
    ['AWS', consoleUrl && <Link to={consoleUrl}>{t('alarms.console')}</Link>],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => [
          <dt key={`${name} term`}>{name}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
    </dl>
  );
}
