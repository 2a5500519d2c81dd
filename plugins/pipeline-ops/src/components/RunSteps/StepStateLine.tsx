import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunStep } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, type Tone } from '../../theme';
import { formatDuration, formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { useRunSession } from '../RunSession';
import { formatTimer, RunPerson } from '../RunWords';
import { StatusPill } from '../StatusPill';
import { Quote } from './Quote';
import { secondsSoFar } from './stepOrder';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

const TONES: Partial<Record<RunStep['state'], Tone>> = {
  skipped: 'idle',
  failed: 'bad',
};

function SoFar() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run } = useRunSession();
  const seconds = secondsSoFar(run, useNow(1000));
  return (
    <div className={classes.line}>
      {seconds !== undefined && t('runs.takes', { time: formatTimer(seconds) })}
    </div>
  );
}

/** Who answered a step, when, how long it took, and what they said; of the next one, how long it takes so far. */
export function StepStateLine(props: { step: RunStep; next: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const now = useNow(60_000);
  const { step, next } = props;
  const { state, by, at, seconds, note, evidence } = step;
  if (state === 'open') {
    return next ? <SoFar /> : null;
  }
  const tone = TONES[state];
  return (
    <>
      <div className={classes.line}>
        {tone && (
          <StatusPill tone={tone}>{t(`runs.stepState.${state}`)}</StatusPill>
        )}
        {state === 'done' && evidence?.verdict === 'holds' && (
          <StatusPill tone="ok">{t('runs.byData')}</StatusPill>
        )}
        {by && <RunPerson entityRef={by} />}
        {at && <span>{formatRecent(Date.parse(at), view.zone, now)}</span>}
        {seconds !== undefined && <span>{formatDuration(seconds * 1000)}</span>}
      </div>
      {note && <Quote text={note} />}
    </>
  );
}
