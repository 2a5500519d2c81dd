import fc from 'fast-check';
import { alignWindow, periodFor } from './window';

const NOW = Date.parse('2026-11-21T03:18:42Z') / 1_000;
const HOUR = 3_600;
const DAY = 86_400;

const range = fc
  .record({
    age: fc.integer({ min: 0, max: 400 * DAY }),
    length: fc.integer({ min: 60, max: 400 * DAY }),
  })
  .map(({ age, length }) => ({ from: NOW - age - length, to: NOW - age }));

describe('periodFor', () => {
  it.each([
    [1, 60],
    [3, 60],
    [6, 60],
    [12, 300],
    [24, 300],
    [7 * 24, 3_600],
    [14 * 24, 3_600],
  ])('shows the last %d hours by %d seconds', (hours, seconds) => {
    expect(periodFor({ from: NOW - hours * HOUR, to: NOW }, NOW)).toBe(seconds);
  });

  it('asks old data by the period that CloudWatch still keeps it in', () => {
    const hourOf = (days: number) => ({
      from: NOW - days * DAY,
      to: NOW - days * DAY + HOUR,
    });
    expect(periodFor(hourOf(14), NOW)).toBe(60);
    expect(periodFor(hourOf(16), NOW)).toBe(300);
    expect(periodFor(hourOf(70), NOW)).toBe(3_600);
  });

  it('never gives more than 500 points', () => {
    fc.assert(
      fc.property(range, asked => {
        const points = (asked.to - asked.from) / periodFor(asked, NOW);
        expect(points).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe('alignWindow', () => {
  it('lies on boundaries of its period and ends with a whole bucket', () => {
    fc.assert(
      fc.property(range, asked => {
        const { from, to, period } = alignWindow(asked, NOW);
        expect(from % period).toBe(0);
        expect(to % period).toBe(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(NOW);
      }),
    );
  });

  it('is the same for everybody who looks within one period', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 0, max: 59_999 }),
        (a, b) => {
          const minute = Date.parse('2026-11-21T03:18:00Z') / 1_000;
          const seenAt = (ms: number) => {
            const now = minute + ms / 1_000;
            return alignWindow({ from: now - 3 * HOUR, to: now }, now);
          };
          expect(seenAt(a)).toEqual(seenAt(b));
        },
      ),
    );
  });

  it('does not reach into the future', () => {
    const day = { from: NOW - HOUR, to: NOW + 12 * HOUR };
    const { from, to } = alignWindow(day, NOW);
    expect(from).toBeLessThanOrEqual(NOW - HOUR);
    expect(to).toBeLessThanOrEqual(NOW);
    expect(to - from).toBeLessThan(2 * HOUR);
  });
});
