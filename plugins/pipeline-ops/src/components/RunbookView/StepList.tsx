import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunbookStep } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { CommandBlock, type TypedValues } from '../CommandBlock';
import { SafeMarkdown } from '../SafeMarkdown';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.75),
  },
  step: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    gap: theme.spacing(0, 1.5),
    borderRadius: 6,
    scrollMarginTop: theme.spacing(2),
  },
  pointed: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 6,
  },
  number: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: 24,
    height: 24,
    borderRadius: 12,
    padding: theme.spacing(0, 0.5),
    fontSize: theme.typography.pxToRem(12),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
    border: `1px solid ${quietText(theme)}`,
    justifySelf: 'start',
    '&:hover': { color: theme.palette.primary.main },
  },
  body: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1),
  },
  title: {
    margin: 0,
    fontSize: theme.typography.pxToRem(14.5),
    lineHeight: theme.typography.pxToRem(24),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  plain: { fontWeight: WEIGHT.regular },
}));

/** Deeper nesting than this is drawn without further indentation. */
const DEEPEST = 5;

/** A step that is no more than its title reads like a sentence, not like a heading. */
function hasMore(step: RunbookStep): boolean {
  return Boolean(step.body) || step.commands.length + step.steps.length > 0;
}

export function stepElementId(stepId: string): string {
  return `pipeline-ops-step-${stepId}`;
}

/** Steps with their commands and nested steps; the number is the step's own link. */
export function StepList(props: {
  steps: RunbookStep[];
  typed: TypedValues;
  /** Id of the step that the address points at. */
  pointedId: string | undefined;
  /** Number of the enclosing step, such as `2.`. */
  prefix?: string;
  depth?: number;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { searchWith } = useViewState();
  const { steps, typed, pointedId, prefix = '', depth = 0 } = props;
  return (
    <ol className={classes.list}>
      {steps.map((step, i) => {
        const number = `${prefix}${i + 1}`;
        return (
          <li
            key={step.id}
            id={stepElementId(step.id)}
            className={clsx(
              classes.step,
              step.id === pointedId && classes.pointed,
            )}
          >
            <Link
              to={searchWith({ step: step.id })}
              underline="none"
              className={classes.number}
              aria-label={t('runbooks.step', { number })}
            >
              {number}
            </Link>
            <div className={classes.body}>
              {step.title && (
                <h4
                  className={clsx(
                    classes.title,
                    !hasMore(step) && classes.plain,
                  )}
                >
                  {step.title}
                </h4>
              )}
              {step.body && <SafeMarkdown text={step.body} />}
              {step.commands.map(command => (
                <CommandBlock
                  key={command.id}
                  command={command}
                  typed={typed}
                />
              ))}
              {step.steps.length > 0 && (
                <StepList
                  steps={step.steps}
                  typed={typed}
                  pointedId={pointedId}
                  prefix={depth < DEEPEST ? `${number}.` : ''}
                  depth={depth + 1}
                />
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
