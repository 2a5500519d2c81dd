import { useEffect, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardVariable } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { Choice } from '../Choice';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  variable: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
    fontSize: theme.typography.pxToRem(13),
  },
  label: { color: quietText(theme), float: 'left', padding: 0 },
  radio: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    cursor: 'pointer',
    '& input': {
      margin: 0,
      accentColor: theme.palette.primary.main,
      colorScheme: theme.palette.type,
    },
  },
  input: {
    font: 'inherit',
    padding: theme.spacing(0.5, 1),
    width: 180,
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

interface VariableProps {
  variable: DashboardVariable;
  onChange: (value: string) => void;
}

/** The chosen value is on offer even where the dashboard does not name it. */
function choicesOf({ choices, value }: DashboardVariable) {
  return choices.some(choice => choice.value === value)
    ? choices
    : [{ value, label: value }, ...choices];
}

function SelectVariable({ variable, onChange }: VariableProps) {
  const classes = useStyles();
  return (
    <span className={classes.variable}>
      <span aria-hidden="true" className={classes.label}>
        {variable.label}
      </span>
      <Choice
        label={variable.label}
        value={variable.value}
        options={choicesOf(variable)}
        onChange={onChange}
      />
    </span>
  );
}

function RadioVariable({ variable, onChange }: VariableProps) {
  const classes = useStyles();
  return (
    <fieldset className={classes.variable}>
      <legend className={classes.label}>{variable.label}</legend>
      {choicesOf(variable).map(({ value, label }) => (
        <label key={value} className={classes.radio}>
          <input
            type="radio"
            name={`dashboard ${variable.id}`}
            checked={value === variable.value}
            onChange={() => onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function InputVariable({ variable, onChange }: VariableProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [draft, setDraft] = useState(variable.value);
  useEffect(() => setDraft(variable.value), [variable.value]);
  return (
    <form
      className={classes.variable}
      onSubmit={event => {
        event.preventDefault();
        onChange(draft.trim());
      }}
    >
      <label className={classes.variable}>
        <span className={classes.label}>{variable.label}</span>
        <input
          className={classes.input}
          value={draft}
          maxLength={1024}
          onChange={event => setDraft(event.target.value)}
        />
      </label>
      {draft !== variable.value && (
        <ActionButton type="submit">{t('dashboards.apply')}</ActionButton>
      )}
    </form>
  );
}

const CONTROLS = {
  select: SelectVariable,
  radio: RadioVariable,
  input: InputVariable,
};

/** What the reader may choose for all widgets at once. */
export function VariableChoices(props: {
  variables: DashboardVariable[];
  onChange: (id: string, value: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { variables, onChange } = props;
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('dashboards.variables')}
    >
      {variables.map(variable => {
        const Control = CONTROLS[variable.input];
        return (
          <Control
            key={variable.id}
            variable={variable}
            onChange={value => onChange(variable.id, value)}
          />
        );
      })}
    </div>
  );
}
