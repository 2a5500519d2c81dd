import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import { useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';
import { dueOf, type Due } from './due';

function useDueWords(): (due: Due) => string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return due => {
    switch (due.key) {
      case 'daysLeft':
        return t('due.daysLeft', { count: due.count });
      case 'at':
      case 'was':
      case 'overdue':
      case 'excusedUntil':
        return t(`due.${due.key}`, { when: due.when });
      default:
        return t(`due.${due.key}`);
    }
  };
}

/** How a list's period stands: due, overdue, complete, missed or excused. */
export function DuePill(props: { checklist: Checklist }) {
  const words = useDueWords();
  const due = dueOf(props.checklist, useNow(60_000));
  return <StatusPill tone={due.tone}>{words(due)}</StatusPill>;
}
