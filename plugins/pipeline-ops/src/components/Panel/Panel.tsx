import { useId, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { WEIGHT } from '../../theme';

const useStyles = makeStyles(theme => ({
  root: {
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    minWidth: 0,
    // What sticks to the top of the page does not cover where a link led.
    scrollMarginTop: theme.spacing(8),
  },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 1.25),
    padding: theme.spacing(1.75, 2, 1),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(16),
    lineHeight: theme.typography.pxToRem(24),
    fontWeight: WEIGHT.bold,
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
  body: { padding: theme.spacing(0, 2, 1.75) },
  flush: { padding: 0 },
}));

/** The surface everything stands on: a titled region with its controls to the right. */
export function Panel(props: {
  title?: ReactNode;
  /** Beside the title: counts and the like. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** No padding around the body, for tables that run to the edge. */
  flush?: boolean;
  className?: string;
  id?: string;
  children?: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  const { title, aside, actions, flush, className, id, children } = props;
  return (
    <section
      id={id}
      className={clsx(classes.root, className)}
      aria-labelledby={title ? titleId : undefined}
    >
      {title && (
        <div className={classes.header}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {aside}
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
      )}
      <div className={flush || !title ? classes.flush : classes.body}>
        {children}
      </div>
    </section>
  );
}
