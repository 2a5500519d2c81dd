import { sparklinePath } from './sparklinePath';

it('draws from left to right with zero as the floor, and breaks at gaps', () => {
  expect(sparklinePath([0, 10, null, 5], 30, 12)).toBe(
    'M0.0 11.0L10.0 1.0M30.0 6.0',
  );
});

it('draws nothing from nothing, and a flat line from zeros', () => {
  expect(sparklinePath([null, null], 30, 12)).toBe('');
  expect(sparklinePath([], 30, 12)).toBe('');
  expect(sparklinePath([0, 0], 30, 12)).toBe('M0.0 11.0L30.0 11.0');
});
