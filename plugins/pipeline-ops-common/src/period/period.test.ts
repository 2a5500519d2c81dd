import fc from 'fast-check';
import {
  type Cadence,
  isTimeZone,
  nextPeriod,
  periodAt,
  type PeriodCalendar,
  periodOf,
  periodTitle,
  previousPeriod,
} from '.';

const cadences: Cadence[] = [
  'shift',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
];

const utc = (cadence: Cadence): PeriodCalendar => ({
  cadence,
  timeZone: 'UTC',
});
const inZone = (timeZone: string, cadence: Cadence = 'daily') => ({
  cadence,
  timeZone,
});
const hours = (timeZone: string, key: string) => {
  const { start, end } = periodOf(inZone(timeZone), key);
  return (end.getTime() - start.getTime()) / 3_600_000;
};
const keyAt = (calendar: PeriodCalendar, at: string) =>
  periodAt(calendar, new Date(at)).key;
const startOf = (timeZone: string, key: string) =>
  periodOf(inZone(timeZone), key).start.toISOString();

it('names the period that an instant belongs to', () => {
  const at = '2026-11-21T15:30:00Z';
  expect(cadences.map(cadence => keyAt(utc(cadence), at))).toEqual([
    'S:2026-11-21/2',
    'D:2026-11-21',
    'W:2026-W47',
    'M:2026-11',
    'Q:2026-Q4',
    'Y:2026',
  ]);
  expect(keyAt(inZone('Pacific/Kiritimati'), at)).toBe('D:2026-11-22');
});

describe('weeks', () => {
  it('are those of ISO 8601: 52, 53 and 1 around New Year', () => {
    const weekly = utc('weekly');
    for (const [day, week] of [
      ['2020-12-28', '2020-W53'],
      ['2021-01-03', '2020-W53'],
      ['2021-01-04', '2021-W01'],
      ['2024-12-29', '2024-W52'],
      ['2024-12-30', '2025-W01'],
      ['2026-12-31', '2026-W53'],
      ['2027-01-01', '2026-W53'],
      ['2027-01-04', '2027-W01'],
    ]) {
      expect(keyAt(weekly, `${day}T12:00:00Z`)).toBe(`W:${week}`);
    }
    expect(() => periodOf(weekly, 'W:2025-W53')).toThrow(RangeError);
  });

  it('may begin on any day, and bear the number that their Thursday has', () => {
    const sunday = { ...utc('weekly'), weekStart: 7 };
    expect(keyAt(sunday, '2026-11-21T12:00:00Z')).toBe('W:2026-W47');
    expect(keyAt(sunday, '2026-11-22T12:00:00Z')).toBe('W:2026-W48');
    const saturday = { ...utc('weekly'), weekStart: 6 };
    expect(periodOf(saturday, 'W:2026-W47').start.toISOString()).toBe(
      '2026-11-14T00:00:00.000Z',
    );
  });
});

