import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { quietText, WEIGHT } from '../../theme';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.75),
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: theme.typography.pxToRem(20),
    fontWeight: WEIGHT.medium,
    minHeight: 30,
    borderRadius: 6,
    padding: theme.spacing(0.5, 1.25),
    cursor: 'pointer',
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
    '&:disabled': { cursor: 'not-allowed', opacity: 0.55 },
  },
  nowrap: { whiteSpace: 'nowrap' },
  quiet: {
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '&:hover:not(:disabled)': { borderColor: quietText(theme) },
  },
  main: {
    color: `${theme.palette.primary.contrastText} !important`,
    backgroundColor: theme.palette.primary.main,
    border: `1px solid ${theme.palette.primary.main}`,
    fontWeight: WEIGHT.bold,
    '&:hover:not(:disabled)': {
      backgroundColor: theme.palette.primary.dark,
    },
  },
  bare: {
    color: theme.palette.link,
    background: 'none',
    border: '1px solid transparent',
    padding: theme.spacing(0.5, 0.5),
    '&:hover:not(:disabled)': { textDecoration: 'underline' },
  },
}));

type Emphasis = 'quiet' | 'main' | 'bare';

/** Does something here. */
export function ActionButton(
  props: ButtonHTMLAttributes<HTMLButtonElement> & { emphasis?: Emphasis },
) {
  const classes = useStyles();
  const { emphasis = 'quiet', className, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        classes.root,
        classes.nowrap,
        classes[emphasis],
        className,
      )}
    />
  );
}

/** Leads somewhere else. */
export function ActionLink(props: {
  to: string;
  emphasis?: Emphasis;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { to, emphasis = 'quiet', children } = props;
  return (
    <Link
      to={to}
      underline="none"
      className={clsx(classes.root, classes[emphasis])}
    >
      {children}
    </Link>
  );
}
