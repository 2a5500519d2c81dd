import { periodsByIntl, stretchesOf } from './__testUtils__/IntlCalendar';
import {
  type Period,
  periodAt,
  type PeriodCalendar,
  periodOf,
  previousPeriod,
} from '.';

const FROM = Date.UTC(2014, 11, 1);
const TO = Date.UTC(2038, 1, 1);
const DAY = 86_400_000;

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const calendars = (timeZone: string): PeriodCalendar[] => [
  { cadence: 'daily', timeZone },
  { cadence: 'weekly', timeZone },
  { cadence: 'weekly', timeZone, weekStart: 7 },
  { cadence: 'monthly', timeZone },
  { cadence: 'quarterly', timeZone },
  { cadence: 'yearly', timeZone },
  {
    cadence: 'shift',
    timeZone,
    // Beginnings that clock changes skip and repeat.
    shifts: [
      { name: 'first', start: '00:00' },
      { name: 'second', start: '02:30' },
      { name: 'third', start: '22:15' },
    ],
  },
];

/** Every zone with the zones that have kept the same time as it in all these years. */
function byHistory() {
  const groups = new Map<
    string,
    { zones: string[]; stretches: ReturnType<typeof stretchesOf> }
  >();
  for (const zone of zones) {
    const stretches = stretchesOf(zone, FROM, TO);
    const history = JSON.stringify(stretches);
    const group = groups.get(history);
    if (group) group.zones.push(zone);
    else groups.set(history, { zones: [zone], stretches });
  }
  return [...groups.values()];
}

const histories = byHistory();

/** Of something as frequent as shifts: a year, and days around clock changes. */
function telling(
  expected: [string, number][],
  stretches: ReturnType<typeof stretchesOf>,
): [string, number][][] {
  const spans = [
    ...stretches.slice(1).map(({ from }) => [from - 3 * DAY, from + 3 * DAY]),
    [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
  ];
  return spans.map(([from, to]) =>
    expected.filter(([, start]) => start >= from && start < to),
  );
}

/** Walks through all periods of a calendar; a second reading of the rules has to agree on each. */
function walk(calendar: PeriodCalendar, expected: [string, number][]): number {
  let before: Period | undefined;
  // The ends of the range cut periods off.
  for (const [key, start] of expected.slice(1, -1)) {
    const period = periodAt(calendar, before?.end ?? new Date(start));
    if (
      period.key !== key ||
      period.start.getTime() !== start ||
      (before && before.end.getTime() !== start) ||
      period.end <= period.start
    ) {
      throw new Error(
        `${calendar.timeZone}: expected ${key} from ${new Date(start).toISOString()}, got ${JSON.stringify(period)}`,
      );
    }
    before = period;
  }
  return expected.length - 2;
}

it('has exactly one period for every instant, from 2015 to 2037, in every time zone', () => {
  expect(histories.flatMap(group => group.zones)).toHaveLength(zones.length);
  let periods = 0;
  for (const {
    zones: [zone],
    stretches,
  } of histories) {
    for (const calendar of calendars(zone)) {
      const expected = periodsByIntl(calendar, stretches);
      const walks =
        calendar.cadence === 'shift'
          ? telling(expected, stretches)
          : [expected];
      for (const one of walks) periods += walk(calendar, one);
    }
  }
  // At least each of the days of each history.
  expect(periods).toBeGreaterThan(histories.length * 23 * 365);
});

it('comes to the same period from any direction around every clock change', () => {
  const contradictions: string[] = [];
  for (const { zones: names, stretches } of histories) {
    for (const { from } of stretches.slice(1)) {
      for (const calendar of calendars(names.at(-1)!)) {
        for (const at of [
          from - 86_400_000,
          from - 1,
          from,
          from + 86_400_000,
        ]) {
          const period = periodAt(calendar, new Date(at));
          const sameByKey = periodOf(calendar, period.key);
          const before = previousPeriod(calendar, period);
          if (
            sameByKey.start.getTime() !== period.start.getTime() ||
            sameByKey.end.getTime() !== period.end.getTime() ||
            before.end.getTime() !== period.start.getTime() ||
            period.start.getTime() > at ||
            period.end.getTime() <= at
          ) {
            contradictions.push(`${JSON.stringify(calendar)} at ${at}`);
          }
        }
      }
    }
  }
  expect(contradictions).toEqual([]);
});