describe('days', () => {
  it('have 23 and 25 hours where clocks change, and half an hour more on Lord Howe', () => {
    expect(hours('Europe/London', 'D:2026-03-29')).toBe(23);
    expect(hours('Europe/London', 'D:2026-10-25')).toBe(25);
    expect(hours('Europe/London', 'D:2026-11-21')).toBe(24);
    expect(hours('Australia/Lord_Howe', 'D:2026-04-05')).toBe(24.5);
    expect(hours('Australia/Lord_Howe', 'D:2026-10-04')).toBe(23.5);
  });

  it('begin later where there is no midnight', () => {
    expect(startOf('Asia/Beirut', 'D:2026-03-29')).toBe(
      '2026-03-28T22:00:00.000Z',
    );
    expect(startOf('Africa/Cairo', 'D:2026-04-24')).toBe(
      '2026-04-23T22:00:00.000Z',
    );
    expect(startOf('America/Santiago', 'D:2026-09-06')).toBe(
      '2026-09-06T04:00:00.000Z',
    );
    expect(startOf('America/Havana', 'D:2026-03-08')).toBe(
      '2026-03-08T05:00:00.000Z',
    );
  });

  it('begin with the first midnight where there are two', () => {
    // Havana's clocks go from 01:00 back to 00:00.
    expect(startOf('America/Havana', 'D:2026-11-01')).toBe(
      '2026-11-01T04:00:00.000Z',
    );
    expect(hours('America/Havana', 'D:2026-11-01')).toBe(25);
  });

  it('follow Casablanca through Ramadan', () => {
    const lengths = new Map<number, number>();
    let period = periodOf(inZone('Africa/Casablanca'), 'D:2024-01-01');
    for (let i = 0; i < 366; i++) {
      const length = hours('Africa/Casablanca', period.key);
      lengths.set(length, (lengths.get(length) ?? 0) + 1);
      period = nextPeriod(inZone('Africa/Casablanca'), period);
    }
    expect(Object.fromEntries(lengths)).toEqual({ 23: 1, 24: 364, 25: 1 });
  });

  it('that a zone left out do not exist: Samoa went from 29 to 31 December 2011', () => {
    const apia = inZone('Pacific/Apia');
    expect(() => periodOf(apia, 'D:2011-12-30')).toThrow(
      '"D:2011-12-30" names nothing that there was in Pacific/Apia',
    );
    const before = periodOf(apia, 'D:2011-12-29');
    expect(nextPeriod(apia, before).key).toBe('D:2011-12-31');
    expect(nextPeriod(apia, before).start).toEqual(before.end);
    expect(previousPeriod(apia, periodOf(apia, 'D:2011-12-31')).key).toBe(
      'D:2011-12-29',
    );
  });
});

