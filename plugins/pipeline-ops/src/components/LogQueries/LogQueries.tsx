import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SavedQuery,
  SavedQueryList,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useQueryRun, useSavedQueries, windowOf } from '../../queries';
import { quietText } from '../../theme';
import { boundsOf } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { CopyButton } from '../CopyButton';
import { Failure } from '../Failure';
import { safeHref } from '../SafeMarkdown';
import { Skeleton } from '../Skeleton';
import { SourceStrip } from '../SourceStrip';
import { OwnQuery } from './OwnQuery';
import { QueryResults } from './QueryResults';
import { QueryText } from './QueryText';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.25),
    padding: theme.spacing(0, 2, 2),
    minWidth: 0,
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75, 1.25),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
}));

/** Id of the choice to write a query of one's own. */
const OWN = ' own';

/** What a query reads and where it comes from. */
function Origin(props: { query: SavedQuery }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { logGroups, position, unavailable } = props.query;
  const place = safeHref(position?.url);
  return (
    <span className={classes.quiet}>
      {unavailable ??
        t('queries.searches', {
          count: logGroups.length,
          groups: logGroups.join(', '),
        })}
      {position && place && (
        <>
          {' · '}
          <Link to={place}>
            {position.path}:{position.startLine}
          </Link>
        </>
      )}
    </span>
  );
}

function Queries(props: { list: SavedQueryList }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const run = useQueryRun();
  const [own, setOwn] = useState({ query: '', logGroup: '' });
  const { queries, freeText, longestSeconds } = props.list;
  const writing = freeText && (view.logQuery === OWN || queries.length === 0);
  const saved = writing
    ? undefined
    : (queries.find(({ id }) => id === view.logQuery) ?? queries[0]);
  const { from, to } = boundsOf(view.range);
  const capped = (to - from) / 1000 > longestSeconds;
  const mayRun = saved
    ? saved.unavailable === undefined
    : own.query.trim() !== '' && own.logGroup !== '';
  const start = () =>
    run.start({
      window: capped
        ? {
            from: new Date(to - longestSeconds * 1000).toISOString(),
            to: new Date(to).toISOString(),
          }
        : windowOf(view.range),
      run: saved
        ? { queryId: saved.id }
        : { query: own.query, logGroups: [own.logGroup] },
    });
  const consoleUrl = safeHref(run.answer?.data.consoleUrl ?? saved?.consoleUrl);
  const troubled = (run.answer?.sources ?? []).filter(
    ({ status }) => status !== 'ok',
  );
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <Choice
          label={t('queries.choose')}
          value={saved?.id ?? OWN}
          options={[
            ...queries.map(({ id, title }) => ({ value: id, label: title })),
            ...(freeText ? [{ value: OWN, label: t('queries.own') }] : []),
          ]}
          onChange={logQuery => change({ logQuery })}
        />
        {run.isRunning ? (
          <ActionButton onClick={run.stop}>{t('queries.stop')}</ActionButton>
        ) : (
          <ActionButton emphasis="main" disabled={!mayRun} onClick={start}>
            {t('queries.run')}
          </ActionButton>
        )}
        {capped && (
          <span className={classes.quiet}>
            {t('queries.capped', {
              hours: String(Math.round(longestSeconds / 3600)),
            })}
          </span>
        )}
        {saved && (
          <CopyButton text={window.location.href} label={t('queries.link')} />
        )}
        {consoleUrl && <Link to={consoleUrl}>AWS</Link>}
      </div>
      {saved && <Origin query={saved} />}
      {saved ? (
        <QueryText query={saved.query} label={saved.title} />
      ) : (
        <OwnQuery value={own} onChange={setOwn} />
      )}
      {run.error && <Failure what={t('queries.results')} error={run.error} />}
      {troubled.length > 0 && (
        <div role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {run.answer ? (
        <QueryResults run={run.answer.data} zone={view.zone} />
      ) : (
        <span className={classes.quiet}>{t('queries.cost')}</span>
      )}
    </div>
  );
}

/** The Logs Insights queries that guide and definition hold, run on request. */
export function LogQueries() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const saved = useSavedQueries();
  if (saved.error && !saved.data) {
    return (
      <Failure
        what={t('queries.choose')}
        error={saved.error}
        onRetry={() => saved.refetch()}
      />
    );
  }
  if (!saved.data) {
    return (
      <div className={classes.root}>
        <Skeleton lines={4} height={22} />
      </div>
    );
  }
  const { queries, freeText } = saved.data.data;
  if (queries.length === 0 && !freeText) {
    return (
      <div className={classes.root}>
        <span>{t('queries.none')}</span>
        <span className={classes.quiet}>{t('queries.hint')}</span>
      </div>
    );
  }
  return <Queries list={saved.data.data} />;
}
