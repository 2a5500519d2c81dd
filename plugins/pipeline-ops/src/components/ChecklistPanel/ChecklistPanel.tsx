import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useChecklistAnswers, useChecklistEvents } from '../../queries';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { DuePill } from '../ChecklistCards';
import { Panel } from '../Panel';
import { safeHref } from '../SafeMarkdown';
import { StatusPill } from '../StatusPill';
import { Assignee } from './Assignee';
import { ChecklistRow } from './ChecklistRow';
import { groupItems } from './groupItems';
import { Notices, Refusal } from './Notices';
import { PeriodControls, type PeriodSteps } from './PeriodControls';
import { personOf } from './personOf';
import { Reminders } from './Reminders';
import { useItemActions } from './useItemActions';
import { useItemKeys } from './useItemKeys';
import { useLock } from './useLock';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, padding: 0, listStyle: 'none' },
  group: {
    margin: 0,
    padding: theme.spacing(1.5, 2, 0.75),
    fontSize: theme.typography.pxToRem(12.5),
    fontWeight: WEIGHT.bold,
    color: quietText(theme),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  about: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0, 2, 1),
    color: quietText(theme),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  correcting: {
    padding: theme.spacing(1, 2),
    fontSize: theme.typography.pxToRem(13),
    color: statusPalette(theme).warn.text,
    backgroundColor: statusPalette(theme).warn.soft,
  },
  empty: { padding: theme.spacing(1, 2, 2) },
}));

/** Where the list stands in the document, whose it is, and the keys. */
function About(props: {
  checklist: Checklist;
  open: boolean;
  onAssign: (assignee: string | undefined) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, open, onAssign } = props;
  const { position, owner } = checklist;
  const href = safeHref(position?.url);
  return (
    <div className={classes.about}>
      {position && (
        <span>
          {href ? <Link to={href}>{position.path}</Link> : position.path}{' '}
          {t('checklists.lines', {
            from: String(position.startLine),
            to: String(position.endLine),
          })}
        </span>
      )}
      {owner && (
        <span title={owner}>
          {t('checklists.owner', { owner: personOf(owner) })}
        </span>
      )}
      <Assignee
        about={t('assignee.list')}
        owner={owner}
        assignee={checklist.assignee}
        open={open}
        onAssign={onAssign}
      />
      {open && <span>{t('checklists.keys')}</span>}
    </div>
  );
}

/** One list in one period: walk it and answer it, also without the mouse. */
export function ChecklistPanel(props: {
  checklist: Checklist;
  steps: PeriodSteps;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, steps, zone } = props;
  const { items, period } = checklist;
  const { locked, mayCorrect, correcting, setCorrecting } = useLock(period);
  const { answerItem, assign, pending, refused, dismiss } =
    useChecklistEvents(checklist);
  const answers = useChecklistAnswers(checklist);
  const says = new Map(
    answers.data?.data.answers.map(({ itemId, answer }) => [itemId, answer]),
  );
  const { actionsOf, question } = useItemActions({
    checklist,
    answerItem,
    assign,
    locked,
  });
  const groups = groupItems(items);
  const ordered = groups.flatMap(group => group.items);
  const { current, setCurrent, onKeyDown, rowRef } = useItemKeys({
    items: ordered,
    locked: locked !== undefined,
    actionsOf: item => actionsOf(item, says.get(item.id)),
  });

  const withData = period.isCurrent && items.some(({ check }) => check);
  const dataWords = answers.error
    ? t('checklists.dataFailed')
    : t('checklists.dataLoading');
  const open = locked === undefined && period.isCurrent;
  return (
    <Panel
      flush
      title={`${checklist.title}, ${period.title}`}
      aside={
        <>
          <DuePill checklist={checklist} />
          {!period.isCurrent && (
            <StatusPill tone={correcting ? 'warn' : 'idle'}>
              {t(correcting ? 'checklists.correcting' : 'checklists.past')}
            </StatusPill>
          )}
        </>
      }
      actions={
        <>
          {open && period.status !== 'complete' && (
            <Reminders checklist={checklist} zone={zone} />
          )}
          {mayCorrect && (
            <ActionButton
              aria-pressed={correcting}
              onClick={() => setCorrecting(!correcting)}
            >
              {t('checklists.correct')}
            </ActionButton>
          )}
          <PeriodControls period={period} steps={steps} />
        </>
      }
    >
      <About
        checklist={checklist}
        open={locked === undefined}
        onAssign={assignee => assign({ assignee })}
      />
      {correcting && (
        <div role="status" className={classes.correcting}>
          {t('checklists.correctHint')}
        </div>
      )}
      <Notices checklist={checklist} zone={zone} />
      {refused && (
        <Refusal
          checklist={checklist}
          refused={refused}
          zone={zone}
          onDismiss={dismiss}
        />
      )}
      {ordered.length === 0 && (
        <div className={classes.empty}>{t('checklists.noItems')}</div>
      )}
      {/* The rows inside take the focus; the keys work wherever it is among them. */}
      <div role="presentation" onKeyDown={onKeyDown}>
        {groups.map((group, i) => (
          <div key={group.title ?? `group ${i}`}>
            {group.title && <h3 className={classes.group}>{group.title}</h3>}
            <ul className={classes.list}>
              {group.items.map(item => {
                const index = ordered.indexOf(item);
                return (
                  <ChecklistRow
                    key={item.id}
                    rowRef={rowRef(item.id)}
                    item={item}
                    owner={checklist.owner}
                    pending={pending[item.id]}
                    says={says.get(item.id)}
                    dataColumn={withData ? dataWords : undefined}
                    zone={zone}
                    current={index === current}
                    question={
                      question?.itemId === item.id ? question.state : undefined
                    }
                    locked={locked}
                    actions={actionsOf(item, says.get(item.id))}
                    onFocus={() => setCurrent(index)}
                  />
                );
              })}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}
