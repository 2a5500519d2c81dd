import { lazy, Suspense } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { ActionButton } from '../ActionButton';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';

const Readings = lazy(() =>
  import('./Readings').then(m => ({ default: m.Readings })),
);

/** For writers: opens what was read from the pipeline's guide. Neither code nor data is fetched before. */
export function GuideReading() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const { view, change } = useViewState();
  const open = view.guide !== undefined;
  return (
    <Panel
      title={t('guide.title')}
      flush
      actions={
        <ActionButton
          aria-expanded={open}
          onClick={() => change({ guide: open ? undefined : 'all' })}
        >
          {open ? t('guide.close') : t('guide.open')}
        </ActionButton>
      }
    >
      {open && (
        <Suspense fallback={<Skeleton lines={4} height={32} />}>
          <Readings />
        </Suspense>
      )}
    </Panel>
  );
}
