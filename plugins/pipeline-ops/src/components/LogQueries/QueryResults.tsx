import { lazy, Suspense, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { QueryRun } from '@pipeline-ops/plugin-pipeline-ops-common';
import { downloadText, formatNumber, formatValue, toCsv } from '../../format';
import { quietText, type Tone } from '../../theme';
import { absoluteRange, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { StatusPill } from '../StatusPill';
import { CHART_HEIGHT } from '../TimeSeriesChart/chartHeight';
import { ResultTable } from './ResultTable';

const TimeSeriesChart = lazy(() =>
  import('../TimeSeriesChart').then(m => ({ default: m.TimeSeriesChart })),
);

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.25),
  },
  quiet: { color: quietText(theme), fontSize: theme.typography.pxToRem(13) },
  end: { marginLeft: 'auto', display: 'flex', gap: theme.spacing(0.5) },
  place: { minHeight: CHART_HEIGHT + 24 },
}));

const TONES: Record<QueryRun['status'], Tone> = {
  running: 'info',
  complete: 'ok',
  failed: 'bad',
  cancelled: 'idle',
  timeout: 'warn',
  unknown: 'idle',
};

/** Below a tenth of a cent nobody wants to read digits. */
function useCost() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (dollars: number) =>
    dollars < 0.001
      ? t('queries.cheap')
      : t('queries.about', { cost: `$${formatNumber(dollars)}` });
}

/** What a run has found so far, what it has cost, and its rows as chart and table. */
export function QueryResults(props: { run: QueryRun; zone: Zone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { change } = useViewState();
  const inWords = useCost();
  const [asTable, setAsTable] = useState(false);
  const { run, zone } = props;
  const drawable = (run.series ?? []).some(one => !one.empty);
  const zoom = (from: number, to: number) => {
    const range = absoluteRange(from * 1000, to * 1000);
    if (range) {
      change({ range });
    }
  };
  return (
    <div className={classes.root}>
      <div className={classes.bar} role="status">
        <StatusPill tone={TONES[run.status]}>
          {t(`queries.status.${run.status}`)}
        </StatusPill>
        <span className={classes.quiet}>
          {t('queries.scanned', {
            matched: formatNumber(run.recordsMatched),
            records: formatNumber(run.recordsScanned),
            bytes: formatValue(run.bytesScanned, 'Bytes'),
            cost: inWords(run.estimatedCost),
          })}
        </span>
        {run.rows.length > 0 && (
          <span className={classes.quiet}>
            {t('queries.rows', { count: run.rows.length })}
          </span>
        )}
        <span className={classes.end}>
          {drawable && (
            <ActionButton
              emphasis="bare"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? t('queries.chart') : t('queries.table')}
            </ActionButton>
          )}
          {run.rows.length > 0 && (
            <ActionButton
              emphasis="bare"
              onClick={() =>
                downloadText(
                  `${run.title ?? 'query'}.csv`,
                  toCsv([run.columns, ...run.rows]),
                )
              }
            >
              {t('queries.csv')}
            </ActionButton>
          )}
        </span>
      </div>
      {run.status === 'complete' && run.rows.length === 0 && (
        <div className={classes.quiet}>{t('queries.noRows')}</div>
      )}
      {drawable && !asTable && (
        <Suspense fallback={<div className={classes.place} />}>
          <TimeSeriesChart
            title={run.title ?? t('queries.results')}
            series={(run.series ?? []).filter(one => !one.empty)}
            unit="None"
            from={run.from}
            to={run.to}
            thresholds={[]}
            zone={zone}
            syncKey="pipeline-ops"
            onZoom={zoom}
          />
        </Suspense>
      )}
      {run.rows.length > 0 && (asTable || !drawable) && (
        <ResultTable run={run} />
      )}
    </div>
  );
}
