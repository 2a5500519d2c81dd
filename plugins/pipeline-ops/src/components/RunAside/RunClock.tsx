import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useRunStatistics } from '../../queries';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useRunSession } from '../RunSession';
import { formatTimer } from '../RunWords';
import { runningSeconds } from './runningSeconds';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.25),
  },
  time: {
    fontSize: theme.typography.pxToRem(26),
    lineHeight: 1.3,
    fontWeight: WEIGHT.bold,
  },
  over: { color: statusPalette(theme).warn.text },
  quiet: {
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
  },
}));

/** How long the run has taken, against what the procedure says and what is usual. */
export function RunClock() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run } = useRunSession();
  const statistics = useRunStatistics();
  const seconds = runningSeconds(run, useNow(1000));
  const { estimateSeconds } = run.times;
  const median = statistics.data?.data.runbooks.find(
    ({ runbookId }) => runbookId === run.runbookId,
  )?.medianSeconds;
  const over = estimateSeconds !== undefined && seconds > estimateSeconds;
  const words = [
    estimateSeconds !== undefined &&
      t('runs.estimate', { time: formatDuration(estimateSeconds * 1000) }),
    median !== undefined &&
      t('runs.median', { time: formatDuration(median * 1000) }),
    over && t('runs.over'),
  ].filter(Boolean);
  return (
    <div className={classes.root}>
      <span
        role="timer"
        aria-label={t('runs.clock')}
        className={`${classes.time} ${over ? classes.over : ''}`}
      >
        {formatTimer(seconds)}
      </span>
      <span className={classes.quiet}>{words.join(' · ')}</span>
    </div>
  );
}
