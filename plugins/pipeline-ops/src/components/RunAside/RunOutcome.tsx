import { useId, useState } from 'react';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  nextEscalationLevel,
  type RunOutcome as Outcome,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';
import { RunText, useRunSession } from '../RunSession';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
  dialog: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    fontSize: theme.typography.pxToRem(14),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(16),
    fontWeight: WEIGHT.bold,
  },
  warning: {
    color: statusPalette(theme).warn.text,
    overflowWrap: 'anywhere',
  },
  level: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

const OUTCOMES: Outcome[] = ['resolved', 'mitigated', 'escalated', 'abandoned'];
const NAMED_STEPS = 8;

function EndForm(props: { outcome: Outcome; onClose: () => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run } = useRunSession();
  const { outcome, onClose } = props;
  const [level, setLevel] = useState(
    () => nextEscalationLevel(run.escalation, run.escalatedTo)?.level,
  );
  const open = run.steps.filter(
    ({ counted, state }) => counted && state === 'open',
  );
  const escalating = outcome === 'escalated';
  return (
    <RunText
      kind="outcome"
      place={`outcome.${outcome}`}
      required={outcome === 'abandoned'}
      send={t('runs.endNow')}
      onClose={onClose}
      actOf={text => ({
        type: 'end',
        outcome,
        ...(text && { note: text }),
        ...(escalating && level !== undefined && { level }),
      })}
    >
      {open.length > 0 && (
        <div role="note" className={classes.warning}>
          {t('runs.stillOpen', {
            count: open.length,
            steps: open
              .slice(0, NAMED_STEPS)
              .map(({ title }) => title)
              .join(', '),
          })}
        </div>
      )}
      {escalating && level !== undefined && (
        <div className={classes.level}>
          {t('runs.level')}
          <Choice
            label={t('runs.level')}
            value={String(level)}
            options={run.escalation.map(one => ({
              value: String(one.level),
              label: `${one.level} ${one.title}`,
            }))}
            onChange={chosen => setLevel(Number(chosen))}
          />
        </div>
      )}
    </RunText>
  );
}

/** How a run ends, and how an ended one goes on. */
export function RunOutcome() {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run, closed } = useRunSession();
  const [asked, setAsked] = useState<Outcome | 'reopen'>();
  const titleId = useId();
  const close = () => setAsked(undefined);
  const next = nextEscalationLevel(run.escalation, run.escalatedTo);
  const wordsOf = (outcome: Outcome) => {
    if (outcome !== 'escalated') {
      return t(`runs.outcome.${outcome}`);
    }
    return next
      ? t('runs.outcome.escalated', { level: String(next.level) })
      : t('runs.escalate');
  };
  if (closed) {
    return null;
  }
  const title =
    asked === 'reopen' || !asked
      ? t('runs.reopenRun')
      : t('runs.end', { outcome: wordsOf(asked) });
  return (
    <>
      <div
        className={classes.buttons}
        role="group"
        aria-label={t('runs.outcomes')}
      >
        {run.state === 'ended' ? (
          <ActionButton onClick={() => setAsked('reopen')}>
            {t('runs.reopenRun')}
          </ActionButton>
        ) : (
          OUTCOMES.map((outcome, i) => (
            <ActionButton
              key={outcome}
              emphasis={i === 0 ? 'main' : 'quiet'}
              title={outcome === 'escalated' ? next?.title : undefined}
              onClick={() => setAsked(outcome)}
            >
              {wordsOf(outcome)}
            </ActionButton>
          ))
        )}
      </div>
      <Dialog
        open={asked !== undefined}
        onClose={close}
        fullWidth
        maxWidth="sm"
        aria-labelledby={titleId}
      >
        <div className={classes.dialog}>
          <h2 id={titleId} className={classes.title}>
            {title}
          </h2>
          {asked === 'reopen' && (
            <RunText
              kind="reopen"
              place="reopen.run"
              required={false}
              send={t('runs.reopenRun')}
              onClose={close}
              actOf={text => ({
                type: 'reopened',
                ...(text && { note: text }),
              })}
            />
          )}
          {asked && asked !== 'reopen' && (
            <EndForm outcome={asked} onClose={close} />
          )}
        </div>
      </Dialog>
    </>
  );
}
