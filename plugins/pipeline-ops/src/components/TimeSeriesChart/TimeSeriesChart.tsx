import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Baseline,
  ChartBand,
  ChartMark,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { quietText, seriesColors, statusPalette } from '../../theme';
import { formatClock, formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
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
import { bandAreas, baselineAreas, edgesOf, overlayColors } from './overlays';
import { stackSeries } from './stackSeries';
import { thresholdLines } from './thresholdLines';
import { usePlot, type Picture } from './usePlot';

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
  logs: { padding: 0, minHeight: 0, marginLeft: 'auto' },
  column: {
    display: 'flex',
    flexDirection: 'column',
    flex: '1 1 0',
    minWidth: 0,
  },
}));

const NONE: ReadonlySet<number> = new Set();
const NO_BANDS: ChartBand[] = [];
const NO_MARKS: ChartMark[] = [];

/**
 * One chart: lines with gaps where data is missing, thresholds, a cursor shared with the other
 * charts of the page (also by arrow keys), drag to zoom.
 */
export function TimeSeriesChart(props: {
  title: string;
  series: (PlottedSeries & { baseline?: Baseline })[];
  /** CloudWatch unit name. */
  unit: string;
  /** Unix seconds. */
  from: number;
  to: number;
  thresholds: ChartThreshold[];
  bands?: ChartBand[];
  marks?: ChartMark[];
  zone: Zone;
  syncKey: string;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
  /** Leads to the logs of a moment, in Unix seconds; absent where there are none. */
  onLogsAt?: (at: number) => void;
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
  const zoom = useRef(props.onZoom);
  zoom.current = props.onZoom;
  const [cursor, setCursor] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number>();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(NONE);
  const { title, series, unit, from, to, thresholds, zone, syncKey } = props;
  const { bands = NO_BANDS, marks = NO_MARKS, onLogsAt } = props;

  const { drawing, axes, annotations, legend = 'bottom', filling } = props;

  const data = useMemo(() => {
    const aligned = alignSeries(series);
    return drawing === 'stacked' ? stackSeries(series, aligned[0]) : aligned;
  }, [series, drawing]);
  const scene = useMemo(() => {
    const baselines = drawing === 'stacked' ? [] : baselineAreas(series);
    const areas = bandAreas(bands);
    return {
      data,
      from,
      to,
      thresholds: thresholdLines(thresholds),
      overlays: { baselines, bands: areas, marks },
      reach: edgesOf([...baselines, ...areas]),
    } satisfies Picture;
  }, [data, series, drawing, from, to, thresholds, bands, marks]);
  const latest = useRef(scene);
  latest.current = scene;
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
      scene: () => latest.current,
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
        overlays: overlayColors(theme),
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
    drawing,
    axes,
    annotations,
    zone,
    theme,
    syncKey,
  ]);

  const plot = usePlot(host, options, scene, hidden);

  const last = data[0].length - 1;
  const at = cursor === null ? undefined : data[0][cursor];
  const onKeyDown = (event: KeyboardEvent) => {
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
    if (event.key === 'Enter' && at !== undefined && onLogsAt) {
      event.preventDefault();
      setPinned(at);
    }
  };
  const toggle = useCallback(
    (index: number) =>
      setHidden(current => {
        const next = new Set(current);
        if (!next.delete(index)) {
          next.add(index);
        }
        return next;
      }),
    [],
  );

  const time = at === undefined ? undefined : formatMoment(at * 1000, zone);
  // Away from the cursor no value is told, and new ones change nothing about the legend.
  const told = at === undefined ? undefined : series;
  const entries = useMemo(
    () =>
      (JSON.parse(looks) as SeriesLook[]).map(({ label, color }, i) => {
        const one = told?.[i];
        return {
          label,
          color,
          hidden: hidden.has(i),
          value:
            one && at !== undefined
              ? formatValue(valueAt(one, at), one.unit ?? unit)
              : undefined,
        };
      }),
    [looks, told, at, hidden, unit],
  );
  const shown = (
    <Legend
      place={legend}
      time={time}
      entries={entries}
      // What is stacked stands on what is below it.
      onToggle={drawing === 'stacked' ? undefined : toggle}
    >
      {onLogsAt && pinned !== undefined && (
        <ActionButton
          emphasis="bare"
          className={classes.logs}
          onClick={() => onLogsAt(pinned)}
        >
          {t('chart.logsAt', { time: formatClock(pinned * 1000, zone) })}
        </ActionButton>
      )}
    </Legend>
  );
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
          aria-label={t(onLogsAt ? 'chart.labelLogs' : 'chart.label', {
            title,
          })}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, last)}
          aria-valuenow={cursor ?? Math.max(0, last)}
          aria-valuetext={
            time &&
            [time, ...entries.map(e => `${e.label} ${e.value}`)].join(', ')
          }
          tabIndex={0}
          onKeyDown={onKeyDown}
          // A drag ends without a click: uPlot keeps it.
          onClick={() => onLogsAt && setPinned(at)}
        />
        {props.children}
        {legend === 'bottom' && shown}
      </div>
      {(legend === 'right' || (legend === 'hidden' && time)) && shown}
    </div>
  );
}
