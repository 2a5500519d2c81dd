import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { formatDuration, formatMoment } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { RunPerson, RunPill } from '../RunWords';
import { ScrollArea } from '../ScrollArea';
import { useTableStyles } from './tableStyles';

const useStyles = makeStyles(theme => ({
  people: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

function Took(props: { run: RunSummary }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { totalSeconds, estimateSeconds } = props.run.times;
  const time = formatDuration(totalSeconds * 1000);
  return (
    <>
      {estimateSeconds === undefined
        ? time
        : t('runs.against', {
            time,
            estimate: formatDuration(estimateSeconds * 1000),
          })}
    </>
  );
}

/** Runs, one a row; each leads to the run as it is kept. */
export function RunRows(props: { runs: RunSummary[] }) {
  const classes = useStyles();
  const table = useTableStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, searchWith } = useViewState();
  return (
    <ScrollArea
      label={t('runs.table', { title: t('runs.title') })}
      className={table.scroll}
    >
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('runs.column.procedure')}</th>
            <th scope="col">{t('runs.column.outcome')}</th>
            <th scope="col">{t('runs.column.started')}</th>
            <th scope="col">{t('runs.column.took')}</th>
            <th scope="col">{t('runs.column.who')}</th>
            <th scope="col">{t('runs.column.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {props.runs.map(run => {
            const { done, skipped, failed, total } = run.progress;
            return (
              <tr key={run.id}>
                <td>
                  <Link
                    to={searchWith({
                      run: run.id,
                      runs: undefined,
                      env: run.environment,
                      step: undefined,
                    })}
                  >
                    {run.title}
                  </Link>
                  <div className={classes.quiet}>
                    {[run.environment, run.alarmName]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </td>
                <td>
                  <RunPill run={run} />
                </td>
                <td>{formatMoment(Date.parse(run.startedAt), view.zone)}</td>
                <td>
                  <Took run={run} />
                </td>
                <td>
                  <span className={classes.people}>
                    {run.participants.map(ref => (
                      <RunPerson key={ref} entityRef={ref} />
                    ))}
                  </span>
                </td>
                <td>
                  {t('runs.progressOf', {
                    answered: String(done + skipped + failed),
                    total: String(total),
                  })}
                  <div className={classes.quiet}>
                    {[
                      skipped > 0 && t('runs.skippedCount', { count: skipped }),
                      failed > 0 && t('runs.failedCount', { count: failed }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}
