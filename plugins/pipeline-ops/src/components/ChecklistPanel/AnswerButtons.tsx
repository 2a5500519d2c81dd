import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CompletionState } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, type Tone, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** Answers that people give. */
export type GivenState = Exclude<CompletionState, 'undone'>;

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  const chosen = (tone: Tone) => ({
    color: palette[tone].text,
    backgroundColor: palette[tone].soft,
    fontWeight: WEIGHT.bold,
  });
  return {
    group: {
      display: 'inline-flex',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      overflow: 'hidden',
    },
    button: {
      font: 'inherit',
      fontSize: theme.typography.pxToRem(13),
      minHeight: 30,
      padding: theme.spacing(0.5, 1.25),
      whiteSpace: 'nowrap',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
      border: 0,
      cursor: 'pointer',
      '& + &': { borderLeft: `1px solid ${theme.palette.divider}` },
      // The answer that was given keeps its ground, which its words are readable on.
      '&:hover:not(:disabled):not([aria-pressed="true"])': {
        backgroundColor: theme.palette.action.hover,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
      '&:disabled': {
        cursor: 'not-allowed',
        color: quietText(theme),
      },
    },
    done: { '&, &:disabled': chosen('ok') },
    notDone: { '&, &:disabled': chosen('bad') },
    notApplicable: { '&, &:disabled': chosen('idle') },
  };
});

export function AnswerButtons(props: {
  /** The item's text, for the group's name. */
  text: string;
  state: GivenState | undefined;
  /** Why no answer may be given; undefined when one may. */
  locked: string | undefined;
  onDone: () => void;
  onAsk: (question: 'not-done' | 'not-applicable') => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { text, state, locked, onDone, onAsk } = props;
  const answers = [
    {
      is: 'done' as const,
      label: t('answer.done'),
      style: classes.done,
      act: onDone,
    },
    {
      is: 'not-done' as const,
      label: t('answer.notDone'),
      style: classes.notDone,
      act: () => onAsk('not-done'),
    },
    {
      is: 'not-applicable' as const,
      label: t('answer.notApplicable'),
      style: classes.notApplicable,
      act: () => onAsk('not-applicable'),
    },
  ];
  return (
    <span className={classes.group} role="group" aria-label={text}>
      {answers.map(answer => (
        <button
          key={answer.is}
          type="button"
          className={clsx(classes.button, state === answer.is && answer.style)}
          aria-pressed={state === answer.is}
          disabled={locked !== undefined}
          title={locked}
          onClick={answer.act}
        >
          {answer.label}
        </button>
      ))}
    </span>
  );
}
