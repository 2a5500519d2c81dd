import UPlot from 'uplot';
import type { Zone } from '../../time';
import { axisRange, LEFT_SCALE, RIGHT_SCALE, valueAxis } from './chartAxes';
import { plotSeries, type SeriesLook } from './chartSeries';
import { drawAnnotations, fillAnnotations } from './drawAnnotations';
import { overlayPlugin, type OverlayColors } from './overlays';
import type { Annotations, Axes, Drawing } from './plotted';
import type { Scene } from './scene';

export interface ChartColors {
  text: string;
  grid: string;
  breach: string;
  limit: string;
  paper: string;
  overlays: OverlayColors;
}

export interface ChartSettings {
  looks: SeriesLook[];
  /** CloudWatch unit name of the left axis. */
  unit: string;
  /** CloudWatch unit name of the right axis. */
  rightUnit?: string;
  scene: () => Scene;
  /** Absent: lines. */
  drawing?: Drawing;
  axes?: Axes;
  annotations?: Annotations;
  zone: Zone;
  colors: ChartColors;
  fontFamily: string;
  /** Charts with the same key share one cursor. */
  syncKey: string;
  onCursor: (index: number | null) => void;
  /** Unix seconds. */
  onZoom: (from: number, to: number) => void;
}

/** Pixels that a drag must span to mean a zoom rather than a click. */
const SHORTEST_DRAG = 8;

const FONT_SIZE = 11;

/** Pixels right of a time's middle without which it would be cut off at the chart's edge. */
const HALF_A_TIME = 14;

const DAY_SECONDS = 86_400;

function drawThresholds(u: UPlot, settings: ChartSettings) {
  const { ctx, bbox } = u;
  const scale = UPlot.pxRatio;
  const { min = 0, max = 0 } = u.scales.y;
  const { thresholds } = settings.scene();
  if (thresholds.length === 0) {
    return;
  }
  ctx.save();
  ctx.font = `${FONT_SIZE * scale}px ${settings.fontFamily}`;
  // On the left, away from the newest values.
  ctx.textAlign = 'left';
  for (const line of thresholds) {
    if (line.value < (min ?? 0) || line.value > (max ?? 0)) {
      continue;
    }
    const color = line.breached
      ? settings.colors.breach
      : settings.colors.limit;
    const y = Math.round(u.valToPos(line.value, 'y', true));
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.25 * scale;
    ctx.setLineDash([5 * scale, 4 * scale]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const above = y - bbox.top > 16 * scale;
    ctx.textBaseline = above ? 'bottom' : 'top';
    // A ground of paper keeps the words readable over the data.
    ctx.setLineDash([]);
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3 * scale;
    ctx.strokeStyle = settings.colors.paper;
    const x = bbox.left + 4 * scale;
    const textY = above ? y - 2 * scale : y + 3 * scale;
    ctx.strokeText(line.label, x, textY);
    ctx.fillStyle = color;
    ctx.fillText(line.label, x, textY);
  }
  ctx.restore();
}

const asHeight = (value: number) => ({ value });

const NO_ANNOTATIONS: Annotations = { horizontal: [], vertical: [] };

/** Everything uPlot needs for one of our charts but its size. */
export function chartOptions(
  settings: ChartSettings,
): Omit<UPlot.Options, 'width' | 'height'> {
  const { colors, looks, unit, scene, zone, axes } = settings;
  const { annotations = NO_ANNOTATIONS, rightUnit = unit } = settings;
  const isAnnotated =
    annotations.horizontal.length + annotations.vertical.length > 0;
  const hasRight = looks.some(({ side }) => side === 'right');
  const hasLeft = !hasRight || looks.some(({ side }) => side === 'left');
  const font = `${FONT_SIZE}px ${settings.fontFamily}`;
  const look = {
    color: colors.limit,
    paper: colors.paper,
    font: `${FONT_SIZE * UPlot.pxRatio}px ${settings.fontFamily}`,
  };
  const days = () => scene().to - scene().from > 2 * DAY_SECONDS;
  const clock = UPlot.fmtDate('{HH}:{mm}');
  const day = UPlot.fmtDate('{D} {MMM}');
  const seconds = UPlot.fmtDate('{HH}:{mm}:{ss}');
  const axis = {
    stroke: colors.text,
    font,
    ticks: { show: false },
    grid: { stroke: colors.grid, width: 1 },
  };
  const zoned = (ts: number) =>
    zone === 'utc'
      ? UPlot.tzDate(new Date(ts * 1000), 'Etc/UTC')
      : new Date(ts * 1000);
  return {
    tzDate: zoned,
    legend: { show: false },
    padding: [10, 6, 0, 0],
    cursor: {
      y: false,
      sync: { key: settings.syncKey, scales: ['x', null] },
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
    },
    scales: {
      x: { time: true, range: () => [scene().from, scene().to] },
      [LEFT_SCALE]: {
        range: (_u, min, max) =>
          axisRange(
            min,
            max,
            [...scene().thresholds, ...scene().reach.map(asHeight)],
            annotations.horizontal.filter(({ axis: on }) => on !== 'right'),
            axes?.left,
          ),
      },
      ...(hasRight && {
        [RIGHT_SCALE]: {
          range: (_u: UPlot, min: number | null, max: number | null) =>
            axisRange(
              min,
              max,
              [],
              annotations.horizontal.filter(({ axis: on }) => on === 'right'),
              axes?.right,
            ),
        },
      }),
    },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 4,
        space: 64,
        grid: { show: false },
        values: (u, splits, _axis, _space, increment) =>
          splits.map(split => {
            const room = u.bbox.width / UPlot.pxRatio - u.valToPos(split, 'x');
            if (room < HALF_A_TIME && !hasRight) {
              return '';
            }
            if (
              increment >= DAY_SECONDS ||
              (days() && split % DAY_SECONDS === 0)
            ) {
              return day(zoned(split));
            }
            return increment < 60 ? seconds(zoned(split)) : clock(zoned(split));
          }),
      },
      {
        ...valueAxis(axis, LEFT_SCALE, unit, axes?.left),
        show: hasLeft,
      },
      ...(hasRight
        ? [valueAxis(axis, RIGHT_SCALE, rightUnit, axes?.right)]
        : []),
    ],
    plugins: [overlayPlugin(() => scene().overlays, colors.overlays)],
    ...plotSeries(looks, settings.drawing ?? 'lines'),
    hooks: {
      drawAxes: isAnnotated ? [u => fillAnnotations(u, annotations, look)] : [],
      draw: [
        u => drawThresholds(u, settings),
        ...(isAnnotated
          ? [(u: UPlot) => drawAnnotations(u, annotations, look)]
          : []),
      ],
      setCursor: [u => settings.onCursor(u.cursor.idx ?? null)],
      setSelect: [
        u => {
          const { left, width } = u.select;
          if (width < SHORTEST_DRAG) {
            return;
          }
          settings.onZoom(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}
