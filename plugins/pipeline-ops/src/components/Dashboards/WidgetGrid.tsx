import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { COLUMNS, placeWidgets } from './placeWidgets';
import { WidgetCard, type WidgetContext } from './WidgetCard';

/** One unit of CloudWatch's grid and the space between two, in CSS pixels. */
const UNIT = 40;
const GAP = 12;
/** Below these widths of the page the widgets stand under each other, narrow ones at first still in pairs. CSS pixels. */
const PAIRS_BELOW = 900;
const STACKED_BELOW = 600;
/** Widgets of up to a third of the grid can be read at half of a narrow page. */
const NARROW_WIDGET = COLUMNS / 3;

const below = (width: number) => `@media (max-width: ${width - 0.05}px)`;

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))`,
    gridAutoRows: `${UNIT}px`,
    gap: GAP,
    [below(PAIRS_BELOW)]: {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gridAutoRows: 'auto',
    },
    [below(STACKED_BELOW)]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  place: {
    minWidth: 0,
    [below(PAIRS_BELOW)]: {
      gridRow: 'auto !important',
      gridColumn: '1 / -1 !important',
    },
  },
  narrow: {
    [below(PAIRS_BELOW)]: { gridColumn: 'auto !important' },
  },
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
          className={clsx(
            classes.place,
            at.width <= NARROW_WIDGET && classes.narrow,
          )}
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
