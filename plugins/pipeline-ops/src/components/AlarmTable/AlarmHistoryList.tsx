import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlarmTransition } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useAlarmHistory } from '../../queries';
import { formatMoment, type Zone } from '../../time';
import { ALARM_TONES, quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.375),
    overflowWrap: 'anywhere',
  },
  quiet: { color: quietText(theme) },
}));

/** As many transitions as fit beside the facts; the console has the rest. */
const SHOWN_TRANSITIONS = 10;

function What(props: { transition: AlarmTransition }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { from, to, summary } = props.transition;
  if (!to) {
    return <>{summary}</>;
  }
  return (
    <>
      {from && (
        <>
          <StatusPill tone={ALARM_TONES[from]}>
            {t(`alarmState.${from}`)}
          </StatusPill>
          {' → '}
        </>
      )}
      <StatusPill tone={ALARM_TONES[to]}>{t(`alarmState.${to}`)}</StatusPill>
    </>
  );
}

/** How the alarm got where it is: states, actions and changes of its configuration, newest first. */
export function AlarmHistoryList(props: { alarmName: string; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const history = useAlarmHistory(props.alarmName);
  if (history.error && !history.data) {
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
    return <div className={classes.quiet}>{t('alarms.noHistory')}</div>;
  }
  return (
    <ol className={classes.list}>
      {transitions.slice(0, SHOWN_TRANSITIONS).map((transition, i) => (
        <li key={`${transition.at} ${i}`}>
          <span className={classes.quiet}>
            {formatMoment(Date.parse(transition.at), props.zone)}
          </span>{' '}
          <What transition={transition} />
        </li>
      ))}
    </ol>
  );
}
