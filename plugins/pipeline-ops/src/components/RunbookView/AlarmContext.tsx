import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useTabLink } from '../../navigation';
import { ALARM_TONES, quietText, statusPalette, WEIGHT } from '../../theme';
import { formatDuration, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.25),
      padding: theme.spacing(1.25, 1.5),
      borderRadius: 6,
      border: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
    red: { borderColor: palette.bad.main },
    name: { fontWeight: WEIGHT.bold },
    quiet: {
      color: quietText(theme),
      fontSize: theme.typography.pxToRem(13),
    },
  };
});

/** The alarm that led to this procedure, as it is now. */
export function AlarmContext(props: {
  name: string;
  /** Undefined when the environment has no such alarm. */
  alarm: Alarm | undefined;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const monitoring = useTabLink('monitoring');
  const now = useNow();
  const { name, alarm, zone } = props;
  if (!alarm) {
    return (
      <div className={`${classes.root} ${classes.quiet}`}>
        {t('runbooks.alarmGone', { name })}
      </div>
    );
  }
  const since = alarm.since ? Date.parse(alarm.since) : NaN;
  return (
    <div
      role="note"
      aria-label={t('runbooks.alarmNow')}
      className={`${classes.root} ${alarm.state === 'ALARM' ? classes.red : ''}`}
    >
      <StatusPill tone={ALARM_TONES[alarm.state]}>
        {t(`alarmState.${alarm.state}`)}
      </StatusPill>
      <span className={classes.name}>
        {monitoring ? (
          <Link to={monitoring({ alarm: name })}>{name}</Link>
        ) : (
          name
        )}
      </span>
      <span>{alarm.condition}</span>
      {Number.isFinite(since) && (
        <span className={classes.quiet}>
          {t('verdict.since', { time: formatRecent(since, zone, now) })}
          {' · '}
          {formatDuration(now - since)}
        </span>
      )}
      <span className={classes.quiet}>{alarm.stateReason}</span>
    </div>
  );
}
