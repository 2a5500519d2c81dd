import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EvidenceRequest } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import type { GivenState } from './AnswerButtons';
import { evidenceProblem } from './evidence';
import { EvidenceField } from './EvidenceField';

const useStyles = makeStyles(theme => ({
  form: {
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  input: {
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    flex: '1 1 240px',
    minWidth: 0,
    minHeight: 30,
    padding: theme.spacing(0.5, 1.25),
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  hint: {
    flexBasis: '100%',
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(12.5),
  },
}));

const LONGEST_NOTE = 2000;

export interface Words {
  note?: string;
  evidence?: string;
}

/** Asks for the evidence of what was done, why it was not, or why it does not apply, before the answer is sent. */
export function AnswerForm(props: {
  state: GivenState;
  /** What the item asks for besides a tick; only of what is done. */
  request: EvidenceRequest | undefined;
  given: Words | undefined;
  /** Whether `done` needs a note as well, because data speaks against it. */
  needsReason: boolean;
  onSave: (words: Words) => void;
  onCancel: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { state, request, given, needsReason, onSave, onCancel } = props;
  const [note, setNote] = useState(given?.note ?? '');
  const [evidence, setEvidence] = useState(given?.evidence ?? '');
  const form = useRef<HTMLFormElement>(null);
  const hintId = useId();
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  const problem = request && evidenceProblem(request, evidence);
  const needsNote = state !== 'done' || needsReason;
  const complete = !problem && (!needsNote || note.trim() !== '');
  const label = {
    done: needsReason ? t('checklists.whyDone') : t('checklists.noteOptional'),
    'not-done': t('checklists.whyNotDone'),
    'not-applicable': t('checklists.whyNotApplicable'),
  }[state];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onCancel();
    }
  };
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        if (complete) {
          onSave({
            note: note.trim() || undefined,
            evidence: evidence.trim() || undefined,
          });
        }
      }}
    >
      {request && (
        <EvidenceField
          request={request}
          value={evidence}
          className={classes.input}
          describedBy={hintId}
          invalid={problem !== undefined && evidence !== ''}
          onChange={setEvidence}
          onKeyDown={onKeyDown}
        />
      )}
      <input
        className={classes.input}
        aria-label={label}
        placeholder={label}
        value={note}
        maxLength={LONGEST_NOTE}
        required={needsNote}
        onChange={event => setNote(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ActionButton type="submit" emphasis="main" disabled={!complete}>
        {t('checklists.save')}
      </ActionButton>
      <ActionButton onClick={onCancel}>{t('checklists.cancel')}</ActionButton>
      {request && (
        <span id={hintId} className={classes.hint} aria-live="polite">
          {problem && t(`evidence.${problem}`)}
        </span>
      )}
    </form>
  );
}
