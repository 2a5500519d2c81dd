import UPlot from 'uplot';
import type { ChartThreshold } from '@pipeline-ops/plugin-pipeline-ops-common';
import { alignSeries } from './alignSeries';
import { chartOptions, type ChartSettings } from './chartOptions';
import type { Scene } from './scene';
import { thresholdLines, valueRange } from './thresholdLines';

const T0 = Date.parse('2026-11-21T02:00:00Z') / 1000;

function threshold(rest: Partial<ChartThreshold>): ChartThreshold {
  return { comparison: '>', text: '> 5', origin: 'document', ...rest };
}

describe('data', () => {
  it('keeps gaps, and puts series of different grids on one axis', () => {
    const minute = { t0: T0, step: 60, values: [1, null, 3] };
    expect(alignSeries([minute, { ...minute, values: [4, 5, 6] }])).toEqual([
      [T0, T0 + 60, T0 + 120],
      [1, null, 3],
      [4, 5, 6],
    ]);
    expect(
      alignSeries([minute, { t0: T0, step: 120, values: [7, 8] }]),
    ).toEqual([
      [T0, T0 + 60, T0 + 120],
      [1, null, 3],
      [7, undefined, 8],
    ]);
    expect(alignSeries([])).toEqual([[]]);
  });
});

describe('thresholds', () => {
  it('draws each known height once, the breached one first', () => {
    expect(
      thresholdLines([
        threshold({ value: 5, text: '> 5' }),
        threshold({ value: 5, text: '> 5 in 5 min', breached: true }),
        threshold({ text: '> 120 % of baseline' }),
        threshold({ value: Infinity }),
      ]),
    ).toEqual([{ value: 5, label: '> 5 in 5 min', breached: true }]);
  });

  it('are in view when near, and do not flatten the data when far', () => {
    const [line] = thresholdLines([threshold({ value: 100 })]);
    expect(valueRange(0, 60, [line])[1]).toBeGreaterThan(100);
    expect(valueRange(0, 2, [line])[1]).toBeLessThan(3);
    expect(valueRange(0, 0, [line])[1]).toBeGreaterThan(100);
    expect(valueRange(null, null, [])).toEqual([0, 1]);
    expect(valueRange(-4, 4, [])[0]).toBeLessThan(-4);
  });
});

describe('options', () => {
  const scene: Scene = {
    from: T0,
    to: T0 + 3 * 3600,
    thresholds: [],
    overlays: { baselines: [], bands: [], marks: [] },
    reach: [],
  };
  const settings = (rest: Partial<ChartSettings> = {}): ChartSettings => ({
    looks: [{ label: 'Failures', color: 'a', side: 'left' }],
    unit: 'Count',
    scene: () => scene,
    zone: 'utc',
    colors: {
      text: '',
      grid: '',
      breach: '',
      limit: '',
      paper: '',
      overlays: {
        baseline: '',
        band: '',
        marks: { alarm: '', ok: '', 'no-data': '', annotation: '' },
      },
    },
    fontFamily: 'sans-serif',
    syncKey: 'page',
    onCursor: () => {},
    onZoom: () => {},
    ...rest,
  });
  const plot = async (rest?: Partial<ChartSettings>) => {
    const u = new UPlot(
      { ...chartOptions(settings(rest)), width: 400, height: 150 },
      [
        [T0, T0 + 60],
        [1, 2],
      ],
      document.createElement('div'),
    );
    // It computes its scales after the current task.
    await Promise.resolve();
    return u;
  };

  it('show the asked time, whatever the data covers', async () => {
    const u = await plot();
    expect([u.scales.x.min, u.scales.x.max]).toEqual([T0, T0 + 3 * 3600]);
  });

  it('follow the shown time and the bands in it without a new plot', async () => {
    let now = scene;
    const u = await plot({ scene: () => now });
    now = { ...scene, from: T0 + 60, to: T0 + 3660, reach: [6] };
    u.setData(u.data);
    await Promise.resolve();
    expect([u.scales.x.min, u.scales.x.max]).toEqual([T0 + 60, T0 + 3660]);
    expect(u.scales.y.max).toBeGreaterThan(6);
  });

  it('write axes in the chosen clock and unit', async () => {
    const { axes } = chartOptions(settings({ unit: 'Milliseconds' }));
    const u = await plot();
    const words = (axis: number, splits: number[], increment: number) =>
      (axes![axis].values as (...args: unknown[]) => string[])(
        u,
        splits,
        axis,
        50,
        increment,
      );
    expect(words(0, [T0, T0 + 3600], 3600)).toEqual(['02:00', '03:00']);
    expect(words(0, [T0], 86_400)).toEqual(['21 Nov']);
    expect(words(1, [0, 2000], 1000)).toEqual(['0 s', '2 s']);
  });

  it('zoom to what was dragged over, but not by a click', async () => {
    const zoomed: [number, number][] = [];
    const u = await plot({ onZoom: (from, to) => zoomed.push([from, to]) });
    const width = u.bbox.width / UPlot.pxRatio;
    u.setSelect({ left: 0, top: 0, width: 3, height: 100 });
    expect(zoomed).toEqual([]);
    u.setSelect({ left: 0, top: 0, width: width / 3, height: 100 });
    expect(zoomed).toHaveLength(1);
    expect(zoomed[0][0]).toBeCloseTo(T0, -1);
    expect(zoomed[0][1]).toBeCloseTo(T0 + 3600, -1);
    expect(u.select.width).toBe(0);
  });
});
