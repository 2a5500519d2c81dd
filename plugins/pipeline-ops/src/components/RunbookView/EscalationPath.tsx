import { makeStyles } from '@material-ui/core/styles';
import type { EscalationLevel } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';

const useStyles = makeStyles(theme => ({
  path: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    display: 'grid',
    gap: theme.spacing(0.5),
  },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
}));

/** Who comes next, and after whom. */
export function EscalationPath(props: { levels: EscalationLevel[] }) {
  const classes = useStyles();
  return (
    <ol className={classes.path}>
      {props.levels.map(({ level, title, details }) => (
        <li key={level} value={level}>
          <strong>{title}</strong>
          {details.length > 0 && (
            <div className={classes.quiet}>{details.join(' · ')}</div>
          )}
        </li>
      ))}
    </ol>
  );
}
