import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useQueryRun, useSavedQueries, windowOf } from '../../queries';
import { quietText } from '../../theme';
import { absoluteRange, boundsOf, type TimeRange } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { Failure } from '../Failure';
import { QueryResults } from '../LogQueries/QueryResults';
import { SourceStrip } from '../SourceStrip';
import { useCommandValues } from './CommandContext';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 1.5, 1.25),
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

/** Milliseconds before and after the alarm's change that a query looks at. */
const BEFORE = 30 * 60_000;
const AFTER = 60 * 60_000;

function aroundAlarm(at: number | undefined): TimeRange | undefined {
  return at === undefined
    ? undefined
    : absoluteRange(at - BEFORE, Math.min(Date.now(), at + AFTER));
}

/** Runs the saved query that a step holds and shows what it found there. */
export function QueryHere(props: { queryId: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const { alarmAt } = useCommandValues();
  const saved = useSavedQueries();
  const run = useQueryRun();
  const alarmRange = aroundAlarm(alarmAt);
  const [chosen, setChosen] = useState<'alarm' | 'page'>('alarm');
  const query = saved.data?.data.queries.find(({ id }) => id === props.queryId);
  if (saved.error && !saved.data) {
    return (
      <div className={classes.root}>
        <Failure
          what={t('queries.choose')}
          error={saved.error}
          onRetry={() => saved.refetch()}
        />
      </div>
    );
  }
  if (!saved.data) {
    return null;
  }
  const range = (chosen === 'alarm' && alarmRange) || view.range;
  const { from, to } = boundsOf(range);
  const { longestSeconds } = saved.data.data;
  const capped = (to - from) / 1000 > longestSeconds;
  const start = () =>
    run.start({
      run: { queryId: props.queryId },
      window: capped
        ? {
            from: new Date(to - longestSeconds * 1000).toISOString(),
            to: new Date(to).toISOString(),
          }
        : windowOf(range),
    });
  const unavailable = query
    ? query.unavailable
    : t('runbooks.queryUnknown', { id: props.queryId });
  const troubled = (run.answer?.sources ?? []).filter(
    ({ status }) => status !== 'ok',
  );
  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        {run.isRunning ? (
          <ActionButton onClick={run.stop}>{t('queries.stop')}</ActionButton>
        ) : (
          <ActionButton disabled={unavailable !== undefined} onClick={start}>
            {t('runbooks.queryHere')}
          </ActionButton>
        )}
        {alarmRange && (
          <Choice
            label={t('range.title')}
            value={chosen}
            options={[
              { value: 'alarm', label: t('runbooks.aroundAlarm') },
              {
                value: 'page',
                label:
                  view.range.type === 'relative'
                    ? t(`range.${view.range.duration}`)
                    : t('runbooks.pageRange'),
              },
            ]}
            onChange={setChosen}
          />
        )}
        <span className={classes.quiet}>
          {unavailable ??
            (alarmRange || view.range.type === 'absolute'
              ? t('queries.cost')
              : `${t(`range.${view.range.duration}`)} · ${t('queries.cost')}`)}
        </span>
        {capped && (
          <span className={classes.quiet}>
            {t('queries.capped', {
              hours: String(Math.round(longestSeconds / 3600)),
            })}
          </span>
        )}
      </div>
      {run.error && <Failure what={t('queries.results')} error={run.error} />}
      {troubled.length > 0 && (
        <div role="status">
          <SourceStrip sources={troubled} />
        </div>
      )}
      {run.answer && <QueryResults run={run.answer.data} zone={view.zone} />}
    </div>
  );
}
