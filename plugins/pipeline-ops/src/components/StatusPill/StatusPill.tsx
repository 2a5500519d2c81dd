import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { statusPalette, type Tone, WEIGHT } from '../../theme';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const tone = (name: Tone) => ({
    color: palette[name].text,
    backgroundColor: palette[name].soft,
  });
  return {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      borderRadius: 10,
      padding: theme.spacing(0, 1.125),
      fontSize: theme.typography.pxToRem(12),
      lineHeight: theme.typography.pxToRem(20),
      fontWeight: WEIGHT.bold,
      whiteSpace: 'nowrap',
    },
    bad: tone('bad'),
    warn: tone('warn'),
    ok: tone('ok'),
    idle: tone('idle'),
    info: tone('info'),
  };
});

/** A short word on a quiet coloured ground. The word says it; the colour only repeats it. */
export function StatusPill(props: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) {
  const classes = useStyles();
  return (
    <span className={clsx(classes.root, classes[props.tone], props.className)}>
      {props.children}
    </span>
  );
}
