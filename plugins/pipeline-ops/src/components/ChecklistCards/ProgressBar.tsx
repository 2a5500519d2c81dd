import { makeStyles } from '@material-ui/core/styles';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { statusPalette } from '../../theme';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    bar: {
      display: 'flex',
      height: 6,
      margin: theme.spacing(0.5, 0),
      borderRadius: 3,
      overflow: 'hidden',
      backgroundColor: theme.palette.action.selected,
    },
    done: { backgroundColor: palette.ok.main },
    notDone: { backgroundColor: palette.bad.main },
    notApplicable: { backgroundColor: palette.idle.main },
  };
});

/** Share of the whole that each kind of answer has. The words beside it say the same. */
export function ProgressBar(props: { progress: Checklist['progress'] }) {
  const classes = useStyles();
  const { total, done, notDone, notApplicable } = props.progress;
  const share = (count: number) => ({
    width: `${total > 0 ? (count / total) * 100 : 0}%`,
  });
  return (
    <span className={classes.bar} aria-hidden="true">
      <span className={classes.done} style={share(done)} />
      <span className={classes.notDone} style={share(notDone)} />
      <span className={classes.notApplicable} style={share(notApplicable)} />
    </span>
  );
}
