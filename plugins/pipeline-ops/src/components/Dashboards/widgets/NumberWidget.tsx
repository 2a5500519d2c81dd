import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { MetricWidget } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatValue } from '../../../format';
import { WEIGHT } from '../../../theme';
import { sparklineShape } from '../../Sparkline/sparklineShape';
import { latestOf } from '../seriesValues';
import { useWidgetColors } from '../widgetColors';
import { useWidgetStyles } from '../widgetStyles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(110px, 100%), 1fr))',
    gap: theme.spacing(1.5, 2),
    margin: 0,
  },
  figure: {
    margin: 0,
    fontSize: theme.typography.pxToRem(26),
    lineHeight: theme.typography.pxToRem(34),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  // Several figures share the width that one would have.
  several: {
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(60px, 100%), 1fr))',
    '& dd': {
      fontSize: theme.typography.pxToRem(20),
      lineHeight: theme.typography.pxToRem(28),
    },
  },
  spark: { display: 'block', width: '100%', height: 28, overflow: 'visible' },
}));

const SPARK = { width: 120, height: 28 };

/** The newest value of each metric, large; with its course below it where the dashboard asks for that. */
export function NumberWidget(props: { widget: MetricWidget }) {
  const shared = useWidgetStyles();
  const classes = useStyles();
  const { series, sparkline } = props.widget;
  const colors = useWidgetColors(series);
  return (
    <dl className={clsx(classes.root, series.length > 2 && classes.several)}>
      {series.map((one, i) => (
        <div key={one.id}>
          <dt className={shared.label}>{one.label}</dt>
          <dd className={classes.figure}>
            {formatValue(latestOf(one), one.unit ?? '')}
            {sparkline && (
              <svg
                aria-hidden="true"
                className={classes.spark}
                viewBox={`0 0 ${SPARK.width} ${SPARK.height}`}
                preserveAspectRatio="none"
              >
                <path
                  d={
                    sparklineShape(
                      one.values,
                      undefined,
                      SPARK.width,
                      SPARK.height,
                    ).path
                  }
                  fill="none"
                  stroke={colors[i]}
                  strokeWidth={1.5}
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              </svg>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
