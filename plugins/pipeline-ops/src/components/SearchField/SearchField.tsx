import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../../theme';

const useStyles = makeStyles(theme => ({
  input: {
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: theme.typography.pxToRem(20),
    width: '100%',
    minWidth: 0,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(0.5, 1.25),
    '&::placeholder': { color: quietText(theme), opacity: 1 },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  frame: { display: 'inline-flex', width: 220, maxWidth: '100%' },
  wide: { display: 'flex' },
}));

/** One line of text that narrows something down. */
export function SearchField(props: {
  label: string;
  value: string;
  wide?: boolean;
  maxLength?: number;
  onChange: (value: string) => void;
  /** Enter. */
  onSubmit?: () => void;
}) {
  const classes = useStyles();
  return (
    <span className={props.wide ? classes.wide : classes.frame}>
      <input
        type="search"
        className={classes.input}
        aria-label={props.label}
        placeholder={props.label}
        value={props.value}
        maxLength={props.maxLength ?? 256}
        onChange={event => props.onChange(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            props.onSubmit?.();
          }
        }}
      />
    </span>
  );
}