describe('shifts', () => {
  const shifts = [
    { name: 'early', start: '06:00' },
    { name: 'late', start: '14:00' },
    { name: 'night', start: '22:00' },
  ];
  const berlin: PeriodCalendar = {
    cadence: 'shift',
    timeZone: 'Europe/Berlin',
    shifts,
  };

  it('belong to the day they begin on, also past midnight', () => {
    expect(keyAt(berlin, '2026-11-21T12:00:00Z')).toBe('S:2026-11-21/early');
    expect(keyAt(berlin, '2026-11-22T02:00:00Z')).toBe('S:2026-11-21/night');
    const night = periodOf(berlin, 'S:2026-11-21/night');
    expect(night.start.toISOString()).toBe('2026-11-21T21:00:00.000Z');
    expect(night.end.toISOString()).toBe('2026-11-22T05:00:00.000Z');
  });

  it('are longer and shorter in nights in which clocks change', () => {
    const length = (key: string) => {
      const { start, end } = periodOf(berlin, key);
      return (end.getTime() - start.getTime()) / 3_600_000;
    };
    expect(length('S:2026-03-28/night')).toBe(7);
    expect(length('S:2026-10-24/night')).toBe(9);
  });

  it('begin when the clock jumps over their beginning, and vanish when it jumps over the whole', () => {
    const odd: PeriodCalendar = {
      cadence: 'shift',
      timeZone: 'Europe/Berlin',
      shifts: [
        { name: 'a', start: '01:00' },
        { name: 'b', start: '02:10' },
        { name: 'c', start: '02:50' },
      ],
    };
    expect(periodOf(odd, 'S:2026-03-29/c').start.toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    expect(() => periodOf(odd, 'S:2026-03-29/b')).toThrow(RangeError);
    expect(nextPeriod(odd, periodOf(odd, 'S:2026-03-29/a')).key).toBe(
      'S:2026-03-29/c',
    );
  });

  it('go on through a day that a zone left out', () => {
    const apia = { ...berlin, timeZone: 'Pacific/Apia' };
    const night = periodOf(apia, 'S:2011-12-29/night');
    expect(nextPeriod(apia, night).key).toBe('S:2011-12-31/early');
    expect(nextPeriod(apia, night).start).toEqual(night.end);
  });

  it('need a name and a beginning of their own', () => {
    for (const wrong of [
      [],
      [{ name: 'a', start: '25:00' }],
      [
        { name: 'a', start: '06:00' },
        { name: 'a', start: '14:00' },
      ],
      [
        { name: 'a', start: '06:00' },
        { name: 'b', start: '06:00' },
      ],
    ]) {
      expect(() => periodAt({ ...berlin, shifts: wrong }, new Date())).toThrow(
        RangeError,
      );
    }
  });
});

it('refuses keys that name no period', () => {
  for (const [cadence, key] of [
    ['daily', ''],
    ['daily', 'D:2026-02-30'],
    ['daily', 'D:2026-11-21T00:00'],
    ['daily', 'W:2026-W47'],
    ['weekly', 'W:2026-W54'],
    ['weekly', 'W:2026-W00'],
    ['monthly', 'M:2026-13'],
    ['monthly', 'M:2026-00'],
    ['quarterly', 'Q:2026-Q5'],
    ['shift', 'S:2026-11-21/4'],
    ['yearly', 'X:2026'],
    ['daily', "D:2026-11-21'; drop table"],
  ] as [Cadence, string][]) {
    expect(() => periodOf(utc(cadence), key)).toThrow(RangeError);
  }
  expect(() => periodOf(inZone('Mars/Olympus'), 'D:2026-11-21')).toThrow(
    RangeError,
  );
});

it('knows time zones by their names only', () => {
  for (const zone of ['Mars/Olympus', '+03:00', '', 'Europe/London; x']) {
    expect(isTimeZone(zone)).toBe(false);
  }
  expect(['Europe/London', 'UTC'].every(isTimeZone)).toBe(true);
});

it('gives the same period for every instant of it, whatever the calendar', () => {
  fc.assert(
    fc.property(
      fc.record({
        cadence: fc.constantFrom(...cadences),
        timeZone: fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone')),
        weekStart: fc.integer({ min: 1, max: 7 }),
        shifts: fc.uniqueArray(
          fc.record({
            name: fc.stringMatching(/^[a-z]{1,8}$/),
            start: fc
              .tuple(fc.nat(23), fc.nat(59))
              .map(([hour, minute]) =>
                [hour, minute].map(n => String(n).padStart(2, '0')).join(':'),
              ),
          }),
          {
            minLength: 1,
            maxLength: 6,
            selector: ({ name }) => name,
            comparator: 'IsStrictlyEqual',
          },
        ),
      }),
      fc.date({
        min: new Date('2015-01-01T00:00:00Z'),
        max: new Date('2037-12-31T23:59:59Z'),
        noInvalidDate: true,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (calendar, at, part) => {
        const starts = calendar.shifts.map(({ start }) => start);
        fc.pre(new Set(starts).size === starts.length);
        const period = periodAt(calendar, at);
        const length = period.end.getTime() - period.start.getTime();
        const other = new Date(
          Math.min(
            period.end.getTime() - 1,
            period.start.getTime() + Math.floor(length * part),
          ),
        );
        expect(period.start <= at && at < period.end).toBe(true);
        expect(periodAt(calendar, other)).toEqual(period);
        expect(periodOf(calendar, period.key)).toEqual(period);
        const next = nextPeriod(calendar, period);
        expect(next.start).toEqual(period.end);
        expect(previousPeriod(calendar, next)).toEqual(period);
      },
    ),
    { numRuns: 2000 },
  );
});

it('titles periods for people', () => {
  const title = (cadence: Cadence, key: string) =>
    periodTitle(utc(cadence), periodOf(utc(cadence), key));
  expect(title('daily', 'D:2026-11-21')).toBe('Saturday 21 November 2026');
  expect(title('weekly', 'W:2026-W47')).toBe(
    'Week 47, Mon 16 – Sun 22 Nov 2026',
  );
  expect(title('weekly', 'W:2026-W49')).toBe(
    'Week 49, Mon 30 Nov – Sun 6 Dec 2026',
  );
  expect(title('monthly', 'M:2026-11')).toBe('November 2026');
  expect(title('quarterly', 'Q:2026-Q4')).toBe(
    'Quarter 4, October – December 2026',
  );
  expect(title('shift', 'S:2026-11-21/3')).toBe(
    'Saturday 21 November 2026, shift 3, 16:00 – 00:00',
  );
});
