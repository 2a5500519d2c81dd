import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { quietText, WEIGHT } from '../../theme';
import { SafeMarkdown } from '../SafeMarkdown';

const useStyles = makeStyles(theme => ({
  heading: {
    margin: theme.spacing(0, 0, 0.75),
    fontSize: theme.typography.pxToRem(13),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
  },
  points: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    display: 'grid',
    gap: theme.spacing(0.5),
  },
}));

/** A titled part of a procedure. */
export function Part(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <section>
      <h3 className={classes.heading}>{props.title}</h3>
      {props.children}
    </section>
  );
}

/** A part that is a list of things to know; nothing when the list is empty. */
export function Points(props: { title: string; points: string[] }) {
  const classes = useStyles();
  return props.points.length === 0 ? null : (
    <Part title={props.title}>
      <ul className={classes.points}>
        {props.points.map((point, i) => (
          <li key={i}>
            <SafeMarkdown text={point} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
