import { useState } from 'react';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  absoluteRange,
  boundsOf,
  formatMoment,
  fromInputValue,
  RELATIVE_DURATIONS,
  toInputValue,
  type RelativeDuration,
} from '../../time';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';

const useStyles = makeStyles(theme => ({
  paper: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    maxWidth: 320,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    backgroundColor: theme.palette.background.paper,
  },
  choices: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  field: {
    display: 'grid',
    gap: theme.spacing(0.5),
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
    '& input': {
      font: 'inherit',
      fontSize: theme.typography.pxToRem(14),
      padding: theme.spacing(0.75, 1),
      color: theme.palette.text.primary,
      colorScheme: theme.palette.type,
      backgroundColor: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
    },
  },
  error: { color: theme.palette.error.main },
}));

/** Relative ranges at one click, an absolute one below. */
export function RangeChoice() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [draft, setDraft] = useState({ from: '', to: '' });
  const [refused, setRefused] = useState(false);
  const { range, zone } = view;

  const open = (element: HTMLElement) => {
    const { from, to } = boundsOf(range);
    setDraft({ from: toInputValue(from, zone), to: toInputValue(to, zone) });
    setRefused(false);
    setAnchor(element);
  };
  const choose = (duration: RelativeDuration) => {
    change({ range: { type: 'relative', duration } });
    setAnchor(null);
  };
  const apply = () => {
    const chosen = absoluteRange(
      fromInputValue(draft.from, zone),
      fromInputValue(draft.to, zone),
    );
    if (chosen) {
      change({ range: chosen });
      setAnchor(null);
    } else {
      setRefused(true);
    }
  };
  const label =
    range.type === 'relative'
      ? t(`range.${range.duration}`)
      : `${formatMoment(range.from, zone)} – ${formatMoment(range.to, zone)}`;

  return (
    <>
      <ActionButton
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={event => open(event.currentTarget)}
      >
        {label} ▾
      </ActionButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{
          className: classes.paper,
          role: 'dialog',
          'aria-label': t('range.title'),
        }}
      >
        <div className={classes.choices}>
          {Object.keys(RELATIVE_DURATIONS).map(key => {
            const duration = key as RelativeDuration;
            const chosen =
              range.type === 'relative' && range.duration === duration;
            return (
              <ActionButton
                key={duration}
                emphasis={chosen ? 'main' : 'quiet'}
                aria-pressed={chosen}
                onClick={() => choose(duration)}
              >
                {t(`range.${duration}`)}
              </ActionButton>
            );
          })}
        </div>
        {(['from', 'to'] as const).map(end => (
          <label key={end} className={classes.field}>
            {t(`range.${end}`, {
              zone: zone === 'utc' ? 'UTC' : t('toolbar.localTime'),
            })}
            <input
              type="datetime-local"
              value={draft[end]}
              onChange={event =>
                setDraft({ ...draft, [end]: event.target.value })
              }
            />
          </label>
        ))}
        {refused && (
          <div role="alert" className={classes.error}>
            {t('range.refused')}
          </div>
        )}
        <ActionButton emphasis="main" onClick={apply}>
          {t('range.apply')}
        </ActionButton>
      </Popover>
    </>
  );
}
