import { useState } from 'react';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  AlarmList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { FindingsSummary } from '../Findings';
import { Panel } from '../Panel';
import { StatusPill } from '../StatusPill';
import { AlarmFilters } from './AlarmFilters';
import { AlarmRow } from './AlarmRow';
import { filterAlarms } from './filterAlarms';

const useStyles = makeStyles(theme => ({
  scroll: { overflowX: 'auto', padding: theme.spacing(0, 1, 1) },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& > thead > tr > th': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      fontSize: theme.typography.pxToRem(11.5),
      fontWeight: WEIGHT.bold,
      letterSpacing: '0.02em',
      color: quietText(theme),
      whiteSpace: 'nowrap',
    },
  },
  stateColumn: { width: 110 },
  sinceColumn: { width: 104 },
  nameColumn: { width: '30%' },
  more: {
    padding: theme.spacing(0.5, 1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  missing: {
    margin: 0,
    padding: theme.spacing(1, 2, 1.5),
    color: quietText(theme),
    borderTop: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13),
    listStyle: 'none',
    overflowWrap: 'anywhere',
  },
  empty: { padding: theme.spacing(0.5, 2, 2) },
}));

function Counts(props: { alarms: Alarm[] }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const count = (state: Alarm['state']) =>
    props.alarms.filter(alarm => alarm.state === state).length;
  const [red, silent, ok] = [
    count('ALARM'),
    count('INSUFFICIENT_DATA'),
    count('OK'),
  ];
  return (
    <>
      {red > 0 && (
        <StatusPill tone="bad">
          {t('alarms.inAlarm', { count: red })}
        </StatusPill>
      )}
      {silent > 0 && (
        <StatusPill tone="idle">
          {t('alarms.insufficient', { count: silent })}
        </StatusPill>
      )}
      {ok > 0 && (
        <StatusPill tone="ok">{t('alarms.ok', { count: ok })}</StatusPill>
      )}
    </>
  );
}

/** The pipeline's alarms: what is red first and in full, what is fine on request. */
export function AlarmTable(props: { list: AlarmList }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('sm'));
  const { view, change } = useViewState();
  const [showOk, setShowOk] = useState(false);
  const { alarms, missing } = props.list;
  const { alarmState, severity, alarmText, alarmType } = view;
  const filtered = filterAlarms(alarms, {
    state: alarmState,
    severity,
    type: alarmType,
    text: alarmText,
  });
  const filtering = Boolean(alarmState || severity || alarmText || alarmType);
  const visible = filtered.filter(
    alarm =>
      showOk || filtering || alarm.state !== 'OK' || alarm.name === view.alarm,
  );
  const hidden = filtered.length - visible.length;
  const guided =
    missing.length > 0 || alarms.some(({ documented }) => documented);
  const toggle = (name: string) =>
    change({ alarm: view.alarm === name ? undefined : name });

  return (
    <Panel
      title={t('alarms.title')}
      aside={<Counts alarms={alarms} />}
      actions={
        <>
          <FindingsSummary />
          {alarms.length > 0 && <AlarmFilters />}
        </>
      }
      flush
    >
      {alarms.length === 0 && (
        <div className={classes.empty}>{t('alarms.none')}</div>
      )}
      {alarms.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead hidden={visible.length === 0}>
              <tr>
                <th className={classes.stateColumn}>{t('alarms.state')}</th>
                <th className={narrow ? undefined : classes.nameColumn}>
                  {t('alarms.alarm')}
                </th>
                {!narrow && <th>{t('alarms.condition')}</th>}
                <th className={classes.sinceColumn}>{t('alarms.since')}</th>
                {!narrow && <th>{t('alarms.why')}</th>}
                <th>{t('alarms.answeredBy')}</th>
              </tr>
            </thead>
            <tbody>
              {visible.map(alarm => (
                <AlarmRow
                  key={`${alarm.sourceId} ${alarm.name}`}
                  alarm={alarm}
                  zone={view.zone}
                  narrow={narrow}
                  guided={guided}
                  open={view.alarm === alarm.name}
                  onToggle={() => toggle(alarm.name)}
                />
              ))}
            </tbody>
          </table>
          {filtered.length === 0 && (
            <div className={classes.more}>{t('alarms.noMatch')}</div>
          )}
          {!filtering && (hidden > 0 || showOk) && (
            <div className={classes.more}>
              <ActionButton
                emphasis="bare"
                aria-expanded={showOk}
                onClick={() => setShowOk(!showOk)}
              >
                {showOk
                  ? t('alarms.hideOk')
                  : t('alarms.showOk', { count: hidden })}
              </ActionButton>
            </div>
          )}
        </div>
      )}
      {missing.length > 0 && (
        <ul className={classes.missing}>
          {missing.map(alarm => (
            <li key={`${alarm.documentedIn} ${alarm.name}`}>
              {t('alarms.missing', {
                name: alarm.name,
                place: `${alarm.documentedIn}:${alarm.line}`,
              })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
