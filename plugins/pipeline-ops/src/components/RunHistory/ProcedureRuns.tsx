import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRuns, useRunStatistics } from '../../queries';
import { quietText } from '../../theme';
import { formatDuration, formatMoment } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { personOf, RunPill } from '../RunWords';
import { Skeleton } from '../Skeleton';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: theme.spacing(1),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  first: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
  },
  all: { marginTop: theme.spacing(1.25), display: 'block' },
}));

const NEWEST = 5;

function Row(props: { run: RunSummary }) {
  const classes = useStyles();
  const { view, searchWith } = useViewState();
  const { run } = props;
  return (
    <li>
      <div className={classes.first}>
        <Link
          to={searchWith({
            run: run.id,
            env: run.environment,
            step: undefined,
          })}
        >
          {formatMoment(Date.parse(run.startedAt), view.zone)}
        </Link>
        <RunPill run={run} />
      </div>
      <div className={classes.quiet}>
        {[
          run.environment,
          run.participants.map(personOf).join(', '),
          run.state === 'ended' &&
            formatDuration(run.times.totalSeconds * 1000),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </li>
  );
}

/** Beside a procedure that is read: its newest runs, and what they usually took. */
export function ProcedureRuns(props: { runbookId: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const { runbookId } = props;
  const runs = useRuns(runbookId);
  const statistics = useRunStatistics();
  const own = statistics.data?.data.runbooks.find(
    one => one.runbookId === runbookId,
  );
  const newest = runs.data?.pages[0].data.runs.slice(0, NEWEST);
  return (
    <Panel
      title={t('runs.title')}
      aside={
        own?.medianSeconds !== undefined && (
          <span className={classes.quiet}>
            {t('runs.median', {
              time: formatDuration(own.medianSeconds * 1000),
            })}
          </span>
        )
      }
    >
      {!newest &&
        (runs.error ? (
          <Failure
            what={t('runs.title')}
            error={runs.error}
            onRetry={() => runs.refetch()}
          />
        ) : (
          <Skeleton lines={2} height={32} />
        ))}
      {newest?.length === 0 && t('runs.noneOfThis')}
      {newest && newest.length > 0 && (
        <ul className={classes.list}>
          {newest.map(run => (
            <Row key={run.id} run={run} />
          ))}
        </ul>
      )}
      <Link
        className={classes.all}
        to={searchWith({ runs: 'all', procedure: undefined, step: undefined })}
      >
        {t('runs.all')}
      </Link>
    </Panel>
  );
}
