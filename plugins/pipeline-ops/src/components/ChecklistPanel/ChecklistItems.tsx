import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useChecklistAnswers, useChecklistEvents } from '../../queries';
import { quietText, statusPalette, WEIGHT } from '../../theme';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { AboutList } from './AboutList';
import { ChecklistRow } from './ChecklistRow';
import { groupItems } from './groupItems';
import { Notices } from './Notices';
import { Refusal } from './Refusal';
import { useItemActions } from './useItemActions';
import { useItemKeys } from './useItemKeys';

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
  correcting: {
    padding: theme.spacing(1, 2),
    fontSize: theme.typography.pxToRem(13),
    color: statusPalette(theme).warn.text,
    backgroundColor: statusPalette(theme).warn.soft,
  },
  empty: { padding: theme.spacing(1, 2, 2) },
}));

/** The items of one period: walk them and answer them, also without the mouse. */
export function ChecklistItems(props: {
  checklist: Checklist;
  /** Why nothing may be answered; undefined when it may. */
  locked: string | undefined;
  correcting: boolean;
  zone: Zone;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, locked, correcting, zone } = props;
  const { items, period } = checklist;
  const events = useChecklistEvents(checklist);
  const { answerItem, assign, pending, refused } = events;
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
  return (
    <>
      <AboutList
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
          onDismiss={events.dismiss}
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
                    asking={answers.asking}
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
    </>
  );
}
