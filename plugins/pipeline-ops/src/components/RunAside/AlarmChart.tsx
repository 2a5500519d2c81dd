import { lazy, Suspense, useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { AlarmDetail } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { loadCharts } from '../ChartSections/loadCharts';
import { AlarmBand } from '../TimeSeriesChart/AlarmBand';
import { CHART_HEIGHT } from '../TimeSeriesChart/chartHeight';

const TimeSeriesChart = lazy(() =>
  loadCharts().then(m => ({ default: m.TimeSeriesChart })),
);

const useStyles = makeStyles({ place: { minHeight: CHART_HEIGHT + 24 } });

/** Its hours are fixed: there is nothing to zoom to. */
const stay = () => undefined;

/** What the alarm watches, with its limit and its states. */
export function AlarmChart(props: {
  chart: NonNullable<AlarmDetail['chart']>;
  /** Unix seconds. */
  from: number;
  to: number;
  zone: Zone;
}) {
  const classes = useStyles();
  const { chart, from, to, zone } = props;
  const drawn = useMemo(
    () => chart.series.filter(one => !one.empty),
    [chart.series],
  );
  // The condition stands above it; a narrow chart has room for no more than the figure.
  const limits = useMemo(
    () =>
      chart.thresholds.map(({ comparison, value, ...limit }) => ({
        ...limit,
        comparison,
        value,
        text: `${comparison} ${value}`,
      })),
    [chart.thresholds],
  );
  const place = <div className={classes.place} />;
  return (
    <Suspense fallback={place}>
      <TimeSeriesChart
        title={chart.title}
        series={drawn}
        unit={chart.unit}
        from={from}
        to={to}
        thresholds={limits}
        bands={chart.bands}
        marks={chart.marks}
        zone={zone}
        syncKey="pipeline-ops-run"
        onZoom={stay}
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
    </Suspense>
  );
}
