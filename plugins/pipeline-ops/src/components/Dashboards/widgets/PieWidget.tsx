import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../../format';
import { pipelineOpsTranslationRef } from '../../../translations/ref';
import { slicesOf } from '../seriesValues';
import { colorsOf } from '../widgetColors';
import { useWidgetStyles } from '../widgetStyles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  pie: { flex: '0 1 150px', minWidth: 96, maxWidth: 190 },
  words: { flex: '1 1 130px' },
}));

const RADIUS = 40;
/** Of a ring with this radius a slice's length is its share of 100. */
const RING = 100 / (2 * Math.PI);

/** A ring of the metrics' shares, each with its value beside it. */
export function PieWidget(props: { widget: MetricWidget }) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { series } = props.widget;
  const colors = colorsOf(series, theme);
  const slices = slicesOf(series).map(slice => ({
    ...slice,
    color: colors[series.indexOf(slice.series)],
    words: formatValue(slice.value, slice.series.unit ?? ''),
    percent: formatValue(slice.share * 100, 'Percent'),
  }));
  if (slices.length === 0) {
    return (
      <div className={shared.quiet}>{t('dashboards.nothingAboveZero')}</div>
    );
  }
  let before = 0;
  return (
    <div className={classes.root}>
      <svg
        className={classes.pie}
        viewBox={`0 0 ${RADIUS} ${RADIUS}`}
        role="img"
        aria-label={slices
          .map(({ series: one, percent }) => `${one.label} ${percent}`)
          .join(', ')}
      >
        {slices.map(({ series: one, share, color }) => {
          // Dashes along the ring: it starts at twelve and runs clockwise.
          const offset = 25 - before;
          before += share * 100;
          return (
            <circle
              key={one.id}
              cx={RADIUS / 2}
              cy={RADIUS / 2}
              r={RING}
              fill="none"
              stroke={color}
              strokeWidth={7}
              strokeDasharray={`${share * 100} ${100 - share * 100}`}
              strokeDashoffset={offset}
            />
          );
        })}
      </svg>
      <ul className={`${shared.list} ${classes.words}`}>
        {slices.map(({ series: one, color, words, percent }) => (
          <li key={one.id} className={shared.label}>
            <span
              className={shared.swatch}
              style={{ backgroundColor: color }}
            />
            <span>
              {one.label} <span className={shared.value}>{words}</span>{' '}
              {percent}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
