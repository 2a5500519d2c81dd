import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatRecent, useNow } from '../../time';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { personOf, useEventWords } from '../RunWords';
import { useRunSession } from './RunSession';

/** Who decided it first, when and how. */
export function TakenWords(props: { by: RunEvent }) {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { run } = useRunSession();
  const { view } = useViewState();
  const now = useNow(60_000);
  const eventWords = useEventWords(run);
  const { by } = props;
  return (
    <>
      {t('runs.taken', {
        who: personOf(by.by),
        when: formatRecent(Date.parse(by.at), view.zone, now),
        what: eventWords(by),
      })}
    </>
  );
}
