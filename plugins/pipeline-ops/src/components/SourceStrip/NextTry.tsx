import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatDuration, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';

/** Counts down to the moment at which a source is asked again; nothing once that has come. */
export function NextTry(props: {
  /** ISO 8601, UTC. */
  retryAt: string;
}) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const now = useNow(1000);
  const left = Date.parse(props.retryAt) - now;
  return left > 0 ? (
    <> · {t('sources.nextTry', { duration: formatDuration(left) })}</>
  ) : null;
}
