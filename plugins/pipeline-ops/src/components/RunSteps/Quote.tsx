import { makeStyles } from '@material-ui/core/styles';
import { ScrollText } from '../ScrollArea';

const useStyles = makeStyles(theme => ({
  words: {
    margin: 0,
    padding: theme.spacing(0.75, 1.25),
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  output: {
    margin: 0,
    padding: theme.spacing(0.75, 1.25),
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    maxHeight: 220,
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(12),
  },
}));

/** What a person wrote, as text. */
export function Quote(props: { text: string }) {
  const classes = useStyles();
  return <div className={classes.words}>{props.text}</div>;
}

/** What a person pasted: it may be long. */
export function Pasted(props: { text: string; label: string }) {
  const classes = useStyles();
  return (
    <ScrollText className={classes.output} label={props.label}>
      {props.text}
    </ScrollText>
  );
}
