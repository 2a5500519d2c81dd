/** Digits that a chart can show, and a table needs. */
const DIGITS = 6;

/** Six significant digits: `0.1 + 0.2` is longer on the wire than what it says. */
export function rounded(value: number): number;
export function rounded(value: number | null): number | null;
export function rounded(value: number | null): number | null {
  return value === null || Number.isInteger(value)
    ? value
    : Number(value.toPrecision(DIGITS));
}
