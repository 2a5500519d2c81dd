import { makeStyles } from '@material-ui/core/styles';
import { Skeleton } from '../Skeleton';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useAlarmHistory } from '../../queries';
import { formatMoment, type Zone } from '../../time';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { safeHref } from '../SafeMarkdown';
import { Failure } from '../Failure';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    gap: theme.spacing(2),
    padding: theme.spacing(1, 1, 1.5),
    fontSize: theme.typography.pxToRem(13),
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    alignContent: 'start',
    '& dt': { color: quietText(theme) },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  history: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  heading: {
    margin: theme.spacing(0, 0, 0.75),
    fontSize: theme.typography.pxToRem(13),
  },
  time: { color: quietText(theme) },
}));

/** As many transitions as fit beside the facts; the console has the rest. */
const SHOWN_TRANSITIONS = 12;

function History(props: { alarmName: string; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const history = useAlarmHistory(props.alarmName);
  if (history.error) {
    return (
      <Failure
        what={t('alarms.history')}
        error={history.error}
        onRetry={() => history.refetch()}
      />
    );
  }
  if (!history.data) {
    return <Skeleton lines={3} />;
  }
  const { transitions } = history.data.data;
  if (transitions.length === 0) {
    return <div className={classes.time}>{t('alarms.noHistory')}</div>;
  }
  return (
    <ol className={classes.history}>
      {transitions.slice(0, SHOWN_TRANSITIONS).map((transition, i) => (
        <li key={`${transition.at} ${i}`}>
          <span className={classes.time}>
            {formatMoment(Date.parse(transition.at), props.zone)}
          </span>{' '}
          {transition.summary}
        </li>
      ))}
    </ol>
  );
}

/** What CloudWatch knows about one alarm, and how it got where it is. */
export function AlarmDetails(props: { alarm: Alarm; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { alarm, zone } = props;
  const { metric } = alarm;
  const dimensions = Object.entries(metric?.dimensions ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const consoleUrl = safeHref(alarm.consoleUrl);
  const facts: [string, string | undefined][] = [
    [t('alarms.description'), alarm.description],
    [
      t('alarms.metric'),
      metric && `${metric.namespace} ${metric.metricName} ${metric.stat}`,
    ],
    [t('alarms.dimensions'), dimensions || undefined],
    [t('alarms.expression'), alarm.expression],
    [
      t('alarms.missingData'),
      alarm.missingData && t(`missingData.${alarm.missingData}`),
    ],
    [
      t('alarms.actions'),
      [
        alarm.actions.join(', ') || t('alarms.noActions'),
        !alarm.actionsEnabled && t('alarms.actionsDisabled'),
        alarm.suppressed && t('alarms.suppressed'),
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('alarms.region'), alarm.region],
  ];
  return (
    <div className={classes.root}>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => [
            <dt key={`${name} term`}>{name}</dt>,
            <dd key={name}>{value}</dd>,
          ])}
        {consoleUrl && (
          <>
            <dt>AWS</dt>
            <dd>
              <Link to={consoleUrl}>{t('alarms.console')}</Link>
            </dd>
          </>
        )}
      </dl>
      <div>
        <h3 className={classes.heading}>{t('alarms.history')}</h3>
        <History alarmName={alarm.name} zone={zone} />
      </div>
    </div>
  );
}
