import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Checklist } from '@pipeline-ops/plugin-pipeline-ops-common';
import type { Zone } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { DuePill } from '../ChecklistCards';
import { Panel } from '../Panel';
import { StatusPill } from '../StatusPill';
import { ChecklistItems } from './ChecklistItems';
import { PeriodControls, type PeriodSteps } from './PeriodControls';
import { Reminders } from './Reminders';
import { useLock } from './useLock';

/** One list: walk its periods, and answer the one that is shown. */
export function ChecklistPanel(props: {
  checklist: Checklist;
  steps: PeriodSteps;
  zone: Zone;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { checklist, steps, zone } = props;
  const { period } = checklist;
  const { locked, mayCorrect, correcting, setCorrecting } = useLock(period);
  const open = period.isCurrent && locked === undefined;
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
      <ChecklistItems
        key={period.key}
        checklist={checklist}
        locked={locked}
        correcting={correcting}
        zone={zone}
      />
    </Panel>
  );
}
