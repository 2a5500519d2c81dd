import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  MetricWidget,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatNumber, formatValue } from '../../../format';
import { quietText, statusPalette, WEIGHT } from '../../../theme';
import { gaugeRanges, latestOf } from '../seriesValues';
import { givenColor, useWidgetColors } from '../widgetColors';
import { useWidgetStyles } from '../widgetStyles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(140px, 100%), 1fr))',
    gap: theme.spacing(1),
    justifyItems: 'center',
    alignItems: 'center',
  },
  gauge: { width: '100%', maxWidth: 240, textAlign: 'center', minWidth: 0 },
  drawing: { display: 'block', width: '100%' },
  figure: {
    fontSize: 20,
    fontWeight: WEIGHT.bold,
    fill: theme.palette.text.primary,
  },
  end: { fontSize: 8.5, fill: quietText(theme) },
}));

const CENTRE = { x: 70, y: 68 };
const OUTER = 54;
const RANGES = 63;

/** A point of the half circle; 0 is its left end, 1 its right end. */
function pointAt(share: number, radius: number): string {
  const angle = Math.PI * (1 - share);
  const x = CENTRE.x + radius * Math.cos(angle);
  const y = CENTRE.y - radius * Math.sin(angle);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

/** SVG path of a part of the half circle; shares from 0 to 1. */
export function arcPath(from: number, to: number, radius: number): string {
  return `M${pointAt(from, radius)}A${radius} ${radius} 0 0 1 ${pointAt(to, radius)}`;
}

function Gauge(props: {
  series: WidgetSeries;
  widget: MetricWidget;
  color: string;
}) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const theme = useTheme();
  const { series, widget, color } = props;
  const value = latestOf(series);
  const min = widget.left.min ?? 0;
  // CloudWatch demands both ends of a gauge; a body without them still shows its figure.
  const max = Math.max(
    widget.left.max ?? Math.max(100, value ?? 0),
    min + 1e-9,
  );
  const share = (at: number) =>
    (Math.min(Math.max(at, min), max) - min) / (max - min);
  const ranges = gaugeRanges(min, max, widget.horizontal).map(range => ({
    ...range,
    color: givenColor(range.color, theme) ?? statusPalette(theme).warn.main,
  }));
  const within = ranges.findLast(
    ({ from, to }) => value !== null && value >= from && value <= to,
  );
  const words = formatValue(value, series.unit ?? '');
  return (
    <div className={classes.gauge}>
      <svg
        className={classes.drawing}
        viewBox="0 0 140 84"
        role="meter"
        aria-label={series.label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={Math.min(Math.max(value ?? min, min), max)}
        aria-valuetext={within?.label ? `${words}, ${within.label}` : words}
      >
        <path
          d={arcPath(0, 1, OUTER)}
          fill="none"
          stroke={theme.palette.action.selected}
          strokeWidth={11}
        />
        {value !== null && share(value) > 0 && (
          <path
            d={arcPath(0, share(value), OUTER)}
            fill="none"
            stroke={within?.color ?? color}
            strokeWidth={11}
          />
        )}
        {ranges.map((range, i) => (
          <path
            key={i}
            d={arcPath(share(range.from), share(range.to), RANGES)}
            fill="none"
            stroke={range.color}
            strokeWidth={3}
          />
        ))}
        <text
          className={classes.figure}
          x={CENTRE.x}
          y={CENTRE.y - 4}
          textAnchor="middle"
        >
          {words}
        </text>
        <text className={classes.end} x={16} y={81} textAnchor="middle">
          {formatNumber(min)}
        </text>
        <text className={classes.end} x={124} y={81} textAnchor="middle">
          {formatNumber(max)}
        </text>
      </svg>
      <div className={shared.label}>
        {[series.label, within?.label].filter(Boolean).join(' · ')}
      </div>
    </div>
  );
}

/** A half circle for each metric between the two ends of the axis, its ranges along the outside. */
export function GaugeWidget(props: { widget: MetricWidget }) {
  const classes = useStyles();
  const { widget } = props;
  const colors = useWidgetColors(widget.series);
  return (
    <div className={classes.root}>
      {widget.series.map((series, i) => (
        <Gauge
          key={series.id}
          series={series}
          widget={widget}
          color={colors[i]}
        />
      ))}
    </div>
  );
}
