import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { Panel } from '../Panel';
import { RunTimeline } from '../RunTimeline';
import { useRunSession } from '../RunSession';
import { RunPill } from '../RunWords';
import { RunAlarmNow } from './RunAlarmNow';
import { RunClock } from './RunClock';
import { RunFacts } from './RunFacts';
import { RunOutcome } from './RunOutcome';

const useStyles = makeStyles(theme => ({
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.25),
  },
  note: {
    padding: theme.spacing(0.75, 1.25),
    borderRadius: 6,
    backgroundColor: theme.palette.action.hover,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** What has to be in sight while somebody works: how long, who, and how it ends. */
export function RunHead() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run } = useRunSession();
  return (
    <Panel title={t('runs.one')} actions={<RunPill run={run} />}>
      <div className={classes.body}>
        <RunClock />
        <RunFacts />
        {run.outcomeNote && (
          <div className={classes.note}>{run.outcomeNote}</div>
        )}
        <RunOutcome />
      </div>
    </Panel>
  );
}

/** Beside the steps: what the alarm says now, and everything that happened. */
export function RunAside() {
  return (
    <>
      <RunAlarmNow />
      <RunTimeline />
    </>
  );
}
