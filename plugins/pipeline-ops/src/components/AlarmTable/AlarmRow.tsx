import { lazy, Suspense, useEffect, useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useTabLink } from '../../navigation';
import { ALARM_TONES, quietText, SEVERITY_TONES, WEIGHT } from '../../theme';
import { formatDuration, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Skeleton } from '../Skeleton';
import { StatusPill } from '../StatusPill';
import { AlarmReason } from './AlarmReason';
import { AlarmRuleTree } from './AlarmRuleTree';

const loadDetails = () => import('./AlarmDetails');
const AlarmDetails = lazy(() =>
  loadDetails().then(m => ({ default: m.AlarmDetails })),
);

const useStyles = makeStyles(theme => ({
  row: {
    // Not under what sticks to the top of the page.
    scrollMarginTop: theme.spacing(8),
    '& > td': {
      padding: theme.spacing(0.75, 1),
      borderTop: `1px solid ${theme.palette.divider}`,
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
    },
  },
  selected: { backgroundColor: theme.palette.background.default },
  name: {
    font: 'inherit',
    fontWeight: WEIGHT.bold,
    color: 'inherit',
    background: 'none',
    border: 0,
    padding: 0,
    textAlign: 'left',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  calm: { fontWeight: WEIGHT.regular },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  rule: { padding: theme.spacing(0, 1, 0.75) },
  small: { fontSize: theme.typography.pxToRem(13) },
}));

function AnsweredBy(props: { alarm: Alarm }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const runbookLink = useTabLink('runbook');
  const { name, runbooks } = props.alarm;
  if (runbooks.length === 0) {
    return <span className={classes.quiet}>{t('alarms.unanswered')}</span>;
  }
  return (
    <>
      {runbooks.slice(0, 2).map(runbook => (
        <div key={runbook.runbookId}>
          {runbookLink ? (
            <Link
              to={runbookLink({
                procedure: runbook.runbookId,
                step: runbook.stepId,
                alarm: name,
              })}
            >
              {runbook.title}
            </Link>
          ) : (
            runbook.title
          )}
          <div className={classes.quiet}>{runbook.reason}</div>
        </div>
      ))}
    </>
  );
}

/** One alarm; its name opens what else is known about it. */
export function AlarmRow(props: {
  alarm: Alarm;
  zone: Zone;
  narrow: boolean;
  /** True when the documents speak of alarms, so that their silence about this one says something. */
  guided: boolean;
  open: boolean;
  onToggle: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow();
  const { alarm, zone, narrow, guided, open } = props;
  const row = useRef<HTMLTableRowElement>(null);
  // A link elsewhere on the page may have opened it.
  useEffect(() => {
    if (open) {
      row.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [open]);
  const since = alarm.since ? Date.parse(alarm.since) : NaN;
  const condition = <div className={classes.small}>{alarm.condition}</div>;
  const why = <AlarmReason alarm={alarm} zone={zone} />;
  return (
    <>
      <tr ref={row} className={clsx(classes.row, open && classes.selected)}>
        <td>
          <StatusPill tone={ALARM_TONES[alarm.state]}>
            {t(`alarmState.${alarm.state}`)}
          </StatusPill>
        </td>
        <td>
          <button
            type="button"
            className={clsx(classes.name, alarm.state === 'OK' && classes.calm)}
            aria-expanded={open}
            onClick={props.onToggle}
            // Who comes this far may open it: its code is there by then.
            onPointerEnter={loadDetails}
            onFocus={loadDetails}
          >
            {alarm.name}
          </button>{' '}
          {alarm.severity && (
            <StatusPill tone={SEVERITY_TONES[alarm.severity]}>
              {t(`severity.${alarm.severity}`)}
            </StatusPill>
          )}
          {alarm.type === 'composite' && (
            <span className={classes.quiet}> {t('alarms.composite')}</span>
          )}
          {alarm.suppressed && (
            <StatusPill tone="idle">{t('alarms.suppressed')}</StatusPill>
          )}
          {guided && !alarm.documented && (
            <span className={classes.quiet}> {t('alarms.undocumented')}</span>
          )}
          {narrow && (
            <>
              {condition}
              <div className={classes.quiet}>{why}</div>
            </>
          )}
        </td>
        {!narrow && <td>{condition}</td>}
        <td>
          {Number.isFinite(since) && (
            <>
              {formatRecent(since, zone, now)}
              <div className={classes.quiet}>{formatDuration(now - since)}</div>
            </>
          )}
        </td>
        {!narrow && (
          <td className={classes.small} title={alarm.stateReason}>
            {why}
          </td>
        )}
        <td className={classes.small}>
          <AnsweredBy alarm={alarm} />
        </td>
      </tr>
      {alarm.rule && (alarm.state === 'ALARM' || open) && (
        <tr className={clsx(open && classes.selected)}>
          <td />
          <td colSpan={narrow ? 3 : 5} className={classes.rule}>
            <AlarmRuleTree node={alarm.rule} />
          </td>
        </tr>
      )}
      {open && (
        <tr className={classes.selected}>
          <td colSpan={narrow ? 4 : 6}>
            <Suspense fallback={<Skeleton lines={2} height={72} />}>
              <AlarmDetails alarm={alarm} guided={guided} zone={zone} />
            </Suspense>
          </td>
        </tr>
      )}
    </>
  );
}
