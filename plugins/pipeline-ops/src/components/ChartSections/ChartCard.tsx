import { lazy, Suspense, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { absoluteRange, type Zone } from '../../time';
import { WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { AlarmBand } from '../TimeSeriesChart/AlarmBand';
import { ensureBrowserLanguage } from '../TimeSeriesChart/browserLanguage';
import { CHART_HEIGHT } from '../TimeSeriesChart/chartHeight';
import { ChartNotes } from './ChartNotes';
import { standingInWords, standingOf } from './thresholdStanding';
import { useSeen } from './useSeen';

// The verdict and the alarms do not wait for what draws the charts.
const loadCharts = () => {
  ensureBrowserLanguage();
  return import('../TimeSeriesChart');
};
const TimeSeriesChart = lazy(() =>
  loadCharts().then(m => ({ default: m.TimeSeriesChart })),
);
const SeriesTable = lazy(() =>
  loadCharts().then(m => ({ default: m.SeriesTable })),
);

const useStyles = makeStyles(theme => ({
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    padding: theme.spacing(1.25, 1.5),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
  },
  header: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    minHeight: 30,
  },
  title: {
    flex: 1,
    minWidth: 0,
    margin: 0,
    fontSize: theme.typography.pxToRem(13.5),
    lineHeight: theme.typography.pxToRem(22),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  tool: { padding: theme.spacing(0, 0.5), minHeight: 22 },
  place: { minHeight: CHART_HEIGHT + 18 },
}));

/** Shared by all charts of the page: one cursor for all. */
const SYNC_KEY = 'pipeline-ops';

/** One chart with how it stands against its limits, its alarms' states, and what to do. Drawn when it comes into sight. The chart has at least one series with data. */
export function ChartCard(props: {
  chart: Chart;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { change } = useViewState();
  const card = useRef<HTMLElement>(null);
  const seen = useSeen(card);
  const [asTable, setAsTable] = useState(false);
  const { chart, from, to, zone } = props;
  const drawn = chart.series.filter(one => !one.empty);
  const standing = standingOf(chart);
  const consoleUrl = safeHref(chart.consoleUrl);

  const zoom = (start: number, end: number) => {
    const range = absoluteRange(
      Math.round(start) * 1000,
      Math.round(end) * 1000,
    );
    if (range) {
      change({ range });
    }
  };

  const body = () => {
    if (!seen) {
      return <div className={classes.place} />;
    }
    return asTable ? (
      <SeriesTable
        title={chart.title}
        series={drawn}
        unit={chart.unit}
        zone={zone}
      />
    ) : (
      <TimeSeriesChart
        title={chart.title}
        series={drawn}
        unit={chart.unit}
        from={from}
        to={to}
        thresholds={chart.thresholds}
        zone={zone}
        syncKey={SYNC_KEY}
        onZoom={zoom}
      >
        {chart.alarmBand && (
          <AlarmBand
            segments={chart.alarmBand}
            from={from}
            to={to}
            zone={zone}
          />
        )}
      </TimeSeriesChart>
    );
  };

  return (
    <article ref={card} className={classes.card} aria-label={chart.title}>
      <div className={classes.header}>
        <h3 className={classes.title} title={chart.description}>
          {chart.title}
        </h3>
        {standing && (
          <StatusPill tone={standing.breached ? 'bad' : 'ok'}>
            {standingInWords(standing, chart.unit)}
          </StatusPill>
        )}
        <ActionButton
          emphasis="bare"
          className={classes.tool}
          aria-pressed={asTable}
          aria-label={t('chart.asTable', { title: chart.title })}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('chart.graph') : t('chart.table')}
        </ActionButton>
        {consoleUrl && (
          <Link
            to={consoleUrl}
            aria-label={t('chart.console', { title: chart.title })}
          >
            AWS
          </Link>
        )}
      </div>
      <Suspense fallback={<div className={classes.place} />}>{body()}</Suspense>
      <ChartNotes chart={chart} />
    </article>
  );
}
