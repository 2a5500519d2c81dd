import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { RunAct } from '../../queries';
import { quietText } from '../../theme';
import { formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { RunText, useRunSession } from '../RunSession';
import { RunPerson, usePointWords } from '../RunWords';
import { Pasted, Quote } from './Quote';
import type { StepCursor, StepText } from './useStepCursor';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.75),
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
  buttons: { display: 'flex', gap: theme.spacing(0.75) },
}));

type Written = Extract<RunEvent, { type: 'note' | 'output' }>;

function isWritten(event: RunEvent): event is Written {
  return event.type === 'note' || event.type === 'output';
}

function actOf(kind: StepText, step: string | undefined, text: string): RunAct {
  switch (kind) {
    case 'skip':
      return { type: 'step-skipped', step: step ?? '', note: text };
    case 'fail':
      return { type: 'step-failed', step: step ?? '', note: text };
    case 'note':
      return { type: 'note', step, note: text };
    default:
      return { type: 'output', step, output: text };
  }
}

/** Notes and outputs that stand at a step, or at the run itself, and the ways to add to them. */
export function StepRecord(props: {
  /** Absent: what belongs to the whole run. */
  stepId?: string;
  cursor: StepCursor;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view } = useViewState();
  const now = useNow(60_000);
  const { run, closed } = useRunSession();
  const pointWords = usePointWords(run);
  const { stepId, cursor } = props;
  const place = stepId ?? '';
  const text = cursor.texts[place];
  const written = run.events
    .filter(isWritten)
    .filter(({ step }) => step === stepId);
  const about = stepId ? pointWords(stepId) : t('runs.one');
  const offers = !closed && !text && (!stepId || cursor.currentId === stepId);
  const answering = text === 'skip' || text === 'fail';
  if (written.length === 0 && !text && !offers) {
    return null;
  }
  return (
    <div className={classes.root}>
      {written.map(event => (
        <div key={event.revision}>
          <div className={classes.line}>
            <RunPerson entityRef={event.by} />
            <span>{formatRecent(Date.parse(event.at), view.zone, now)}</span>
          </div>
          {event.type === 'note' ? (
            <Quote text={event.note} />
          ) : (
            <Pasted text={event.output} label={t('runs.outputOf')} />
          )}
        </div>
      ))}
      {text && !closed && (
        <RunText
          key={text}
          kind={text}
          place={`${text}.${place}`}
          required
          actOf={words => actOf(text, stepId, words)}
          onClose={recorded => {
            // Before the text that has it is gone.
            cursor.focusOn(stepId);
            cursor.ask(place, undefined);
            const step = run.steps.find(({ id }) => id === stepId);
            if (step && answering && recorded) {
              cursor.goOn(step);
            }
          }}
        />
      )}
      {offers && (
        <div className={classes.buttons}>
          {(['note', 'output'] as const).map(kind => (
            <ActionButton
              key={kind}
              emphasis="bare"
              aria-label={t('runs.act', {
                act: t(`runs.${kind}`),
                point: about,
              })}
              onClick={() => cursor.ask(place, kind)}
            >
              {t(`runs.${kind}`)}
            </ActionButton>
          ))}
        </div>
      )}
    </div>
  );
}
