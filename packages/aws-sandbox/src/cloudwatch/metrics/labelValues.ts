/** `time` in Unix milliseconds. */
interface Point {
  time: number;
  value: number;
}

/** At most three decimals. */
function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

const least = (points: Point[]) =>
  points.reduce((a, b) => (b.value < a.value ? b : a));
const most = (points: Point[]) =>
  points.reduce((a, b) => (b.value > a.value ? b : a));
const first = (points: Point[]) => points[0];
const last = (points: Point[]) => points[points.length - 1];
const total = (points: Point[]) =>
  points.reduce((sum, point) => sum + point.value, 0);

/** What the names within `${…}` stand for (CloudWatch user guide, "Using dynamic labels"); there is at least one point. */
export const LABEL_VALUES: Record<string, (points: Point[]) => string> = {
  AVG: points => number(total(points) / points.length),
  DATAPOINT_COUNT: points => String(points.length),
  FIRST: points => number(first(points).value),
  FIRST_TIME: points => time(first(points).time),
  FIRST_LAST_RANGE: points =>
    number(Math.abs(last(points).value - first(points).value)),
  LAST: points => number(last(points).value),
  LAST_TIME: points => time(last(points).time),
  MAX: points => number(most(points).value),
  MAX_TIME: points => time(most(points).time),
  MIN: points => number(least(points).value),
  MIN_TIME: points => time(least(points).time),
  MIN_MAX_RANGE: points => number(most(points).value - least(points).value),
  SUM: points => number(total(points)),
};
