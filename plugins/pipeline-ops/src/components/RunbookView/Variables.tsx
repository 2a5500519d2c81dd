import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { LONGEST_VALUE, type TypedValues } from '../CommandBlock';
import type { Variable } from './variablesOf';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    field: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      padding: theme.spacing(0.25, 0.5, 0.25, 1.25),
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      fontSize: theme.typography.pxToRem(13),
      color: quietText(theme),
      maxWidth: '100%',
    },
    open: { borderColor: palette.warn.main },
    input: {
      font: 'inherit',
      fontWeight: WEIGHT.bold,
      color: theme.palette.text.primary,
      background: 'none',
      border: 0,
      borderRadius: 4,
      padding: theme.spacing(0.25, 0.5),
      minWidth: 40,
      maxWidth: '100%',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
      '&::placeholder': { color: palette.warn.text, opacity: 1 },
    },
    hint: {
      fontSize: theme.typography.pxToRem(12.5),
      color: quietText(theme),
    },
  };
});

/** The values the commands ask for: filled ones can be changed, open ones typed. */
export function Variables(props: {
  variables: Variable[];
  typed: TypedValues;
  onType: (key: string, value: string) => void;
  /** What is typed is for everybody in the run; else it stays on the page. */
  shared: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { variables, typed, onType, shared } = props;
  if (variables.length === 0) {
    return null;
  }
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('runbooks.values')}
    >
      {variables.map(({ key, name, value, valueFrom }) => {
        const shown = typed[key] ?? value ?? '';
        return (
          <label
            key={key}
            className={clsx(classes.field, !shown && classes.open)}
            title={valueFrom}
          >
            {name}
            <input
              className={classes.input}
              value={shown}
              placeholder="?"
              size={Math.min(48, Math.max(4, shown.length))}
              maxLength={LONGEST_VALUE}
              spellCheck={false}
              autoComplete="off"
              onChange={event => onType(key, event.target.value)}
            />
          </label>
        );
      })}
      <span className={classes.hint}>
        {shared ? t('runbooks.valuesShared') : t('runbooks.valuesHint')}
      </span>
    </div>
  );
}
