import { useMemo } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { ScrollText } from '../ScrollArea';
import { queryTokens } from './queryTokens';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    text: {
      margin: 0,
      padding: theme.spacing(1, 1.5),
      maxHeight: 220,
      overflow: 'auto',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
      fontSize: theme.typography.pxToRem(12.5),
      lineHeight: 1.5,
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
    },
    command: { color: palette.info.text, fontWeight: WEIGHT.bold },
    function: { color: palette.info.text },
    string: { color: palette.ok.text },
    comment: { color: quietText(theme) },
    pipe: { color: quietText(theme), fontWeight: WEIGHT.bold },
    plain: {},
  };
});

/** A Logs Insights query, coloured. */
export function QueryText(props: { query: string; label: string }) {
  const classes = useStyles();
  const tokens = useMemo(() => queryTokens(props.query), [props.query]);
  return (
    <ScrollText label={props.label} className={classes.text}>
      {tokens.map(({ text, kind }, index) => (
        <span key={index} className={classes[kind]}>
          {text}
        </span>
      ))}
    </ScrollText>
  );
}
