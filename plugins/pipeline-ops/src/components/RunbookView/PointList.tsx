import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Runbook,
  RunbookCommand,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
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
    gap: theme.spacing(1.25),
  },
}));

/** The verification or the rollback, each of its points numbered. */
export function PointList(props: {
  section: 'verification' | 'rollback';
  points: string[];
  checks?: Runbook['verificationChecks'];
  pointedId: string | undefined;
  slots?: StepSlots;
}) {
  const classes = useStyles();
  const { section, points, checks = [], pointedId, slots } = props;
  return (
    <ol className={classes.list}>
      {points.map((text, index) => {
        const id = `${section}-${index + 1}`;
        return (
          <PointItem
            key={id}
            point={{
              id,
              section,
              number: String(index + 1),
              title: text,
              depth: 0,
              checks: checks.find(one => one.index === index)?.checks ?? [],
            }}
            title={<SafeMarkdown text={text} />}
            pointed={id === pointedId}
            slots={slots}
            answers={<PointAnswers pointId={id} />}
          />
        );
      })}
    </ol>
  );
}

/** Commands that stand outside every step, each a point of its own. */
export function CommandList(props: {
  commands: RunbookCommand[];
  pointedId: string | undefined;
  slots?: StepSlots;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { commands, pointedId, slots } = props;
  return (
    <ol className={classes.list}>
      {commands.map((command, index) => {
        const number = String(index + 1);
        const id = `command-${number}`;
        const title = t('runbooks.commandTitle', { number });
        return (
          <PointItem
            key={command.id}
            point={{
              id,
              section: 'commands',
              number,
              title,
              depth: 0,
              checks: [],
            }}
            title={title}
            pointed={id === pointedId}
            slots={slots}
          >
            <CommandBlock command={command} />
          </PointItem>
        );
      })}
    </ol>
  );
}
