import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  RunbookStatistics,
  RunStatistics,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { formatDuration } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { STANDING_TONES } from '../RunWords';
import { ScrollArea } from '../ScrollArea';
import { StatusPill } from '../StatusPill';
import { useTableStyles } from './tableStyles';

const useStyles = makeStyles(theme => ({
  pills: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

const OUTCOMES = ['resolved', 'mitigated', 'escalated', 'abandoned'] as const;

function time(seconds: number | undefined): string {
  return seconds === undefined ? '–' : formatDuration(seconds * 1000);
}

function Outcomes(props: { outcomes: RunbookStatistics['outcomes'] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <span className={classes.pills}>
      {OUTCOMES.filter(outcome => props.outcomes[outcome] > 0).map(outcome => (
        <StatusPill key={outcome} tone={STANDING_TONES[outcome]}>
          {props.outcomes[outcome]} {t(`runs.state.${outcome}`)}
        </StatusPill>
      ))}
    </span>
  );
}

/** How often procedures were run, how long that took, and which step is left out most. */
export function Statistics(props: {
  statistics: RunStatistics;
  /** Of this procedure alone. */
  runbookId: string | undefined;
}) {
  const classes = useStyles();
  const table = useTableStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const { statistics, runbookId } = props;
  const { total } = statistics;
  const shown = statistics.runbooks.filter(
    one => runbookId === undefined || one.runbookId === runbookId,
  );
  return (
    <>
      <ScrollArea
        label={t('runs.table', { title: t('runs.statistics') })}
        className={table.scroll}
      >
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('runs.column.procedure')}</th>
              <th scope="col">{t('runs.column.runs')}</th>
              <th scope="col">{t('runs.column.outcome')}</th>
              <th scope="col">{t('runs.column.median')}</th>
              <th scope="col">{t('runs.alarmToStep')}</th>
              <th scope="col">{t('runs.alarmToEnd')}</th>
              <th scope="col">{t('runs.column.mostSkipped')}</th>
            </tr>
          </thead>
          <tbody>
            {runbookId === undefined && (
              <tr>
                <th scope="row">{t('runs.everyProcedure')}</th>
                <td>{total.runs}</td>
                <td>
                  <Outcomes outcomes={total.outcomes} />
                </td>
                <td>{time(total.medianSeconds)}</td>
                <td>{time(total.medianAlarmToFirstStepSeconds)}</td>
                <td>{time(total.medianAlarmToEndSeconds)}</td>
                <td>–</td>
              </tr>
            )}
            {shown.map(one => (
              <tr key={one.runbookId}>
                <th scope="row">
                  <Link
                    to={searchWith({
                      runs: undefined,
                      procedure: one.runbookId,
                    })}
                  >
                    {one.title}
                  </Link>
                </th>
                <td>{one.runs}</td>
                <td>
                  <Outcomes outcomes={one.outcomes} />
                </td>
                <td>
                  {one.medianSeconds !== undefined &&
                  one.estimateSeconds !== undefined
                    ? t('runs.against', {
                        time: time(one.medianSeconds),
                        estimate: time(one.estimateSeconds),
                      })
                    : time(one.medianSeconds)}
                </td>
                <td>{time(one.medianAlarmToFirstStepSeconds)}</td>
                <td>{time(one.medianAlarmToEndSeconds)}</td>
                <td>
                  {one.mostSkipped
                    ? t('runs.skippedTimes', {
                        title: one.mostSkipped.title,
                        times: String(one.mostSkipped.times),
                        of: String(one.mostSkipped.of),
                      })
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className={classes.quiet}>{t('runs.statisticsHint')}</p>
    </>
  );
}
