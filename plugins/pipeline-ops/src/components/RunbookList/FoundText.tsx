import { makeStyles } from '@material-ui/core/styles';
import { statusPalette } from '../../theme';
import { stretchesOf } from './searchWords';

const useStyles = makeStyles(theme => {
  const { warn } = statusPalette(theme);
  return {
    mark: {
      color: 'inherit',
      backgroundColor: warn.soft,
      borderBottom: `2px solid ${warn.main}`,
    },
  };
});

/** A text with the searched words marked. */
export function FoundText(props: { text: string; words: string[] }) {
  const classes = useStyles();
  return (
    <>
      {stretchesOf(props.text, props.words).map(({ text, found }, i) =>
        found ? (
          <mark key={i} className={classes.mark}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
