import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Alarm } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { ALARM_TONES, quietText, statusPalette, WEIGHT } from '../../theme';
import { formatMoment, formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { StatusPill } from '../StatusPill';
import { evidencePoints, limitInWords } from './evidencePoints';

const useStyles = makeStyles(theme => ({
  table: {
    borderCollapse: 'collapse',
    '& caption': {
      textAlign: 'left',
      fontWeight: WEIGHT.bold,
      paddingBottom: theme.spacing(0.25),
    },
    '& th, & td': {
      padding: theme.spacing(0.125, 2, 0.125, 0),
      textAlign: 'left',
      fontWeight: WEIGHT.regular,
    },
    '& th': { color: quietText(theme) },
  },
  breaching: { color: statusPalette(theme).bad.text },
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  heading: { fontWeight: WEIGHT.bold },
  quiet: { color: quietText(theme) },
}));

/** As many as an alarm of 3 out of 5 looks at, and some more. */
const SHOWN = 6;

function Triggers(props: {
  triggers: NonNullable<NonNullable<Alarm['evidence']>['triggeredBy']>;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const now = useNow(60_000);
  return (
    <div>
      <div className={classes.heading}>{t('alarms.triggeredBy')}</div>
      <ul className={classes.list}>
        {props.triggers.slice(0, SHOWN).map(({ alarmName, state, since }) => (
          <li key={alarmName}>
            {state && (
              <>
                <StatusPill tone={ALARM_TONES[state]}>
                  {t(`alarmState.${state}`)}
                </StatusPill>{' '}
              </>
            )}
            <Link to={searchWith({ alarm: alarmName })}>{alarmName}</Link>
            {since && (
              <span className={classes.quiet}>
                {' '}
                {formatRecent(Date.parse(since), props.zone, now)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The data that decided the alarm's state: points with what they were held against, or the alarms behind a composite one. */
export function AlarmEvidence(props: {
  alarm: Alarm;
  /** CloudWatch unit name of the values, where it is known. */
  unit?: string;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { alarm, unit = 'None', zone } = props;
  const points = evidencePoints(alarm);
  const triggers = alarm.evidence?.triggeredBy ?? [];
  if (triggers.length > 0) {
    return <Triggers triggers={triggers} zone={zone} />;
  }
  if (points.length === 0) {
    return null;
  }
  return (
    <table className={classes.table}>
      <caption>{t('alarms.evidence')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chart.time')}</th>
          <th scope="col">{t('alarms.value')}</th>
          <th scope="col">{t('alarms.limit')}</th>
          <th scope="col">{t('alarms.judgement')}</th>
        </tr>
      </thead>
      <tbody>
        {points.slice(0, SHOWN).map((point, i) => (
          <tr key={i}>
            <td>
              {point.at === undefined ? '–' : formatMoment(point.at, zone)}
            </td>
            <td>{formatValue(point.value, unit)}</td>
            <td>{limitInWords(point.limit, unit)}</td>
            <td className={point.breaching ? classes.breaching : undefined}>
              {point.value === null && t('alarms.noPoint')}
              {point.breaching === true && t('alarms.breaching')}
              {point.breaching === false && t('alarms.within')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
