import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Alarm,
  EscalationLevel,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { useRunbook } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import type { TypedValues } from '../CommandBlock';
import { Failure } from '../Failure';
import { Panel } from '../Panel';
import { RunbookView } from '../RunbookView';
import { Skeleton } from '../Skeleton';
import { StartRun } from '../StartRun';

/** The chosen procedure as its document has it now. What a reader types stays on the page. */
export function Procedure(props: {
  runbookId: string;
  environment: string;
  escalation: EscalationLevel[];
  alarms: Alarm[];
  /** The alarm that led here. */
  alarmName: string | undefined;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { runbookId, environment, escalation, alarms, alarmName } = props;
  const runbook = useRunbook(runbookId, alarmName);
  const [typed, setTyped] = useState<TypedValues>({});
  if (runbook.error && !runbook.data) {
    return (
      <Panel>
        <Failure
          what={t('runbooks.one')}
          error={runbook.error}
          onRetry={() => runbook.refetch()}
        />
      </Panel>
    );
  }
  return runbook.data ? (
    <RunbookView
      runbook={runbook.data.data}
      escalation={escalation}
      alarms={alarms}
      alarmName={alarmName}
      actions={
        <StartRun
          runbookId={runbookId}
          environment={environment}
          alarmName={alarmName}
          typed={typed}
        />
      }
      typed={typed}
      onType={(key, value) =>
        setTyped(current => ({ ...current, [key]: value }))
      }
    />
  ) : (
    <Skeleton lines={6} height={48} />
  );
}
