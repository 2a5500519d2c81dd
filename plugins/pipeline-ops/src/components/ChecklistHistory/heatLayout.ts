import type {
  Cadence,
  PeriodSummary,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { dayIn, daysBefore, daysBetween } from '../../time';

export interface HeatColumn {
  /** Above the column: the month or year that begins there; empty elsewhere. */
  label: string;
  /** One for each row; absent where no period belongs. */
  cells: (PeriodSummary | undefined)[];
}

/** Periods as a grid to walk with the arrow keys; older ones stand to the left and above. */
export interface HeatLayout {
  /** One label for each row; empty when there is only one. */
  rows: string[];
  columns: HeatColumn[];
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** A Monday. */
const FIRST_MONDAY = '1970-01-05';

const MONTHS = new Intl.DateTimeFormat('en-GB', {
  month: 'short',
  timeZone: 'UTC',
});

interface Placed {
  /** Absent before the list began. */
  period?: PeriodSummary;
  /** First day of it in the list's zone. */
  day: string;
}

/** Label of a column: the month when it is another than before; with years, the year. */
function labels(columns: Placed[][], years: boolean): string[] {
  let before = '';
  return columns.map(column => {
    const day = column[0]?.day ?? '';
    const label = years ? day.slice(0, 4) : MONTHS.format(Date.parse(day));
    const shown = label === before ? '' : label;
    before = label;
    return shown;
  });
}

function inColumns<T extends Placed>(
  placed: T[],
  rows: string[],
  columnOf: (one: T) => string | number,
  rowOf: (one: T) => number,
  years = false,
): HeatLayout {
  const columns = new Map<string | number, T[]>();
  for (const one of placed) {
    const key = columnOf(one);
    columns.set(key, [...(columns.get(key) ?? []), one]);
  }
  const grouped = [...columns.values()];
  const shown = labels(grouped, years);
  return {
    rows,
    columns: grouped.map((column, i) => {
      const cells: (PeriodSummary | undefined)[] = rows.map(() => undefined);
      for (const one of column) {
        cells[rowOf(one)] = one.period;
      }
      return { label: shown[i], cells };
    }),
  };
}

const STEP_DAYS: Partial<Record<Cadence, number>> = { daily: 1, weekly: 7 };
/** However long ago a range begins, a young list is not pushed out of sight. */
const MOST_DAYS = 183;

/** First days of what stands in the range before the list began. */
function daysWithout(
  cadence: Cadence,
  first: string | undefined,
  from: string | undefined,
): Placed[] {
  const step = STEP_DAYS[cadence];
  if (!step || !first || !from) {
    return [];
  }
  const count = Math.floor(
    Math.min(daysBetween(from, first), MOST_DAYS) / step,
  );
  return Array.from({ length: Math.max(0, count) }, (_, i) => ({
    day: daysBefore(first, (count - i) * step),
  }));
}

/** `early` of `S:2026-11-21/early`. */
const shiftOf = ({ key }: PeriodSummary) => key.slice(key.indexOf('/') + 1);

/**
 * Days stand as weeks of seven, shifts as days of as many as there are, all others in one row.
 *
 * @param periods - oldest first
 * @param from - first day of the range; days and weeks that a young list did not have yet stand as empty cells
 */
export function heatLayout(
  cadence: Cadence,
  periods: PeriodSummary[],
  timeZone: string,
  from?: string,
): HeatLayout {
  const kept = periods.map(period => ({
    period,
    day: dayIn(Date.parse(period.start), timeZone),
  }));
  const placed: Placed[] = [
    ...daysWithout(cadence, kept[0]?.day, from),
    ...kept,
  ];
  if (cadence === 'daily') {
    const since = ({ day }: Placed) => daysBetween(FIRST_MONDAY, day);
    return inColumns(
      placed,
      WEEKDAYS,
      one => Math.floor(since(one) / 7),
      one => since(one) % 7,
    );
  }
  if (cadence === 'shift') {
    const names = [...new Set(periods.map(shiftOf))];
    return inColumns(
      kept,
      names,
      one => one.day,
      one => names.indexOf(shiftOf(one.period)),
    );
  }
  return inColumns(
    placed,
    [''],
    one => one.period?.key ?? one.day,
    () => 0,
    cadence !== 'weekly',
  );
}
