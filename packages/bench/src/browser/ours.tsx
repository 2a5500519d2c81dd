import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { errorApiRef, translationApiRef } from '@backstage/frontend-plugin-api';
import { themes, UnifiedThemeProvider } from '@backstage/theme';
// The page's own component, which the plugin does not export.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { TimeSeriesChart } from '../../../../plugins/pipeline-ops/src/components/TimeSeriesChart';
import { chartData, REFRESHES, POINTS, STEP, type ChartData } from './data';
import { inOwnTask, twoFrames } from './page';

const FIRST = chartData(0);

let show: (charts: ChartData[]) => void = () => {};

function Page() {
  const [charts, setCharts] = useState(FIRST);
  show = setCharts;
  return (
    <>
      {charts.map(({ title, t0, values }) => (
        <div key={title} className="card">
          <TimeSeriesChart
            title={title}
            unit="Milliseconds"
            from={t0}
            to={t0 + POINTS * STEP}
            series={[
              {
                id: 'm1',
                label: 'Latency',
                t0,
                step: STEP,
                values,
              },
            ]}
            thresholds={[
              {
                value: 250,
                comparison: '>',
                text: '> 250',
                origin: 'document',
              },
            ]}
            zone="utc"
            syncKey="bench"
            onZoom={() => {}}
          />
        </div>
      ))}
    </>
  );
}

/** What comes next, made before anything is timed. */
const upcoming = Array.from({ length: REFRESHES }, (_, turn) =>
  chartData(turn + 1),
);

window.bench = {
  async mount() {
    const root = createRoot(document.getElementById('root')!);
    const started = performance.now();
    root.render(
      <TestApiProvider
        apis={[
          [translationApiRef, mockApis.translation()],
          [errorApiRef, mockApis.error()],
        ]}
      >
        <UnifiedThemeProvider theme={themes.light}>
          <Page />
        </UnifiedThemeProvider>
      </TestApiProvider>,
    );
    // React may let a frame pass before it begins.
    do {
      await twoFrames();
    } while (this.drawn() < FIRST.length);
    return performance.now() - started;
  },
  refresh() {
    const next = upcoming.shift() ?? FIRST;
    return inOwnTask(() => flushSync(() => show(next)));
  },
  drawn: () => document.querySelectorAll('.card canvas').length,
};
