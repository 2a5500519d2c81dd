import fc from 'fast-check';
import {
  type Cadence,
  isTimeZone,
  nextPeriod,
  periodAt,
  periodOf,
  periodTitle,
  previousPeriod,
} from './period';

const cadences: Cadence[] = [
  'shift',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
];
// Every zone this machine knows, from Pago Pago (-11) to Kiritimati (+14), half hours and odd clock changes included.
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const instants = fc.date({
  min: new Date('2015-01-01T00:00:00Z'),
  max: new Date('2037-12-31T23:59:59Z'),
  noInvalidDate: true,
});

it('names the period that an instant belongs to', () => {
  const at = new Date('2026-11-21T15:30:00Z');
  expect(cadences.map(cadence => periodAt(cadence, at, 'UTC').key)).toEqual([
    'S:2026-11-21/2',
    'D:2026-11-21',
    'W:2026-W47',
    'M:2026-11',
    'Q:2026-Q4',
    'Y:2026',
  ]);
  expect(periodAt('daily', at, 'Pacific/Kiritimati').key).toBe('D:2026-11-22');
  expect(periodAt('weekly', new Date('2027-01-01T12:00:00Z'), 'UTC').key).toBe(
    'W:2026-W53',
  );
});

it('makes days of 23 and 25 hours where clocks change', () => {
  const hours = (key: string) => {
    const { start, end } = periodOf(key, 'Europe/London');
    return (end.getTime() - start.getTime()) / 3_600_000;
  };
  expect(hours('D:2026-03-29')).toBe(23);
  expect(hours('D:2026-10-25')).toBe(25);
  expect(hours('D:2026-11-21')).toBe(24);
  // Beirut has no midnight on that day: the day begins at 01:00.
  expect(periodOf('D:2026-03-29', 'Asia/Beirut').start.toISOString()).toBe(
    '2026-03-28T22:00:00.000Z',
  );
});

it('puts every instant into exactly one period, in every zone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cadences),
      fc.constantFrom(...zones),
      instants,
      (cadence, zone, at) => {
        const period = periodAt(cadence, at, zone);
        expect(period.start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(period.end.getTime()).toBeGreaterThan(at.getTime());
        expect(periodOf(period.key, zone)).toEqual(period);

        const next = nextPeriod(period, zone);
        expect(next.start).toEqual(period.end);
        expect(next.key).not.toBe(period.key);
        expect(previousPeriod(next, zone)).toEqual(period);
      },
    ),
    { numRuns: 3000 },
  );
});

it('refuses keys that name no period', () => {
  for (const key of [
    '',
    'D:2026-02-30',
    'D:2026-11-21T00:00',
    'W:2026-W54',
    'W:2025-W53',
    'M:2026-13',
    'Q:2026-Q5',
    'S:2026-11-21/4',
    'X:2026',
    "D:2026-11-21'; drop table",
  ]) {
    expect(() => periodOf(key, 'UTC')).toThrow(RangeError);
  }
  expect(() => periodOf('D:2026-11-21', 'Mars/Olympus')).toThrow(RangeError);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
  expect(isTimeZone('Europe/London')).toBe(true);
});

it('titles periods for people', () => {
  const title = (key: string) => periodTitle(periodOf(key, 'UTC'), 'UTC');
  expect(title('D:2026-11-21')).toBe('Saturday 21 November 2026');
  expect(title('W:2026-W47')).toBe('Week 47, Mon 16 – Sun 22 Nov 2026');
  expect(title('W:2026-W49')).toBe('Week 49, Mon 30 Nov – Sun 6 Dec 2026');
  expect(title('M:2026-11')).toBe('November 2026');
  expect(title('Q:2026-Q4')).toBe('Quarter 4, October – December 2026');
  expect(title('S:2026-11-21/3')).toBe(
    'Saturday 21 November 2026, 16:00 – 00:00',
  );
});
