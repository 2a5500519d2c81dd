import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';

/** Pixels of a window with room for three columns beside the portal's own navigation. */
const THREE_COLUMNS = 1400;

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(220px, 280px) minmax(0, 1fr)',
    gridTemplateAreas: '"list main"',
    gap: theme.spacing(2),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateAreas: '"list" "main"',
    },
  },
  withAside: {
    gridTemplateColumns:
      'minmax(200px, 240px) minmax(0, 1fr) minmax(220px, 280px)',
    gridTemplateAreas: '"list main aside"',
    [theme.breakpoints.down(THREE_COLUMNS)]: {
      gridTemplateColumns: 'minmax(200px, 260px) minmax(0, 1fr)',
      gridTemplateRows: 'auto 1fr',
      gridTemplateAreas: '"list main" "list aside"',
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'auto',
      gridTemplateAreas: '"list" "main" "aside"',
    },
  },
  withHead: {
    gridTemplateRows: 'auto 1fr',
    gridTemplateAreas: '"list main head" "list main aside"',
    [theme.breakpoints.down(THREE_COLUMNS)]: {
      gridTemplateRows: 'auto auto 1fr',
      gridTemplateAreas: '"list head" "list main" "list aside"',
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateAreas: '"list" "head" "main" "aside"',
    },
  },
  list: { gridArea: 'list', minWidth: 0 },
  main: { gridArea: 'main', minWidth: 0 },
  head: { gridArea: 'head', minWidth: 0 },
  aside: {
    gridArea: 'aside',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    minWidth: 0,
  },
}));

/** The list, what was chosen from it, and beside it what is going on; under each other where there is no room. */
export function Columns(props: {
  list: ReactNode;
  main: ReactNode;
  /** What has to be in sight: above what was chosen where there is no room beside it. */
  head?: ReactNode;
  /** What else is known of it: below where there is no room. */
  aside?: ReactNode;
}) {
  const classes = useStyles();
  const { list, main, head, aside } = props;
  return (
    <div
      className={clsx(
        classes.columns,
        aside && classes.withAside,
        head && classes.withHead,
      )}
    >
      <div className={classes.list}>{list}</div>
      {head && <div className={classes.head}>{head}</div>}
      <div className={classes.main}>{main}</div>
      {aside && <div className={classes.aside}>{aside}</div>}
    </div>
  );
}
