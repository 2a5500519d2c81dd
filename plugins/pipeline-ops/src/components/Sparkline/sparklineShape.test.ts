import { sparklineShape } from './sparklineShape';

const path = (values: (number | null)[]) =>
  sparklineShape(values, undefined, 30, 12).path;

it('draws from left to right with zero as the floor, and breaks at gaps', () => {
  expect(path([0, 10, null, 5])).toBe('M0.0 11.0L10.0 1.0M30.0 6.0');
});

it('draws nothing from nothing, and a flat line from zeros', () => {
  expect(path([null, null])).toBe('');
  expect(path([])).toBe('');
  expect(path([0, 0])).toBe('M0.0 11.0L30.0 11.0');
});

it('draws a limit in the scale of the values, and leaves room for it', () => {
  expect(sparklineShape([0, 5], 10, 30, 12)).toEqual({
    path: 'M0.0 11.0L30.0 6.0',
    limitAt: 1,
  });
  expect(sparklineShape([null], 10, 30, 12)).toEqual({ path: '' });
});
