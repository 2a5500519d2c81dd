import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  AlarmDetail,
  Chart,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useLogsAt } from '../../navigation';
import { useAlarm } from '../../queries';
import { quietText } from '../../theme';
import { formatClock, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { ChartPlot } from '../ChartSections';
import { Failure } from '../Failure';
import { Skeleton } from '../Skeleton';
import { AlarmEvidence } from './AlarmEvidence';
import { AlarmFacts } from './AlarmFacts';
import { AlarmHistoryList } from './AlarmHistoryList';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
    gap: theme.spacing(2, 3),
    padding: theme.spacing(0.5, 1, 1.5),
    fontSize: theme.typography.pxToRem(13),
  },
  column: {
    display: 'grid',
    gap: theme.spacing(1.5),
    alignContent: 'start',
    minWidth: 0,
  },
  heading: {
    margin: theme.spacing(0, 0, 0.5),
    fontSize: theme.typography.pxToRem(13),
  },
  quiet: { color: quietText(theme) },
}));

function hasData(chart: Chart | undefined): chart is Chart {
  return chart !== undefined && chart.series.some(one => !one.empty);
}

function AlarmChart(props: { detail: AlarmDetail; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { chart, inputs, from, to } = props.detail;
  const failed = chart?.series.find(({ status }) => status === 'failed');
  if (!chart) {
    return null;
  }
  if (!hasData(chart)) {
    return (
      <div className={classes.quiet}>
        {failed?.message ?? t('alarms.noPoints')}
      </div>
    );
  }
  return (
    <>
      {[chart, inputs].filter(hasData).map(one => (
        <div key={one.id}>
          {one === inputs && <h3 className={classes.heading}>{one.title}</h3>}
          <ChartPlot chart={one} from={from} to={to} zone={props.zone} />
        </div>
      ))}
    </>
  );
}

/** One alarm in depth: its metric against its limit, the data behind its state, what it does and whether that reaches anybody, and how it got where it is. */
export function AlarmDetails(props: {
  alarm: Alarm;
  guided: boolean;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const logsAt = useLogsAt();
  const { alarm, guided, zone } = props;
  const answer = useAlarm(alarm.name);
  const detail = answer.data?.data;
  const since = alarm.since ? Date.parse(alarm.since) : NaN;
  return (
    <div className={classes.root}>
      <div className={classes.column}>
        {answer.error && !detail && (
          <Failure
            what={t('alarms.details')}
            error={answer.error}
            onRetry={() => answer.refetch()}
          />
        )}
        {detail && <AlarmChart detail={detail} zone={zone} />}
        {!detail && !answer.error && <Skeleton lines={2} height={72} />}
        <AlarmEvidence alarm={alarm} unit={detail?.chart?.unit} zone={zone} />
        {Number.isFinite(since) && (
          <div>
            <ActionButton onClick={() => logsAt(since)}>
              {t('alarms.logsAt', { time: formatClock(since, zone) })}
            </ActionButton>
          </div>
        )}
      </div>
      <AlarmFacts
        alarm={alarm}
        mutes={detail?.mutes ?? []}
        guided={guided}
        zone={zone}
      />
      <div>
        <h3 className={classes.heading}>{t('alarms.history')}</h3>
        <AlarmHistoryList alarmName={alarm.name} zone={zone} />
      </div>
    </div>
  );
}
