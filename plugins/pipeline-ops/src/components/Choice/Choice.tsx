import { makeStyles } from '@material-ui/core/styles';
import { quietText } from '../../theme';

const useStyles = makeStyles(theme => ({
  select: {
    appearance: 'none',
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: theme.typography.pxToRem(20),
    maxWidth: '100%',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    padding: theme.spacing(0.5, 3, 0.5, 1.25),
    textOverflow: 'ellipsis',
    cursor: 'pointer',
    '&:hover': { borderColor: quietText(theme) },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
    // The options' own list is drawn by the browser and must be readable in dark mode too.
    '& option': {
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
    },
  },
  frame: {
    position: 'relative',
    display: 'inline-flex',
    minWidth: 0,
    maxWidth: '100%',
    '&::after': {
      content: '""',
      position: 'absolute',
      right: theme.spacing(1.25),
      top: '50%',
      width: 0,
      height: 0,
      marginTop: -2,
      borderLeft: '4px solid transparent',
      borderRight: '4px solid transparent',
      borderTop: `5px solid ${quietText(theme)}`,
      pointerEvents: 'none',
    },
  },
}));

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
}

/** A small drop-down: the browser's own, so that keyboard, touch and screen readers know it. */
export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: ChoiceOption<T>[];
  onChange: (value: T) => void;
}) {
  const classes = useStyles();
  return (
    <span className={classes.frame}>
      <select
        aria-label={props.label}
        className={classes.select}
        value={props.value}
        onChange={event => props.onChange(event.target.value as T)}
      >
        {props.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
