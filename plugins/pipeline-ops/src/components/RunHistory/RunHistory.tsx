import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRuns, useRunStatistics } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';
import { RunRows } from './RunRows';
import { Statistics } from './Statistics';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
  },
  more: { marginTop: theme.spacing(1) },
}));

const EVERY = '';

function Rows(props: { runbookId: string | undefined }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const runs = useRuns(props.runbookId);
  if (!runs.data) {
    return runs.error ? (
      <Failure
        what={t('runs.title')}
        error={runs.error}
        onRetry={() => runs.refetch()}
      />
    ) : (
      <Skeleton lines={4} height={36} />
    );
  }
  const all = runs.data.pages.flatMap(page => page.data.runs);
  if (all.length === 0) {
    return (
      <>
        {props.runbookId ? t('runs.noneOfThis') : t('runs.none')}{' '}
        {t('runs.noneHow')}
      </>
    );
  }
  return (
    <>
      <RunRows runs={all} />
      {runs.hasNextPage && (
        <div className={classes.more}>
          <ActionButton
            disabled={runs.isFetchingNextPage}
            onClick={() => runs.fetchNextPage()}
          >
            {t('runs.more')}
          </ActionButton>
        </div>
      )}
    </>
  );
}

/** All runs that are kept of the pipeline, or of one of its procedures, and how they went. */
export function RunHistory(props: {
  procedures: RunbookSummary[];
  runbookId: string | undefined;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { change, searchWith } = useViewState();
  const statistics = useRunStatistics();
  const { procedures, runbookId } = props;
  const known = procedures.some(({ id }) => id === runbookId);
  const ran = statistics.data?.data.total.runs ?? 0;
  return (
    <div className={classes.root}>
      <Panel
        title={t('runs.title')}
        actions={
          <>
            <Choice
              label={t('runs.which')}
              value={runbookId ?? EVERY}
              options={[
                { value: EVERY, label: t('runs.everyProcedure') },
                ...procedures.map(({ id, title }) => ({
                  value: id,
                  label: title,
                })),
                ...(runbookId && !known
                  ? [{ value: runbookId, label: runbookId }]
                  : []),
              ]}
              onChange={procedure =>
                change({ procedure: procedure || undefined })
              }
            />
            <Link to={searchWith({ runs: undefined })}>{t('runs.back')}</Link>
          </>
        }
      >
        <Rows runbookId={runbookId} />
      </Panel>
      {statistics.error && (
        <Panel>
          <Failure
            what={t('runs.statistics')}
            error={statistics.error}
            onRetry={() => statistics.refetch()}
          />
        </Panel>
      )}
      {statistics.data && ran > 0 && (
        <Panel title={t('runs.statistics')}>
          <Statistics statistics={statistics.data.data} runbookId={runbookId} />
        </Panel>
      )}
    </div>
  );
}
