import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import { useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';
import { dueOf } from './due';

const useStyles = makeStyles(theme => {
  const palette = statusPalette(theme);
  return {
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
      gap: theme.spacing(1.5),
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
    wide: {
      gridColumn: '1 / -1',
      fontSize: theme.typography.pxToRem(13),
      color: quietText(theme),
      overflowWrap: 'anywhere',
    },
    bar: {
      gridColumn: '1 / -1',
      display: 'flex',
      height: 6,
      margin: theme.spacing(0.5, 0),
      borderRadius: 3,
      overflow: 'hidden',
      backgroundColor: theme.palette.action.selected,
    },
    done: { backgroundColor: palette.ok.main },
    notDone: { backgroundColor: palette.bad.main },
    other: { backgroundColor: palette.idle.main },
  };
});

/** Share of the whole that each kind of answer has, as a bar. The words under it say the same. */
export function ProgressBar(props: { progress: Checklist['progress'] }) {
  const classes = useStyles();
  const { total, answered, done, notDone } = props.progress;
  const share = (count: number) => ({
    width: `${total > 0 ? (count / total) * 100 : 0}%`,
  });
  return (
    <span className={classes.bar} aria-hidden="true">
      <span className={classes.done} style={share(done)} />
      <span className={classes.notDone} style={share(notDone)} />
      <span
        className={classes.other}
        style={share(answered - done - notDone)}
      />
    </span>
  );
}

/** One card for each list: its period, how far it is, and until when. */
export function ChecklistCards(props: {
  checklists: Checklist[];
  chosenId: string;
  onChoose: (id: string) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  return (
    <ul className={classes.cards} aria-label={t('checklists.title')}>
      {props.checklists.map(checklist => {
        const due = dueOf(checklist, now);
        const { total, answered, notDone } = checklist.progress;
        const chosen = checklist.id === props.chosenId;
        return (
          <li key={checklist.id}>
            <button
              type="button"
              className={clsx(classes.card, chosen && classes.chosen)}
              aria-pressed={chosen}
              onClick={() => props.onChoose(checklist.id)}
            >
              <span className={classes.title}>{checklist.title}</span>
              <StatusPill tone={due.tone}>
                {due.key === 'daysLeft'
                  ? t('due.daysLeft', { count: due.days })
                  : t(`due.${due.key}`)}
              </StatusPill>
              <span className={classes.wide}>
                {`${t(`cadence.${checklist.cadence}`)} · ${checklist.period.title} · ${checklist.timeZone}`}
              </span>
              <ProgressBar progress={checklist.progress} />
              <span className={classes.wide}>
                {[
                  t('checklists.answered', {
                    answered: String(answered),
                    total: String(total),
                  }),
                  notDone > 0 &&
                    t('checklists.notDoneCount', { count: notDone }),
                  checklist.period.newerListExists && t('checklists.newerList'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
