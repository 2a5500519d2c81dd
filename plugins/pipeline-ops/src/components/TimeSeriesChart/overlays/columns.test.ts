import type UPlot from 'uplot';
import { bandAreas, drawAreas, edgesOf, stretchesOf } from './columns';

const area = (low: (number | null)[], high: (number | null)[]) => ({
  t0: 1000,
  step: 60,
  low,
  high,
});

it('finds the stretches where both edges are known', () => {
  expect(
    stretchesOf(area([1, 2, null, 4, 5, 6], [3, 4, 5, 6, null, 8])),
  ).toEqual([
    [0, 1],
    [3, 3],
    [5, 5],
  ]);
  expect(stretchesOf(area([], []))).toEqual([]);
});

it('knows how far the areas reach', () => {
  expect(edgesOf([area([2, null], [5, 9]), area([1], [4])])).toEqual([1, 9]);
  expect(edgesOf([area([null], [null])])).toEqual([]);
});

it('draws an anomaly band between its lines, with a gap where it has one', () => {
  const path: string[] = [];
  const ctx = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        (...args: number[]) => {
          if (['moveTo', 'lineTo', 'fill'].includes(name)) {
            path.push(`${name} ${args.join(' ')}`.trim());
          }
        },
      set: () => true,
    },
  );
  // One pixel for each second and unit, from the lower left.
  const u = {
    ctx,
    bbox: { left: 0, top: 0, width: 300, height: 100 },
    series: [{}],
    valToPos: (value: number, scale: string) =>
      scale === 'x' ? value - 1000 : 100 - value,
  } as unknown as UPlot;
  const [band] = bandAreas([
    {
      label: 'expected',
      t0: 1000,
      step: 60,
      values: [10, 20, null],
      upper: [30, 40, 50],
    },
  ]);
  drawAreas(u, [band], 'grey');
  expect(path).toEqual([
    'moveTo 0 70',
    'lineTo 60 60',
    'lineTo 60 80',
    'lineTo 0 90',
    'fill',
  ]);
});
