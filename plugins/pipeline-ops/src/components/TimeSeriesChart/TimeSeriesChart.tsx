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
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ChartSeries,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../format';
import { quietText, seriesColors, statusPalette } from '../../theme';
import { formatMoment, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { alignSeries } from './alignSeries';
import { CHART_HEIGHT } from './chartHeight';
import { chartOptions } from './chartOptions';
import { Legend } from './Legend';
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
}));

/**
 * One chart: lines with gaps where data is missing, thresholds, a cursor shared with the other
 * charts of the page (also by arrow keys), drag to zoom.
 */
export function TimeSeriesChart(props: {
  title: string;
  series: ChartSeries[];
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

  const data = useMemo(() => alignSeries(series), [series]);
  const latest = useRef(data);
  latest.current = data;
  const labels = series.map(s => s.label).join('\n');
  const colors = useMemo(() => seriesColors(theme), [theme]);

  const options = useMemo(() => {
    const palette = statusPalette(theme);
    return chartOptions({
      labels: labels.split('\n'),
      unit,
      from,
      to,
      thresholds: thresholdLines(thresholds),
      zone,
      colors: {
        text: quietText(theme),
        grid: theme.palette.divider,
        breach: palette.bad.text,
        limit: palette.warn.text,
        lines: colors,
        paper: theme.palette.background.paper,
      },
      fontFamily: theme.typography.fontFamily ?? 'sans-serif',
      syncKey,
      onCursor: setCursor,
      onZoom: (start, end) => zoom.current(start, end),
    });
  }, [labels, unit, from, to, thresholds, zone, theme, colors, syncKey]);

  useEffect(() => {
    const element = host.current;
    if (!element) {
      return undefined;
    }
    const created = new UPlot(
      { ...options, width: element.clientWidth || 320, height: CHART_HEIGHT },
      latest.current,
      element,
    );
    plot.current = created;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        created.setSize({ width: element.clientWidth, height: CHART_HEIGHT });
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
    color: colors[i % colors.length],
    value:
      cursor === null ? undefined : formatValue(data[i + 1]?.[cursor], unit),
  }));
  return (
    <>
      <div
        ref={host}
        className={classes.plot}
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
      <Legend time={time} entries={entries} />
    </>
  );
}
