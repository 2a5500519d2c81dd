import { lazy, Suspense, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { useViewState } from '../../viewState';
import { useSeen } from '../ChartSections/useSeen';
import { Panel } from '../Panel';
import { Skeleton } from '../Skeleton';

const DashboardPanel = lazy(() =>
  import('./DashboardPanel').then(m => ({ default: m.DashboardPanel })),
);

function Place() {
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  return (
    <Panel title={t('dashboards.title')}>
      <Skeleton lines={2} height={34} />
    </Panel>
  );
}

/** Where the dashboards stand on the page. Code and data are fetched when the reader comes near, or when the address names one. */
export function Dashboards() {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const { view } = useViewState();
  return (
    <div ref={place}>
      {seen || view.dashboard ? (
        <Suspense fallback={<Place />}>
          <DashboardPanel />
        </Suspense>
      ) : (
        <Place />
      )}
    </div>
  );
}
