import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DayRange } from '../../queries';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';

const useStyles = makeStyles(theme => ({
  label: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  input: {
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    minHeight: 30,
    minWidth: 0,
    padding: theme.spacing(0.25, 1),
    color: theme.palette.text.primary,
    colorScheme: theme.palette.type,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
}));

/** First and last day of the history; they live in the address. */
export function RangeFields(props: { range: DayRange | undefined }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { change } = useViewState();
  const { range } = props;
  // Both at once: one alone would be held against the server's other end, which moves with the day.
  const set = (day: Partial<DayRange>) => {
    if (range && Object.values(day).every(Boolean)) {
      const { from, to } = { ...range, ...day };
      change({ firstDay: from, lastDay: to }, { replace: true });
    }
  };
  return (
    <>
      <label className={classes.label}>
        {t('history.from')}
        <input
          type="date"
          className={classes.input}
          value={range?.from ?? ''}
          max={range?.to}
          onChange={event => set({ from: event.target.value })}
        />
      </label>
      <label className={classes.label}>
        {t('history.to')}
        <input
          type="date"
          className={classes.input}
          value={range?.to ?? ''}
          min={range?.from}
          onChange={event => set({ to: event.target.value })}
        />
      </label>
    </>
  );
}
