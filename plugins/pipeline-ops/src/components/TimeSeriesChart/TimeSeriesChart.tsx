import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ChartThreshold } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { quietText, seriesColors, statusPalette } from '../../theme';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { alignSeries } from './alignSeries';
import { CHART_HEIGHT } from './chartHeight';
import { chartOptions } from './chartOptions';
import type { SeriesLook } from './chartSeries';
import { Legend, type LegendPlace } from './Legend';
import {
  valueAt,
  type Annotations,
  type Axes,
  type Drawing,
  type PlottedSeries,
} from './plotted';
import { stackSeries } from './stackSeries';
import { thresholdLines } from './thresholdLines';

const useStyles = makeStyles(theme => ({
  plot: {
    position: 'relative',
    height: CHART_HEIGHT,
    borderRadius: 4,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
    '& .u-cursor-x': {
      borderRight: `1px dashed ${quietText(theme)}`,
    },
    '& .u-select': { background: theme.palette.action.selected },
  },
  filling: {
    flex: '1 1 0',
    height: 'auto',
    minHeight: 88,
    // What is drawn must not keep the place from shrinking.
    '& > .uplot': { position: 'absolute', top: 0, left: 0 },
  },
  frame: { display: 'contents' },
  fillingFrame: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 0',
    minWidth: 0,
    minHeight: 0,
  },
  beside: { flexDirection: 'row', gap: theme.spacing(1) },
  column: {
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 0',
    minWidth: 0,
  },
}));

/**
 * One chart: lines with gaps where data is missing, thresholds, a cursor shared with the other
 * charts of the page (also by arrow keys), drag to zoom.
 */
export function TimeSeriesChart(props: {
  title: string;
  series: PlottedSeries[];
  /** CloudWatch unit name. */
  unit: string;
  /** Unix seconds. */
  from: number;
  to: number;
  thresholds: ChartThreshold[];
  zone: Zone;
  syncKey: string;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
  /** Absent: lines. */
  drawing?: Drawing;
  axes?: Axes;
  annotations?: Annotations;
  /** Absent: at the bottom. */
  legend?: LegendPlace;
  /** As high as its place, which is a column; else as high as every chart of the page. */
  filling?: boolean;
  /** Between the plot and the legend, along the same time axis. */
  children?: ReactNode;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>();
  const zoom = useRef(props.onZoom);
  zoom.current = props.onZoom;
  const [cursor, setCursor] = useState<number | null>(null);
  const { title, series, unit, from, to, thresholds, zone, syncKey } = props;

  const { drawing, axes, annotations, legend = 'bottom', filling } = props;

  const data = useMemo(() => {
    const aligned = alignSeries(series);
    return drawing === 'stacked' ? stackSeries(series, aligned[0]) : aligned;
  }, [series, drawing]);
  const latest = useRef(data);
  latest.current = data;
  const themeColors = useMemo(() => seriesColors(theme), [theme]);
  // As text, so that new values alone do not make a new plot.
  const looks = JSON.stringify(
    series.map((one, i) => ({
      label: one.label,
      color: one.color ?? themeColors[i % themeColors.length],
      side: one.axis ?? 'left',
    })),
  );
  const rightUnit = series.find(one => one.axis === 'right')?.unit;

  const options = useMemo(() => {
    const palette = statusPalette(theme);
    const seriesLooks: SeriesLook[] = JSON.parse(looks);
    return chartOptions({
      looks: seriesLooks,
      unit,
      rightUnit,
      from,
      to,
      thresholds: thresholdLines(thresholds),
      drawing,
      axes,
      annotations,
      zone,
      colors: {
        text: quietText(theme),
        grid: theme.palette.divider,
        breach: palette.bad.text,
        limit: palette.warn.text,
        paper: theme.palette.background.paper,
      },
      fontFamily: theme.typography.fontFamily ?? 'sans-serif',
      syncKey,
      onCursor: setCursor,
      onZoom: (start, end) => zoom.current(start, end),
    });
  }, [
    looks,
    unit,
    rightUnit,
    from,
    to,
    thresholds,
    drawing,
    axes,
    annotations,
    zone,
    theme,
    syncKey,
  ]);

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const size = () => ({
      width: element.clientWidth || 320,
      height: element.clientHeight || CHART_HEIGHT,
    });
    const created = new UPlot(
      { ...options, ...size() },
      latest.current,
      element,
    );
    plot.current = created;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        created.setSize(size());
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = undefined;
    };
  }, [options]);

  useEffect(() => {
    if (plot.current && plot.current.data !== data) {
      plot.current.setData(data);
    }
  }, [data]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = data[0].length - 1;
    const step = event.shiftKey ? 10 : 1;
    const moves: Record<string, number> = {
      ArrowLeft: (cursor ?? last + 1) - step,
      ArrowRight: (cursor ?? -1) + step,
      Home: 0,
      End: last,
    };
    const u = plot.current;
    if (u && last >= 0 && Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      const index = Math.min(last, Math.max(0, moves[event.key]));
      u.setCursor({ left: u.valToPos(data[0][index], 'x'), top: 0 });
    }
  };

  const last = data[0].length - 1;
  const at = cursor === null ? undefined : data[0][cursor];
  const time = at === undefined ? undefined : formatMoment(at * 1000, zone);
  const entries = series.map((one, i) => ({
    label: one.label,
    color: one.color ?? themeColors[i % themeColors.length],
    value:
      at === undefined
        ? undefined
        : formatValue(valueAt(one, at), one.unit ?? unit),
  }));
  const shown = <Legend place={legend} time={time} entries={entries} />;
  return (
    <div
      className={clsx(
        filling ? classes.fillingFrame : classes.frame,
        filling && legend === 'right' && classes.beside,
      )}
    >
      <div className={filling ? classes.column : classes.frame}>
        <div
          ref={host}
          className={clsx(classes.plot, filling && classes.filling)}
          role="slider"
          aria-label={t('chart.label', { title })}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={cursor ?? Math.max(0, last)}
          aria-valuetext={
            time &&
            [time, ...entries.map(e => `${e.label} ${e.value}`)].join(', ')
          }
          tabIndex={0}
          onKeyDown={onKeyDown}
        />
        {props.children}
        {legend === 'bottom' && shown}
      </div>
      {(legend === 'right' || (legend === 'hidden' && time)) && shown}
    </div>
  );
}
