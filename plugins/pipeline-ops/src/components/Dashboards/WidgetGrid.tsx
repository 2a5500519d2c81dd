import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { COLUMNS, placeWidgets } from './placeWidgets';
import { WidgetCard, type WidgetContext } from './WidgetCard';

/** One unit of CloudWatch's grid and the space between two, in CSS pixels. */
const UNIT = 40;
const GAP = 12;
/** Below this width of the page the widgets stand under each other. CSS pixels. */
const NARROW = 900;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
    // What does not fit makes its row higher; nothing is cut off.
    gridAutoRows: `minmax(${UNIT}px, auto)`,
    gap: GAP,
    [`@media (max-width: ${NARROW - 0.05}px)`]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridAutoRows: 'auto',
      '& > *': {
        gridColumn: '1 / -1 !important',
        gridRow: 'auto !important',
      },
    },
  },
  place: { minWidth: 0 },
});

/** The widgets where the dashboard's author put them, in CloudWatch's grid of 24 columns. */
export function WidgetGrid(props: WidgetContext) {
  const classes = useStyles();
  const { dashboard } = props;
  const placed = useMemo(
    () => placeWidgets(dashboard.widgets),
    [dashboard.widgets],
  );
  return (
    <div className={classes.grid}>
      {placed.map(({ widget, at }) => (
        <div
          key={widget.id}
          className={classes.place}
          style={{
            gridColumn: `${at.column} / span ${at.width}`,
            gridRow: `${at.row} / span ${at.height}`,
            minHeight: at.height * UNIT + (at.height - 1) * GAP,
          }}
        >
          <WidgetCard {...props} widget={widget} />
        </div>
      ))}
    </div>
  );
}
