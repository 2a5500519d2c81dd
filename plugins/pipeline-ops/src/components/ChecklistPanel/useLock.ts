import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  checklistOverridePermission,
  checklistUpdatePermission,
  type ChecklistPeriod,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useScope } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** Whether a period may be answered, and why not. The past opens only for whoever may override, and only when asked to. */
export function useLock(period: ChecklistPeriod) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { entityRef: resourceRef } = useScope();
  const [correctingKey, setCorrectingKey] = useState<string>();
  const update = usePermission({
    permission: checklistUpdatePermission,
    resourceRef,
  });
  const override = usePermission({
    permission: checklistOverridePermission,
    resourceRef,
  });
  const mayCorrect = !period.isCurrent && override.allowed;
  const correcting = mayCorrect && correctingKey === period.key;
  const locked = (() => {
    if (!period.isCurrent) {
      return correcting ? undefined : t('checklists.pastLocked');
    }
    return update.loading || update.allowed
      ? undefined
      : t('checklists.notAllowed');
  })();
  return {
    /** Undefined when it may be answered. */
    locked,
    mayCorrect,
    correcting,
    setCorrecting: (on: boolean) =>
      setCorrectingKey(on ? period.key : undefined),
  };
}
