import fc from 'fast-check';
import {
  absoluteRange,
  boundsOf,
  RELATIVE_DURATIONS,
  shiftRange,
  type RelativeDuration,
} from './timeRange';

const NOW = Date.parse('2026-11-21T03:18:00Z');
const HOUR = 3_600_000;

const anyRange = fc.oneof(
  fc
    .constantFrom(...(Object.keys(RELATIVE_DURATIONS) as RelativeDuration[]))
    .map(duration => ({ type: 'relative' as const, duration })),
  fc
    .tuple(
      fc.integer({ min: NOW - 300 * 24 * HOUR, max: NOW - 24 * HOUR }),
      fc.integer({ min: 60_000, max: 24 * HOUR }),
    )
    .map(([from, length]) => ({
      type: 'absolute' as const,
      from,
      to: from + length,
    })),
);

it('takes only stretches that CloudWatch can answer', () => {
  expect(absoluteRange(NOW - HOUR, NOW, NOW)).toEqual({
    type: 'absolute',
    from: NOW - HOUR,
    to: NOW,
  });
  expect(absoluteRange(NOW, NOW - HOUR, NOW)).toBeUndefined();
  expect(absoluteRange(NOW - 1000, NOW, NOW)).toBeUndefined();
  expect(absoluteRange(NOW - 500 * 24 * HOUR, NOW, NOW)).toBeUndefined();
  expect(absoluteRange(NaN, NOW, NOW)).toBeUndefined();
});

it('walks back by its own length, without gap or overlap', () => {
  fc.assert(
    fc.property(anyRange, range => {
      const here = boundsOf(range, NOW);
      const before = boundsOf(shiftRange(range, -1, NOW), NOW);
      expect(before.to).toBe(here.from);
      expect(before.to - before.from).toBe(here.to - here.from);
    }),
  );
});

it('comes back to the present, as the relative range it was', () => {
  const back = shiftRange({ type: 'relative', duration: 'PT3H' }, -1, NOW);
  expect(shiftRange(back, 1, NOW)).toEqual({
    type: 'absolute',
    from: NOW - 3 * HOUR,
    to: NOW,
  });
  expect(
    shiftRange(
      { type: 'absolute', from: NOW - 4 * HOUR, to: NOW - HOUR },
      1,
      NOW,
    ),
  ).toEqual({ type: 'relative', duration: 'PT3H' });
});

it('never shows the future', () => {
  fc.assert(
    fc.property(anyRange, range => {
      expect(boundsOf(shiftRange(range, 1, NOW), NOW).to).toBeLessThanOrEqual(
        NOW,
      );
    }),
  );
});
