import { makeStyles } from '@material-ui/core/styles';
import type { RunbookStep } from '@pipeline-ops/plugin-pipeline-ops-common';
import { CommandBlock } from '../CommandBlock';
import { SafeMarkdown } from '../SafeMarkdown';
import { PointAnswers } from './PointAnswers';
import { PointItem } from './PointItem';
import type { StepSlots } from './StepSlots';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: theme.spacing(1.75),
  },
}));

/** Deeper nesting than this is drawn without further indentation. */
const DEEPEST = 5;

/** A step that is no more than its title reads like a sentence, not like a heading. */
function hasMore(step: RunbookStep): boolean {
  return Boolean(step.body) || step.commands.length + step.steps.length > 0;
}

/** Steps with their commands and nested steps. */
export function StepList(props: {
  steps: RunbookStep[];
  /** Id of the point that the address points at. */
  pointedId: string | undefined;
  slots?: StepSlots;
  /** Number of the enclosing step, such as `2.`. */
  prefix?: string;
  depth?: number;
}) {
  const classes = useStyles();
  const { steps, pointedId, slots, prefix = '', depth = 0 } = props;
  return (
    <ol className={classes.list}>
      {steps.map((step, i) => {
        const number = `${prefix}${i + 1}`;
        return (
          <PointItem
            key={step.id}
            point={{
              id: step.id,
              section: 'steps',
              number,
              title: step.title,
              depth,
              checks: step.checks ?? [],
            }}
            title={step.title}
            plain={!hasMore(step)}
            pointed={step.id === pointedId}
            slots={slots}
            answers={<PointAnswers pointId={step.id} />}
          >
            {step.body && <SafeMarkdown text={step.body} />}
            {step.commands.map(command => (
              <CommandBlock key={command.id} command={command} />
            ))}
            {step.steps.length > 0 && (
              <StepList
                steps={step.steps}
                pointedId={pointedId}
                slots={slots}
                prefix={depth < DEEPEST ? `${number}.` : ''}
                depth={depth + 1}
              />
            )}
          </PointItem>
        );
      })}
    </ol>
  );
}
