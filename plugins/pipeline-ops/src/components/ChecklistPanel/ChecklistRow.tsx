import { useState, type Ref } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CheckAnswer,
  ChecklistItem,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Answer, Asking } from '../../queries';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { CheckAnswerView } from '../CheckAnswerView';
import { AnswerButtons, type GivenState } from './AnswerButtons';
import { AnswerForm } from './AnswerForm';
import { Assignee } from './Assignee';
import { GivenAnswer } from './GivenAnswer';
import { ItemText } from './ItemText';
import type { ItemActions } from './useItemActions';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 216px) 230px',
    gap: theme.spacing(1, 2),
    alignItems: 'baseline',
    padding: theme.spacing(1, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      '& > $item': { gridColumn: '1 / -1' },
    },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  withData: {
    gridTemplateColumns:
      'minmax(0, 1fr) minmax(0, 250px) minmax(0, 216px) 230px',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      '& > $data': { gridColumn: '1 / -1' },
    },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  item: { minWidth: 0 },
  // Where no data can answer, the words have its column.
  wide: { gridColumn: 'span 2' },
  data: { minWidth: 0 },
  given: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1),
    minWidth: 0,
  },
  // Quiet until the reader is here. A finger cannot hover, and what is assigned is always told.
  assign: {
    '@media (hover: hover) and (min-width: 600px)': {
      '$row:not($current):not(:hover):not(:focus-within) > $given > &': {
        opacity: 0,
      },
    },
  },
  answers: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  current: { backgroundColor: theme.palette.action.hover },
}));

/** The way an item is answered: what data says needs a confirmation alone, all else is behind the dots. */
function Answers(props: {
  item: ChecklistItem;
  state: GivenState | undefined;
  saving: boolean;
  locked: string | undefined;
  actions: ItemActions;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const [others, setOthers] = useState(false);
  const { item, state, saving, locked, actions } = props;
  const confirmable = actions.canConfirm && !saving;
  return (
    <div className={classes.answers}>
      {confirmable && (
        <>
          <ActionButton
            emphasis="main"
            aria-label={t('checklists.confirmItem', { item: item.text })}
            onClick={actions.confirm}
          >
            {t('checklists.confirm')}
          </ActionButton>
          <ActionButton
            aria-expanded={others}
            aria-label={t('checklists.other', { item: item.text })}
            onClick={() => setOthers(!others)}
          >
            …
          </ActionButton>
        </>
      )}
      {(!confirmable || others) && (
        <>
          <AnswerButtons
            text={item.text}
            state={state}
            locked={locked}
            onDone={actions.done}
            onAsk={actions.ask}
          />
          {!locked && !saving && (
            <span>
              {item.completion && (
                <ActionButton
                  emphasis="bare"
                  aria-label={t('checklists.undoItem', { item: item.text })}
                  onClick={actions.undo}
                >
                  {t('checklists.undo')}
                </ActionButton>
              )}
              <ActionButton
                emphasis="bare"
                aria-label={t('checklists.addNote', { item: item.text })}
                onClick={() => actions.ask(state ?? 'done')}
              >
                {t('checklists.note')}
              </ActionButton>
            </span>
          )}
        </>
      )}
    </div>
  );
}

/** One item: what to do, what data says, who answered it and when, and the answers. */
export function ChecklistRow(props: {
  rowRef: Ref<HTMLLIElement>;
  item: ChecklistItem;
  owner: string | undefined;
  pending: Answer | undefined;
  /** What data says now; undefined until it is known, and where no data can answer. */
  says: CheckAnswer | undefined;
  asking: Asking;
  /** Stands for `says` until that is known; undefined when no item of the list has a column for data. */
  dataColumn: string | undefined;
  zone: Zone;
  current: boolean;
  /** The answer that words are being asked for. */
  question: GivenState | undefined;
  /** Why no answer may be given; undefined when one may. */
  locked: string | undefined;
  actions: ItemActions;
  onFocus: () => void;
}) {
  const classes = useStyles();
  const { item, pending, says, dataColumn, question, locked, actions } = props;
  // One stop for the Tab key; J and K walk from there.
  const focus = { tabIndex: props.current ? 0 : -1 };
  // What is done needs nobody any more.
  const settled = item.completion && item.completion.state !== 'not-done';
  const hasData = dataColumn !== undefined && (!!says || !!item.check);
  const state = pending?.state ?? item.completion?.state;
  return (
    <li
      ref={props.rowRef}
      {...focus}
      aria-label={item.text}
      aria-current={props.current || undefined}
      className={clsx(
        classes.row,
        dataColumn !== undefined && classes.withData,
        props.current && classes.current,
      )}
      onFocus={props.onFocus}
    >
      <div
        className={clsx(
          classes.item,
          dataColumn !== undefined && !hasData && classes.wide,
        )}
      >
        <ItemText item={item} />
      </div>
      {hasData && (
        <div className={classes.data}>
          {says ? (
            <CheckAnswerView
              answer={says}
              zone={props.zone}
              asking={props.asking}
            />
          ) : (
            dataColumn
          )}
        </div>
      )}
      <div className={classes.given}>
        <GivenAnswer item={item} saving={!!pending} zone={props.zone} />
        <div className={clsx(!item.assignee && classes.assign)}>
          <Assignee
            about={item.text}
            owner={props.owner}
            assignee={item.assignee}
            onAssign={settled ? undefined : actions.assign}
          />
        </div>
      </div>
      <Answers
        item={item}
        state={state === 'undone' ? undefined : state}
        saving={!!pending}
        locked={locked}
        actions={actions}
      />
      {question && !locked && (
        <AnswerForm
          key={question}
          state={question}
          request={question === 'done' ? item.evidence : undefined}
          given={
            item.completion?.state === question ? item.completion : undefined
          }
          needsReason={question === 'done' && actions.needsReason}
          onCancel={() => actions.ask(undefined)}
          onSave={actions.save}
        />
      )}
    </li>
  );
}
