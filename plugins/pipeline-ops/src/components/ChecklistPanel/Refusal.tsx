import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { ChecklistConflictError } from '../../api';
import type { RefusedEvent } from '../../queries';
import { formatRecent, useNow, type Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { messageOf } from '../Failure';
import { ANSWER_WORDS } from './answerWords';
import { useNoticeStyles } from './noticeStyles';
import { personOf } from './personOf';

function useConflictWords(zone: Zone) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(60_000);
  return (checklist: Checklist, refused: RefusedEvent): string => {
    const item = checklist.items.find(({ id }) => id === refused.itemId);
    if (refused.type === 'assignment') {
      const { assignee } = item ?? checklist;
      return assignee
        ? t('checklists.conflictTaken', {
            who: personOf(assignee),
            item: item?.text ?? t('assignee.list'),
          })
        : t('checklists.conflict');
    }
    if (!item) {
      return t('checklists.conflict');
    }
    const { completion } = item;
    return completion
      ? t('checklists.conflictBy', {
          who: completion.by
            ? personOf(completion.by)
            : t('checklists.machine'),
          item: item.text,
          answer: t(ANSWER_WORDS[completion.state]),
          when: formatRecent(Date.parse(completion.at), zone, now),
        })
      : t('checklists.conflictUndone', { item: item.text });
  };
}

/** Why an answer was not kept: who was faster with what, or what the server said. */
export function Refusal(props: {
  checklist: Checklist;
  refused: RefusedEvent;
  zone: Zone;
  onDismiss: () => void;
}) {
  const classes = useNoticeStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const conflictWords = useConflictWords(props.zone);
  const { checklist, refused, onDismiss } = props;
  return (
    <div role="alert" className={clsx(classes.notice, classes.warn)}>
      <span className={classes.words}>
        {refused.error instanceof ChecklistConflictError
          ? conflictWords(checklist, refused)
          : t('checklists.notKept', { why: messageOf(refused.error) })}
      </span>
      <ActionButton onClick={onDismiss}>{t('checklists.dismiss')}</ActionButton>
    </div>
  );
}
