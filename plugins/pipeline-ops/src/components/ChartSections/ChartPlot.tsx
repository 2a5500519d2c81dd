import { lazy, Suspense, useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useLogsAt } from '../../navigation/useLogsAt';
import { absoluteRange, type Zone } from '../../time';
import { useViewState } from '../../viewState';
import { AlarmBand } from '../TimeSeriesChart/AlarmBand';
import { CHART_HEIGHT } from '../TimeSeriesChart/chartHeight';
import { loadCharts } from './loadCharts';

const TimeSeriesChart = lazy(() =>
  loadCharts().then(m => ({ default: m.TimeSeriesChart })),
);
const SeriesTable = lazy(() =>
  loadCharts().then(m => ({ default: m.SeriesTable })),
);

const useStyles = makeStyles({ place: { minHeight: CHART_HEIGHT + 24 } });

/** Shared by all charts of the page: one cursor for all. */
const SYNC_KEY = 'pipeline-ops';

/** One chart's lines, or its table, on the page's time: a drag zooms the page, a moment leads to its logs. */
export function ChartPlot(props: {
  chart: Chart;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
  asTable?: boolean;
  /** False while it is out of sight: its place is kept. */
  seen?: boolean;
}) {
  const classes = useStyles();
  const { change } = useViewState();
  const logsAt = useLogsAt();
  const { chart, from, to, zone, asTable, seen = true } = props;
  // The same list as long as the series are the same, so that the plot is only drawn anew for new data.
  const drawn = useMemo(
    () => chart.series.filter(one => !one.empty),
    [chart.series],
  );
  const place = <div className={classes.place} />;

  const zoom = (start: number, end: number) => {
    const range = absoluteRange(
      Math.round(start) * 1000,
      Math.round(end) * 1000,
    );
    if (range) {
      change({ range });
    }
  };

  if (!seen) {
    return place;
  }
  return (
    <Suspense fallback={place}>
      {asTable ? (
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
          bands={chart.bands}
          marks={chart.marks}
          zone={zone}
          syncKey={SYNC_KEY}
          onZoom={zoom}
          onLogsAt={at => logsAt(at * 1000)}
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
      )}
    </Suspense>
  );
}
