import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, WEIGHT } from '../../theme';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { DuePill } from './DuePill';
import { OnTimeCard } from './OnTimeCard';
import { foreignZoneOf, nameInTitle } from './periodWords';
import { ProgressBar } from './ProgressBar';
import { useNewerFrom } from './useNewerFrom';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: theme.spacing(1.5),
  },
  lists: {
    display: 'contents',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: theme.spacing(0.5, 1),
    alignItems: 'center',
    alignContent: 'start',
    width: '100%',
    height: '100%',
    font: 'inherit',
    textAlign: 'left',
    color: 'inherit',
    cursor: 'pointer',
    padding: theme.spacing(1.5, 1.75),
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    '&:hover': { borderColor: quietText(theme) },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 1,
    },
  },
  chosen: { boxShadow: `inset 0 -4px 0 ${theme.palette.primary.main}` },
  title: {
    fontSize: theme.typography.pxToRem(16),
    fontWeight: WEIGHT.bold,
    overflowWrap: 'anywhere',
  },
  bar: { gridColumn: '1 / -1' },
  wide: {
    gridColumn: '1 / -1',
    fontSize: theme.typography.pxToRem(13),
    color: quietText(theme),
    overflowWrap: 'anywhere',
  },
}));

function Card(props: {
  checklist: Checklist;
  chosen: boolean;
  onChoose: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const newerFrom = useNewerFrom();
  const { checklist, chosen, onChoose } = props;
  const { progress, period } = checklist;
  const cadence = t(`cadence.${checklist.cadence}`);
  const where = [
    !nameInTitle(checklist.title, cadence) && cadence,
    period.title,
    foreignZoneOf(checklist.timeZone),
  ];
  const words = [
    t('checklists.answered', {
      answered: String(progress.answered),
      total: String(progress.total),
    }),
    progress.notDone > 0 &&
      t('checklists.notDoneCount', { count: progress.notDone }),
    progress.notApplicable > 0 &&
      t('checklists.notApplicableCount', { count: progress.notApplicable }),
    period.newer && newerFrom(checklist),
  ];
  return (
    <button
      type="button"
      className={clsx(classes.card, chosen && classes.chosen)}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span className={classes.title}>{checklist.title}</span>
      <DuePill checklist={checklist} />
      <span className={classes.wide} title={checklist.timeZone}>
        {where.filter(Boolean).join(' · ')}
      </span>
      <span className={classes.bar}>
        <ProgressBar progress={progress} />
      </span>
      <span className={classes.wide}>{words.filter(Boolean).join(' · ')}</span>
    </button>
  );
}

/** One card for each list, in the order of the server: what is overdue first. The last tells how the chosen one went. */
export function ChecklistCards(props: {
  checklists: Checklist[];
  /** Absent when the reader looks at a list that is gone. */
  chosen: Checklist | undefined;
  onChoose: (id: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklists, chosen, onChoose } = props;
  return (
    <div className={classes.cards}>
      <ul className={classes.lists} aria-label={t('checklists.title')}>
        {checklists.map(checklist => (
          <li key={checklist.id}>
            <Card
              checklist={checklist}
              chosen={checklist.id === chosen?.id}
              onChoose={() => onChoose(checklist.id)}
            />
          </li>
        ))}
      </ul>
      {chosen && <OnTimeCard checklist={chosen} />}
    </div>
  );
}
