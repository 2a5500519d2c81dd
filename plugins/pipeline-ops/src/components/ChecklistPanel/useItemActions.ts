import { useState } from 'react';
import type {
  CheckAnswer,
  Checklist,
  ChecklistItem,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useMe, type Answer, type Assignment } from '../../queries';
import type { GivenState } from './AnswerButtons';
import type { Words } from './AnswerForm';

/** All that can be done with one item, by mouse and by keyboard alike. */
export interface ItemActions {
  /** Whether data says that the item holds, and nobody has answered it. */
  canConfirm: boolean;
  /** Whether `done` has to say why, because data speaks against it. */
  needsReason: boolean;
  confirm: () => void;
  done: () => void;
  /** Asks for words before the answer is sent; stops asking when there is no state. */
  ask: (state: GivenState | undefined) => void;
  /** Sends the answer that words were asked for. */
  save: (words: Words) => void;
  undo: () => void;
  take: () => void;
  /** Undefined where nobody can be given the item any more. */
  assign: ((assignee: string | undefined) => void) | undefined;
}

export function useItemActions(options: {
  checklist: Checklist;
  answerItem: (answer: Answer) => void;
  assign: (assignment: Assignment) => void;
  /** Why nothing may be answered; undefined when it may. */
  locked: string | undefined;
}) {
  const { checklist, answerItem, locked } = options;
  const { isCurrent } = checklist.period;
  const me = useMe();
  const [question, setQuestion] = useState<{
    itemId: string;
    state: GivenState;
  }>();

  const actionsOf = (
    item: ChecklistItem,
    says: CheckAnswer | undefined,
  ): ItemActions => {
    const give = (state: GivenState, words: Words = {}) => {
      // What data said when a person decided is part of the record, whichever way they decided.
      const kept = isCurrent && item.check && state !== 'not-applicable';
      answerItem({
        itemId: item.id,
        state,
        ...words,
        ...(kept && { withAnswer: true }),
      });
    };
    const ask = (state: GivenState | undefined) =>
      setQuestion(state && { itemId: item.id, state });
    const needsReason = isCurrent && says?.verdict === 'fails';
    const assign =
      isCurrent && !locked
        ? (assignee: string | undefined) =>
            options.assign({ itemId: item.id, assignee })
        : undefined;
    return {
      canConfirm: !locked && !item.completion && says?.verdict === 'holds',
      needsReason,
      confirm: () => (item.evidence?.required ? ask('done') : give('done')),
      done: () => (item.evidence || needsReason ? ask('done') : give('done')),
      ask,
      save: words => {
        setQuestion(undefined);
        give(question?.state ?? 'done', words);
      },
      undo: () => answerItem({ itemId: item.id, state: 'undone' }),
      take: () => {
        if (me && item.assignee !== me) {
          assign?.(me);
        }
      },
      assign,
    };
  };
  return { actionsOf, question };
}
