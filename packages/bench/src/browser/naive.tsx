import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { chartData, REFRESHES, STEP, type ChartData } from './data';
import { inOwnTask, twoFrames } from './page';

/** As the naive backend answers. */
function toPoints({ t0, values }: ChartData) {
  return values.map((value, index) => ({
    timestamp: new Date((t0 + index * STEP) * 1_000).toISOString(),
    value,
  }));
}

function toCharts(shift: number) {
  return chartData(shift).map(chart => ({
    title: chart.title,
    points: toPoints(chart),
  }));
}

const FIRST = toCharts(0);

let show: (charts: typeof FIRST) => void = () => {};

function Page() {
  const [charts, setCharts] = useState(FIRST);
  show = setCharts;
  return (
    <>
      {charts.map(({ title, points }) => (
        <div key={title} className="card">
          <LineChart width={380} height={150} data={points}>
            <CartesianGrid strokeDasharray="3 3" />
            <XAxis
              dataKey="timestamp"
              tickFormatter={text => String(text).slice(11, 16)}
            />
            <YAxis width={50} />
            <Tooltip />
            <ReferenceLine y={250} stroke="#c00" strokeDasharray="5 4" />
            <Line
              dataKey="value"
              name="Latency"
              dot={false}
              isAnimationActive={false}
              stroke="#36c"
            />
          </LineChart>
        </div>
      ))}
    </>
  );
}

/** What comes next, made before anything is timed. */
const upcoming = Array.from({ length: REFRESHES }, (_, turn) =>
  toCharts(turn + 1),
);

window.bench = {
  async mount() {
    const root = createRoot(document.getElementById('root')!);
    const started = performance.now();
    root.render(<Page />);
    do {
      await twoFrames();
    } while (this.drawn() < FIRST.length);
    return performance.now() - started;
  },
  refresh() {
    const next = upcoming.shift() ?? FIRST;
    return inOwnTask(() => flushSync(() => show(next)));
  },
  drawn: () => document.querySelectorAll('.recharts-line path').length,
};
