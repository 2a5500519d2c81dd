import fc from 'fast-check';
import { axisFigures, axisSplits } from './axisFigures';

it('steps through times as a clock does, and through sizes by powers of two', () => {
  expect(axisSplits(0, 1500, 500, 'Seconds')).toEqual([0, 600, 1200]);
  expect(axisSplits(0, 60_000, 20_000, 'Milliseconds')).toEqual([
    0, 20_000, 40_000, 60_000,
  ]);
  expect(axisSplits(0, 400_000, 100_000, 'Bytes')).toEqual([
    0, 131_072, 262_144, 393_216,
  ]);
  expect(axisSplits(0, 2.5, 1, 'Megabytes')).toEqual([0, 1, 2]);
  expect(axisSplits(0, 200_000, 86_400, 'Seconds')).toEqual([
    0, 86_400, 172_800,
  ]);
});

it('leaves counts and fine steps as they are', () => {
  expect(axisSplits(-5, 10, 5, 'Count')).toEqual([-5, 0, 5, 10]);
  expect(axisSplits(0, 0.3, 0.1, 'Percent')).toEqual([0, 0.1, 0.2, 0.3]);
  expect(axisSplits(0, 2, 0.5, 'Seconds')).toEqual([0, 0.5, 1, 1.5, 2]);
});

it('writes all figures of an axis in one unit', () => {
  expect(axisFigures([0, 600, 1200], 'Seconds')).toEqual([
    '0 min',
    '10 min',
    '20 min',
  ]);
  expect(axisFigures([0, 250, 500], 'Milliseconds')).toEqual([
    '0 ms',
    '250 ms',
    '500 ms',
  ]);
  expect(axisFigures([0, 131_072, 393_216], 'Bytes/Second')).toEqual([
    '0 KiB/s',
    '128 KiB/s',
    '384 KiB/s',
  ]);
  expect(axisFigures([0, 50], 'Percent')).toEqual(['0 %', '50 %']);
  expect(axisFigures([], 'Seconds')).toEqual([]);
  expect(axisFigures([0], 'Bytes')).toEqual(['0 B']);
});

it('ends, stays within the axis and never has more figures than were asked for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('Seconds', 'Milliseconds', 'Bytes', 'Count', 'None'),
      (min, width, parts, unit) => {
        // Finer than this, two figures are the same floating point number.
        const span = Math.max(width, Math.abs(min) * 1e-9);
        const max = min + span;
        const splits = axisSplits(min, max, span / parts, unit);
        expect(splits.length).toBeLessThanOrEqual(parts + 2);
        expect(axisFigures(splits, unit)).toHaveLength(splits.length);
      },
    ),
  );
});
