import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { StatusPill } from '../StatusPill';
import { STANDING_TONES, standingOfRun } from './outcomeTones';

/** Whether a run goes on, or what it came to. */
export function RunPill(props: { run: Pick<RunSummary, 'state' | 'outcome'> }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const standing = standingOfRun(props.run);
  return (
    <StatusPill tone={STANDING_TONES[standing]}>
      {t(`runs.state.${standing}`)}
    </StatusPill>
  );
}
