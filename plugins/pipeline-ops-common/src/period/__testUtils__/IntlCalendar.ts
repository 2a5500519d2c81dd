import type { PeriodCalendar } from '../period';

const DAY = 86_400_000;
const YEARS = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

/** A stretch of time in which a zone keeps one distance from UTC. */
interface Stretch {
  from: number;
  until: number;
  offset: number;
}

/** Reads what the wall clock shows from formatted text, so that it shares nothing with what it is compared with. */
function offsetReader(zone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant: number) => {
    const [, month, day, year, hour, minute, second] = YEARS.exec(
      format.format(instant),
    )!.map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
  };
}

/** Every change of a zone's distance from UTC within a range, found by looking once a day and then closer. */
export function stretchesOf(zone: string, from: number, to: number): Stretch[] {
  const offsetAt = offsetReader(zone);
  const stretches: Stretch[] = [{ from, until: to, offset: offsetAt(from) }];
  for (let at = from + DAY; at < to; at += DAY) {
    let offset = offsetAt(at);
    const last = stretches.at(-1)!;
    if (offset !== last.offset) {
      let low = at - DAY;
      let high = at;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (offsetAt(middle) === last.offset) low = middle;
        else high = middle;
      }
      offset = offsetAt(high);
      last.until = high;
      stretches.push({ from: high, until: to, offset });
    }
  }
  return stretches;
}

const iso = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/** Week labels found by walking from Thursday to Thursday and counting from one in each year. */
function weekLabels(firstDay: number, lastDay: number): Map<number, string> {
  const labels = new Map<number, string>();
  let count = 0;
  let year = 0;
  for (let day = firstDay; day <= lastDay; day++) {
    const date = new Date(day * DAY);
    if (date.getUTCDay() === 4) {
      count = date.getUTCFullYear() === year ? count + 1 : 1;
      year = date.getUTCFullYear();
      labels.set(day, `W:${year}-W${String(count).padStart(2, '0')}`);
    }
  }
  return labels;
}

/**
 * A second reading of the calendar rules: all periods of a range, one after the other, as `[key, start]`. The first and
 * the last may be cut off by the range.
 */
export function periodsByIntl(
  calendar: PeriodCalendar,
  stretches: Stretch[],
): [string, number][] {
  const { from } = stretches[0];
  const to = stretches.at(-1)!.until;
  /** When the wall clock first shows a local time or a later one. */
  const reached = (local: number) => {
    for (const stretch of stretches) {
      const at = Math.max(stretch.from, local - stretch.offset);
      if (at < stretch.until) return at;
    }
    return to;
  };
  const firstDay = Math.ceil(from / DAY) + 1;
  const lastDay = Math.floor(to / DAY) - 1;
  const weeks = weekLabels(firstDay - 400, lastDay + 7);
  const starts: [string, number][] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const date = new Date(day * DAY);
    const text = iso(day);
    const exists = reached(day * DAY) < reached((day + 1) * DAY);
    const month = date.getUTCMonth();
    const first = date.getUTCDate() === 1;
    switch (calendar.cadence) {
      case 'shift':
        for (const { name, start } of exists ? calendar.shifts! : []) {
          const [hour, minute] = start.split(':').map(Number);
          starts.push([
            `S:${text}/${name}`,
            reached(day * DAY + (hour * 60 + minute) * 60_000),
          ]);
        }
        break;
      case 'daily':
        starts.push([`D:${text}`, reached(day * DAY)]);
        break;
      case 'weekly':
        if ((date.getUTCDay() + 6) % 7 === (calendar.weekStart ?? 1) - 1) {
          const thursday = [0, 1, 2, 3, 4, 5, 6]
            .map(step => day + step)
            .find(other => weeks.has(other))!;
          starts.push([weeks.get(thursday)!, reached(day * DAY)]);
        }
        break;
      case 'monthly':
        if (first) starts.push([`M:${text.slice(0, 7)}`, reached(day * DAY)]);
        break;
      case 'quarterly':
        if (first && month % 3 === 0) {
          const quarter = `Q:${text.slice(0, 4)}-Q${month / 3 + 1}`;
          starts.push([quarter, reached(day * DAY)]);
        }
        break;
      default:
        if (first && month === 0) {
          starts.push([`Y:${text.slice(0, 4)}`, reached(day * DAY)]);
        }
    }
  }
  // A period without a minute (a day that was left out, a shift within a skipped hour) is none.
  return starts.filter(
    ([, start], index) => start !== (starts[index + 1]?.[1] ?? to),
  );
}
