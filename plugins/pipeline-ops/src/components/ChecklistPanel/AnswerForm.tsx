import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';

const useStyles = makeStyles(theme => ({
  form: {
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  input: {
    flex: '1 1 240px',
    font: 'inherit',
    padding: theme.spacing(0.75, 1),
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 6,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
}));

const LONGEST_NOTE = 2000;

/** Asks why an item was not done, or does not apply, before the answer is sent. */
export function AnswerForm(props: {
  label: string;
  onSave: (note: string) => void;
  onCancel: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [note, setNote] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        if (note.trim()) {
          props.onSave(note.trim());
        }
      }}
    >
      <input
        ref={input}
        className={classes.input}
        aria-label={props.label}
        placeholder={props.label}
        value={note}
        maxLength={LONGEST_NOTE}
        required
        onChange={event => setNote(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            props.onCancel();
          }
        }}
      />
      <ActionButton type="submit" emphasis="main" disabled={!note.trim()}>
        {t('checklists.save')}
      </ActionButton>
      <ActionButton onClick={props.onCancel}>
        {t('checklists.cancel')}
      </ActionButton>
    </form>
  );
}
