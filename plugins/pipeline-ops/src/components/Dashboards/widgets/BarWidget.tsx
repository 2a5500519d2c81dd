import { useTheme } from '@material-ui/core/styles';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../../format';
import { latestOf } from '../seriesValues';
import { useWidgetColors } from '../widgetColors';
import { useWidgetStyles } from '../widgetStyles';

const BAR_HEIGHT = 10;

/** Start and length of the bar from zero to the value, in percent of the space between the two ends. */
export function barSpan(
  value: number,
  low: number,
  high: number,
): { start: number; length: number } {
  const span = high - low || 1;
  const inside = (at: number) => Math.min(Math.max(at, low), high);
  const start = inside(Math.min(0, value));
  const end = inside(Math.max(0, value));
  return {
    start: ((start - low) / span) * 100,
    length: ((end - start) / span) * 100,
  };
}

/** One bar for each metric, as long as its value. */
export function BarWidget(props: { widget: MetricWidget }) {
  const classes = useWidgetStyles();
  const theme = useTheme();
  const { series, left } = props.widget;
  const colors = useWidgetColors(series);
  const values = series.map(latestOf);
  const low = left.min ?? Math.min(0, ...values.map(value => value ?? 0));
  const high = left.max ?? Math.max(0, ...values.map(value => value ?? 0));
  return (
    <ul className={classes.list}>
      {series.map((one, i) => {
        const { start, length } = barSpan(values[i] ?? 0, low, high);
        return (
          <li key={one.id}>
            <div className={classes.label} style={{ display: 'flex' }}>
              <span style={{ flex: 1, minWidth: 0 }}>{one.label}</span>
              <span className={classes.value}>
                {formatValue(values[i], one.unit ?? '')}
              </span>
            </div>
            <svg aria-hidden="true" width="100%" height={BAR_HEIGHT}>
              <rect
                width="100%"
                height={BAR_HEIGHT}
                rx={3}
                fill={theme.palette.action.hover}
              />
              <rect
                x={`${start}%`}
                width={`${length}%`}
                height={BAR_HEIGHT}
                rx={3}
                fill={colors[i]}
              />
            </svg>
          </li>
        );
      })}
    </ul>
  );
}
