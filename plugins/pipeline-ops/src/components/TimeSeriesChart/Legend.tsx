import { memo, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { quietText, WEIGHT } from '../../theme';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    // Keeps its place while it is empty, so that nothing jumps under the cursor.
    minHeight: 24,
    fontSize: theme.typography.pxToRem(12),
    lineHeight: theme.typography.pxToRem(18),
    color: quietText(theme),
  },
  bottom: {},
  right: {
    flexDirection: 'column',
    flexWrap: 'nowrap',
    flex: '0 1 auto',
    maxWidth: '38%',
    overflow: 'hidden',
  },
  hidden: {
    position: 'absolute',
    top: 4,
    right: 8,
    pointerEvents: 'none',
    padding: theme.spacing(0.25, 1),
    borderRadius: 4,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
  },
  entry: { display: 'inline-flex', alignItems: 'center', minWidth: 0 },
  toggle: {
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 0,
    // What is clicked must be easy to hit (WCAG 2.5.8).
    minHeight: 24,
    padding: 0,
    cursor: 'pointer',
    '&:hover': { color: theme.palette.text.primary },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  off: { textDecoration: 'line-through', '& > $mark': { opacity: 0.3 } },
  mark: {
    flex: 'none',
    width: 10,
    height: 3,
    borderRadius: 2,
    marginRight: theme.spacing(0.75),
  },
  value: {
    color: theme.palette.text.primary,
    fontWeight: WEIGHT.bold,
    marginLeft: theme.spacing(0.75),
  },
}));

/** `hidden`: shown over the plot while the cursor is on it. */
export type LegendPlace = 'bottom' | 'right' | 'hidden';

export interface LegendEntry {
  label: string;
  color: string;
  hidden?: boolean;
  /** At the cursor. */
  value?: string;
}

function PlainLegend(props: {
  /** Absent: below the plot. */
  place?: LegendPlace;
  time?: string;
  entries: LegendEntry[];
  /** Hides or shows a line again; absent where all lines stay. One line alone stays too. */
  onToggle?: (index: number) => void;
  children?: ReactNode;
}) {
  const classes = useStyles();
  const { entries, onToggle } = props;
  const words = (entry: LegendEntry) => (
    <>
      <span className={classes.mark} style={{ backgroundColor: entry.color }} />
      {entry.label}
      {entry.value !== undefined && !entry.hidden && (
        <span className={classes.value}>{entry.value}</span>
      )}
    </>
  );
  return (
    <div className={clsx(classes.root, classes[props.place ?? 'bottom'])}>
      {props.time && <span>{props.time}</span>}
      {entries.map((entry, i) =>
        onToggle && entries.length > 1 ? (
          <button
            key={`${entry.label} ${i}`}
            type="button"
            className={clsx(
              classes.entry,
              classes.toggle,
              entry.hidden && classes.off,
            )}
            aria-pressed={!entry.hidden}
            onClick={() => onToggle(i)}
          >
            {words(entry)}
          </button>
        ) : (
          <span key={`${entry.label} ${i}`} className={classes.entry}>
            {words(entry)}
          </span>
        ),
      )}
      {props.children}
    </div>
  );
}

/** Names the lines; under the cursor it tells time and values. */
export const Legend = memo(PlainLegend);
