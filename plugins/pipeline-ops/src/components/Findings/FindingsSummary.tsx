import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFindings } from '../../queries';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { ActionButton } from '../ActionButton';
import { goToPanel } from '../PanelLinks';

/** How many findings there are, with the way to them; nothing while there are none. */
export function FindingsSummary() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const findings = useFindings();
  const count = findings.data?.data.findings.length ?? 0;
  if (count === 0) {
    return null;
  }
  return (
    <ActionButton emphasis="bare" onClick={() => goToPanel('findings')}>
      {t('findings.count', { count })}
    </ActionButton>
  );
}
