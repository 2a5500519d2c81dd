import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../format';
import { newKey, type RunAct } from '../../queries';
import { quietText, statusPalette } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { messageOf } from '../Failure';
import { useKeptText } from './keptText';
import { TakenWords } from './TakenWords';
import { useRunSession } from './RunSession';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(0.75),
  },
  label: {
    fontSize: theme.typography.pxToRem(12.5),
    color: quietText(theme),
  },
  input: {
    font: 'inherit',
    width: '100%',
    minHeight: 56,
    resize: 'vertical',
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
  code: {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(12.5),
    minHeight: 96,
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  problem: {
    color: statusPalette(theme).bad.text,
    overflowWrap: 'anywhere',
  },
}));

export type TextKind =
  'skip' | 'fail' | 'note' | 'output' | 'outcome' | 'reopen';

/** What the server keeps, in UTF-16 code units. */
const LONGEST = { words: 10_000, output: 65_536 };

/** Asks for words that belong to a run. They stand here, also over a reload, until they are recorded or given up. */
export function RunText(props: {
  kind: TextKind;
  /** Where the words belong, for keeping them: a step's id and the kind. */
  place: string;
  required: boolean;
  actOf: (text: string) => RunAct;
  /** On the button that sends. */
  send?: string;
  /** What else is asked for, above the text. */
  children?: ReactNode;
  onClose: (recorded: boolean) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run, add } = useRunSession();
  const { kind, place, required, actOf, send, children, onClose } = props;
  const [text, keep] = useKeptText(run.id, place);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ReactNode>();
  const input = useRef<HTMLTextAreaElement>(null);
  const attempted = useRef({ act: '', key: '' });
  const inputId = useId();
  const hintId = useId();
  useEffect(() => input.current?.focus(), []);

  const limit = kind === 'output' ? LONGEST.output : LONGEST.words;
  const tooLong = text.trim().length > limit;
  const complete = !tooLong && !sending && (!required || text.trim() !== '');

  const save = async () => {
    const act = actOf(text.trim());
    // The same words under the same key: an attempt whose answer was lost is not recorded twice.
    const same = JSON.stringify(act);
    if (attempted.current.act !== same) {
      attempted.current = { act: same, key: newKey() };
    }
    setSending(true);
    setProblem(undefined);
    const outcome = await add(act, attempted.current.key);
    setSending(false);
    if (outcome.went === 'recorded') {
      keep('');
      onClose(true);
    } else if (outcome.went === 'taken') {
      setProblem(<TakenWords by={outcome.by} />);
    } else {
      setProblem(`${t('runs.textKept')} ${messageOf(outcome.error)}`);
    }
  };

  return (
    <form
      className={classes.form}
      onSubmit={event => {
        event.preventDefault();
        if (complete) {
          void save();
        }
      }}
    >
      {children}
      <label htmlFor={inputId} className={classes.label}>
        {t(`runs.label.${kind}`)}
      </label>
      <textarea
        ref={input}
        id={inputId}
        aria-describedby={hintId}
        className={`${classes.input} ${kind === 'output' ? classes.code : ''}`}
        value={text}
        required={required}
        readOnly={sending}
        spellCheck={kind !== 'output'}
        onChange={event => keep(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            // What was typed is kept for the next time.
            event.stopPropagation();
            onClose(false);
          } else if (
            event.key === 'Enter' &&
            (event.ctrlKey || event.metaKey)
          ) {
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      <div id={hintId} className={classes.label}>
        {tooLong
          ? t('runs.tooLong', { limit: formatNumber(limit) })
          : t('runs.masked')}
      </div>
      {problem && (
        <div role="alert" className={classes.problem}>
          {problem}
        </div>
      )}
      <div className={classes.buttons}>
        <ActionButton type="submit" emphasis="main" disabled={!complete}>
          {sending ? t('runs.saving') : (send ?? t('runs.save'))}
        </ActionButton>
        <ActionButton
          disabled={sending}
          onClick={() => {
            keep('');
            onClose(false);
          }}
        >
          {t('runs.cancel')}
        </ActionButton>
      </div>
    </form>
  );
}
