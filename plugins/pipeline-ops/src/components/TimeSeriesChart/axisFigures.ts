import {
  BYTES,
  BYTE_UNITS,
  formatNumber,
  formatValue,
  SECONDS,
} from '../../format';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of a clock. Seconds; finer ones are decimal, coarser ones whole days. */
const CLOCK_STEPS = [
  ...[10, 20, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 20 * MINUTE],
  ...[30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY],
];

/** What one of a unit is in seconds or bytes; undefined for all other units. */
function factorIn(table: Record<string, number>, unit: string) {
  const [base] = unit.split('/');
  return Object.hasOwn(table, base) ? table[base] : undefined;
}

function roundStep(step: number, unit: string): number {
  const seconds = factorIn(SECONDS, unit);
  if (seconds !== undefined && step * seconds > 5) {
    const wanted = step * seconds;
    const clock = CLOCK_STEPS.find(one => one >= wanted);
    return (clock ?? Math.ceil(wanted / DAY) * DAY) / seconds;
  }
  const bytes = factorIn(BYTES, unit);
  if (bytes !== undefined && step * bytes >= 1) {
    return 2 ** Math.ceil(Math.log2(step * bytes)) / bytes;
  }
  return step;
}

/** 0.3 / 0.1 is a little less than 3. */
const SLACK = 1e-9;

/** Where an axis has its figures: as uPlot would, but times in steps of a clock and sizes in powers of two. */
export function axisSplits(
  min: number,
  max: number,
  step: number,
  unit: string,
): number[] {
  const round = roundStep(step, unit);
  const first = Math.ceil(min / round - SLACK);
  const count = Math.floor(max / round + SLACK) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) =>
    // Multiples of a decimal step carry the error of binary fractions.
    Number(((first + i) * round).toPrecision(12)),
  );
}

const TIME_UNITS: [name: string, seconds: number, upTo: number][] = [
  ['ms', 1e-3, 1],
  ['s', 1, 10 * MINUTE],
  ['min', MINUTE, 3 * HOUR],
  ['h', HOUR, 4 * DAY],
  ['d', DAY, Infinity],
];

/** The figures of an axis, all in the one unit that suits its largest. */
export function axisFigures(splits: number[], unit: string): string[] {
  const largest = Math.max(...splits.map(Math.abs));
  const per = unit.includes('/') ? '/s' : '';
  const write = (factor: number, size: number, name: string) =>
    splits.map(
      split => `${formatNumber((split * factor) / size)} ${name}${per}`,
    );
  const seconds = factorIn(SECONDS, unit);
  if (seconds !== undefined && largest > 0) {
    const [name, size] = TIME_UNITS.find(
      ([, , upTo]) => largest * seconds < upTo,
    )!;
    return write(seconds, size, name);
  }
  const bytes = factorIn(BYTES, unit);
  if (bytes !== undefined && largest * bytes >= 1) {
    const power = Math.min(
      BYTE_UNITS.length - 1,
      Math.floor(Math.log2(largest * bytes) / 10),
    );
    return write(bytes, 1024 ** power, BYTE_UNITS[power]);
  }
  return splits.map(split => formatValue(split, unit));
}
