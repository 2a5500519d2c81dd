import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { panelElementId, type PanelName } from './panelElement';

const useStyles = makeStyles(theme => ({
  // What sticks to the top of the page does not cover where a link led.
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(2),
    scrollMarginTop: theme.spacing(8),
    minWidth: 0,
    '&:focus': { outline: 'none' },
    '&:empty': { display: 'none' },
  },
}));

/** Not a stop for the Tab key, but where links lead. */
const REACHABLE = { tabIndex: -1 };

/** Where a part of the page stands. */
export function PanelPlace(props: { name: PanelName; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div
      id={panelElementId(props.name)}
      className={classes.root}
      {...REACHABLE}
    >
      {props.children}
    </div>
  );
}
