import fc from 'fast-check';
import { axisRange } from './chartAxes';
import { plotSeries } from './chartSeries';
import { shadedSpan } from './drawAnnotations';
import { valueAt, type PlottedSeries } from './plotted';
import { stackSeries } from './stackSeries';

const T0 = Date.parse('2026-11-21T02:00:00Z') / 1000;

function series(
  id: string,
  values: (number | null)[],
  rest: Partial<PlottedSeries> = {},
): PlottedSeries {
  return { id, label: id, t0: T0, step: 60, values, ...rest };
}

describe('stacked areas', () => {
  const minutes = [T0, T0 + 60, T0 + 120];

  it('stand on those before them; a gap adds nothing, a gap in all is a gap', () => {
    expect(
      stackSeries(
        [series('a', [1, null, null]), series('b', [10, 20, null])],
        minutes,
      ),
    ).toEqual([minutes, [1, 0, null], [11, 20, null]]);
  });

  it('hold a longer bucket over the moments it covers', () => {
    const slow = series('slow', [100, 200], { step: 120 });
    expect(stackSeries([series('a', [1, 2, 3]), slow], minutes)).toEqual([
      minutes,
      [1, 2, 3],
      [101, 102, 203],
    ]);
    expect(valueAt(slow, T0 + 119)).toBe(100);
    expect(valueAt(slow, T0 - 1)).toBeUndefined();
  });

  it('are counted for each axis by itself', () => {
    expect(
      stackSeries(
        [
          series('a', [1]),
          series('b', [5], { axis: 'right' }),
          series('c', [2]),
        ],
        [T0],
      ),
    ).toEqual([[T0], [1], [5], [3]]);
  });

  it('fill down to the one below on the same axis, the lowest down to zero', () => {
    const look = (side: 'left' | 'right') => ({
      label: side,
      color: '#2563eb',
      side,
    });
    const { series: drawn, bands } = plotSeries(
      [look('left'), look('right'), look('left')],
      'stacked',
    );
    expect(bands.map(band => band.series)).toEqual([[3, 1]]);
    expect(drawn.map(one => Boolean(one.fill))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(plotSeries([look('left')], 'lines').series[1].fill).toBeUndefined();
  });
});

describe('a value axis', () => {
  const free = { showUnits: true };

  it('keeps the ends that the dashboard fixes', () => {
    expect(axisRange(3, 70, [], [], { ...free, min: 0, max: 100 })).toEqual([
      0, 100,
    ]);
    expect(axisRange(3, 70, [], [], { ...free, min: 50 })[0]).toBe(50);
  });

  it('reaches every annotation, however far', () => {
    const [bottom, top] = axisRange(0, 2, [], [{ value: 90, until: -5 }], free);
    expect(top).toBeGreaterThan(90);
    expect(bottom).toBeLessThan(-5);
  });

  it('is never empty or upside down', () => {
    const height = fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
    fc.assert(
      fc.property(height, height, height, height, (low, high, min, max) => {
        const [bottom, top] = axisRange(low, high, [], [], {
          ...free,
          min: min ?? undefined,
          max: max ?? undefined,
        });
        expect(bottom).toBeLessThan(top);
      }),
    );
  });
});

it('shades one side of an annotation, or the space between two edges, within the plot', () => {
  // A plot of 100 pixels from pixel 10; 0 is at the bottom, 10 at the top.
  const height = (value: number) => 110 - value * 10;
  const shaded = (annotation: Parameters<typeof shadedSpan>[0]) =>
    shadedSpan(annotation, height, 10, 100);
  expect(shaded({ value: 8, fill: 'above' })).toEqual([10, 30]);
  expect(shaded({ value: 8, fill: 'below' })).toEqual([30, 110]);
  expect(shaded({ value: 8, until: 4 })).toEqual([30, 70]);
  expect(shaded({ value: 8, until: 99 })).toEqual([10, 30]);
  expect(shaded({ value: 8 })).toBeUndefined();
  expect(shaded({ value: 8, fill: 'none' })).toBeUndefined();
});
