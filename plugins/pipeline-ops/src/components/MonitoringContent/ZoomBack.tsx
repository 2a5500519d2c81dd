import { useRef } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DEFAULT_DURATION, formatMoment, type TimeRange } from '../../time';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: quietText(theme),
  },
}));

/** While a fixed stretch of time is shown: which, and the way back to the range before it. */
export function ZoomBack() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const { range, zone } = view;
  const before = useRef<TimeRange>({
    type: 'relative',
    duration: DEFAULT_DURATION,
  });
  if (range.type === 'relative') {
    before.current = range;
    return null;
  }
  return (
    <div className={classes.root}>
      <span>
        {t('zoom.showing', {
          from: formatMoment(range.from, zone),
          to: formatMoment(range.to, zone),
        })}
      </span>
      <ActionButton onClick={() => change({ range: before.current })}>
        {t('zoom.back')}
      </ActionButton>
    </div>
  );
}
