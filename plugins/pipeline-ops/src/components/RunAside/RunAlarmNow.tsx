import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useTabLink } from '../../navigation';
import { useRunAlarm } from '../../queries';
import { ALARM_TONES, quietText } from '../../theme';
import { formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { useRunSession } from '../RunSession';
import { Skeleton } from '../Skeleton';
import { StatusPill } from '../StatusPill';
import { AlarmChart } from './AlarmChart';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  quiet: { color: quietText(theme) },
}));

/** The alarm that led to the run, as it is now, with its metric: so that verifying is looking. */
export function RunAlarmNow() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const monitoring = useTabLink('monitoring');
  const now = useNow(60_000);
  const { run } = useRunSession();
  const detail = useRunAlarm(run);
  if (!run.alarmName || run.state === 'ended') {
    return null;
  }
  if (!detail.data) {
    return (
      <Panel title={t('runs.alarm')}>
        {detail.error ? (
          <Failure
            what={run.alarmName}
            error={detail.error}
            onRetry={() => detail.refetch()}
          />
        ) : (
          <Skeleton lines={1} height={120} />
        )}
      </Panel>
    );
  }
  const { alarm, chart, from, to } = detail.data.data;
  const since = alarm.since ? Date.parse(alarm.since) : NaN;
  return (
    <Panel
      title={t('runs.alarm')}
      aside={
        <StatusPill tone={ALARM_TONES[alarm.state]}>
          {t(`alarmState.${alarm.state}`)}
        </StatusPill>
      }
    >
      <div className={classes.root}>
        <span>
          {monitoring ? (
            <Link to={monitoring({ alarm: alarm.name, env: run.environment })}>
              {alarm.name}
            </Link>
          ) : (
            alarm.name
          )}{' '}
          {Number.isFinite(since) && (
            <span className={classes.quiet}>
              {t('verdict.since', {
                time: formatRecent(since, view.zone, now),
              })}
            </span>
          )}
        </span>
        <span className={classes.quiet}>{alarm.condition}</span>
        {chart && (
          <AlarmChart chart={chart} from={from} to={to} zone={view.zone} />
        )}
      </div>
    </Panel>
  );
}
