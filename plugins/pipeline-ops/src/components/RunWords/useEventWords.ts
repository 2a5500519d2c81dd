import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Run, RunEvent } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { usePointWords } from './usePointWords';

/** What happened in a run, in a few words after the name of who did it. */
export function useEventWords(run: Run): (event: RunEvent) => string {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const pointWords = usePointWords(run);
  return useCallback(
    event => {
      switch (event.type) {
        case 'started':
        case 'joined':
        case 'reopened':
          return t(`runs.event.${event.type}`);
        case 'step-done':
        case 'step-skipped':
        case 'step-failed':
        case 'step-reopened':
          return t(`runs.event.${event.type}`, {
            point: pointWords(event.step),
          });
        case 'checked':
          return t('runs.event.checked', {
            point: pointWords(event.step),
            summary: event.evidence.summary,
          });
        case 'note':
          return event.step
            ? t('runs.event.note-on', { point: pointWords(event.step) })
            : t('runs.event.note');
        case 'output':
          return event.step
            ? t('runs.event.output-of', { point: pointWords(event.step) })
            : t('runs.event.output');
        case 'variable':
          return t('runs.event.variable', {
            name: event.name,
            value: event.value,
          });
        default:
          return event.outcome === 'escalated' && event.level !== undefined
            ? t('runs.event.escalated', { level: String(event.level) })
            : t('runs.event.end', {
                outcome: t(`runs.state.${event.outcome}`),
              });
      }
    },
    [t, pointWords],
  );
}
