import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText, statusPalette } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { CopyButton } from '../CopyButton';
import { useCommandValues } from './CommandContext';
import { LONGEST_VALUE } from './fillSegments';
import type { OpenValue } from './openValuesOf';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    hint: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      padding: theme.spacing(0, 1.5, 1),
      fontSize: theme.typography.pxToRem(12.5),
      color: palette.warn.text,
      overflowWrap: 'anywhere',
    },
    form: {
      display: 'grid',
      gap: theme.spacing(1),
      margin: theme.spacing(0, 1.5, 1.25),
      padding: theme.spacing(1, 1.25),
      borderRadius: 6,
      border: `1px solid ${palette.warn.main}`,
      backgroundColor: theme.palette.background.paper,
      fontSize: theme.typography.pxToRem(13),
    },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75, 1.25),
    },
    label: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      minWidth: 0,
    },
    input: {
      font: 'inherit',
      width: 260,
      maxWidth: '100%',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
      border: `1px solid ${quietText(theme)}`,
      borderRadius: 6,
      padding: theme.spacing(0.375, 1),
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  };
});

function Hints(props: { open: OpenValue[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { findersOf } = useCommandValues();
  const { open } = props;
  const waiting = open.filter(({ refused }) => !refused);
  const refused = open.filter(one => one.refused);
  const names = (values: OpenValue[]) =>
    values.map(({ name }) => name).join(', ');
  return (
    <div className={classes.hint}>
      {waiting.length > 0 && (
        <span>{t('runbooks.openValue', { names: names(waiting) })}</span>
      )}
      {refused.length > 0 && (
        <span>{t('runbooks.refusedValue', { names: names(refused) })}</span>
      )}
      {waiting.flatMap(({ key, name }) =>
        findersOf(key)
          .slice(0, 2)
          .map(({ number, to }) => (
            <Link key={`${key} ${number}`} to={to}>
              {t('runbooks.howToFind', { name, number })}
            </Link>
          )),
      )}
    </div>
  );
}

/** Asks for what was open when somebody wanted to copy; a value that has been given stays, so that it can be corrected. */
function Asking(props: {
  open: OpenValue[];
  text: string;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { typed, onType } = useCommandValues();
  const { open, text, onClose } = props;
  const form = useRef<HTMLDivElement>(null);
  const [asked] = useState(open);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const goOn = (index: number) => {
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])];
    const next =
      inputs[index + 1] ?? form.current?.querySelector<HTMLElement>('button');
    next?.focus();
  };
  return (
    <div
      ref={form}
      className={classes.form}
      role="group"
      aria-label={t('runbooks.asking')}
    >
      <span>
        {open.length > 0 ? t('runbooks.copyNeeds') : t('runbooks.copyReady')}
      </span>
      <div className={classes.row}>
        {asked.map(({ key, name }, index) => (
          <label key={key} className={classes.label}>
            {t('runbooks.valueFor', { name })}
            <input
              className={classes.input}
              value={typed[key] ?? ''}
              maxLength={LONGEST_VALUE}
              spellCheck={false}
              autoComplete="off"
              onChange={event => onType(key, event.target.value)}
              onKeyDown={event => {
                if (event.key === 'Enter') {
                  goOn(index);
                } else if (event.key === 'Escape') {
                  onClose();
                }
              }}
            />
          </label>
        ))}
      </div>
      <div className={classes.row}>
        <CopyButton
          text={text}
          words={open.length > 0 ? t('runbooks.copyAnyway') : t('copy.copy')}
          label={t('runbooks.command')}
        />
        <ActionButton emphasis="bare" onClick={onClose}>
          {t('runbooks.closeAsking')}
        </ActionButton>
      </div>
    </div>
  );
}

/** What a command still waits for, and the way to give it when somebody wants to copy. */
export function OpenValues(props: {
  open: OpenValue[];
  /** The command as it is now. */
  text: string;
  asking: boolean;
  onClose: () => void;
}) {
  const { open, text, asking, onClose } = props;
  return (
    <>
      {open.length > 0 && <Hints open={open} />}
      {asking && <Asking open={open} text={text} onClose={onClose} />}
    </>
  );
}
