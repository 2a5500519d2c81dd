/** More than a chart can show. */
const DIGITS = 6;

/** Six significant digits: what is kept for many series shall be short. */
export function rounded(value: number | null): number | null {
  return value === null || Number.isInteger(value)
    ? value
    : Number(value.toPrecision(DIGITS));
}
