import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AlarmWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { ALARM_TONES, quietText, statusPalette } from '../../../theme';
import { formatRecent, useNow } from '../../../time';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { useViewState } from '../../../viewState';
import { ActionButton } from '../../ActionButton';
import { StatusPill } from '../../StatusPill';
import { useWidgetStyles } from '../widgetStyles';

const useStyles = makeStyles(theme => ({
  grid: {
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(250px, 100%), 1fr))',
  },
  alarm: {
    display: 'grid',
    gap: theme.spacing(0.25),
    justifyItems: 'start',
    alignContent: 'start',
    padding: theme.spacing(0.5, 1),
    borderRadius: 6,
    borderLeft: `3px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.default,
    minWidth: 0,
  },
  bad: { borderLeftColor: statusPalette(theme).bad.main },
  ok: { borderLeftColor: statusPalette(theme).ok.main },
  idle: {},
  warn: {},
  info: {},
  name: {
    padding: 0,
    minHeight: 24,
    whiteSpace: 'normal',
    textAlign: 'left',
    overflowWrap: 'anywhere',
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  reason: {
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
}));

/** The state of each alarm; its name opens it in the tab's own list. */
export function AlarmStates(props: { content: AlarmWidget }) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const now = useNow();
  const { alarms } = props.content;
  if (alarms.length === 0) {
    return <div className={shared.quiet}>{t('dashboards.noAlarms')}</div>;
  }
  return (
    <ul className={`${shared.list} ${classes.grid}`}>
      {alarms.map(({ name, state, since, reason }) => {
        const tone = state ? ALARM_TONES[state] : 'idle';
        const changed = Date.parse(since ?? '');
        return (
          <li key={name} className={`${classes.alarm} ${classes[tone]}`}>
            <span className={classes.line}>
              <StatusPill tone={tone}>
                {state ? t(`alarmState.${state}`) : t('alarms.notVisible')}
              </StatusPill>
              {state ? (
                <ActionButton
                  emphasis="bare"
                  className={classes.name}
                  onClick={() => change({ alarm: name })}
                >
                  {name}
                </ActionButton>
              ) : (
                <span className={classes.name}>{name}</span>
              )}
              {Number.isFinite(changed) &&
                t('verdict.since', {
                  time: formatRecent(changed, view.zone, now),
                })}
            </span>
            {state === 'ALARM' && reason && (
              <span className={classes.reason}>{reason}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
