import { makeStyles } from '@material-ui/core/styles';
import { personOf } from '../ChecklistPanel/personOf';
import { statusPalette, WEIGHT } from '../../theme';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      minWidth: 0,
    },
    initial: {
      display: 'inline-flex',
      alignItems: 'center',
      justifyContent: 'center',
      flex: 'none',
      width: 18,
      height: 18,
      borderRadius: 9,
      fontSize: theme.typography.pxToRem(11),
      fontWeight: WEIGHT.bold,
      color: palette.info.text,
      backgroundColor: palette.info.soft,
    },
    name: { overflowWrap: 'anywhere' },
  };
});

/** A person with their initial, so that a row of names is told apart at a glance. */
export function RunPerson(props: { entityRef: string }) {
  const classes = useStyles();
  const name = personOf(props.entityRef);
  return (
    <span className={classes.root} title={props.entityRef}>
      <span className={classes.initial} aria-hidden="true">
        {[...name][0]?.toLocaleUpperCase()}
      </span>
      <span className={classes.name}>{name}</span>
    </span>
  );
}
