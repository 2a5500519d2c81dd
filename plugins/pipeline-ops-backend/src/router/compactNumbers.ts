/** Digits of a fraction that a chart or a table can show. */
const DIGITS = 5;

/**
 * For `JSON.stringify`: fractions with five digits, whole numbers as they are. A mean such as 179.99333333333334 takes
 * three times the bytes and says no more.
 */
export function compactNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? compactNumber(value) : value;
}

/** Never coarser than to the nearest whole number. */
export function compactNumber(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) {
    return value;
  }
  return Math.abs(value) >= 10 ** (DIGITS - 1)
    ? Math.round(value)
    : Number(value.toPrecision(DIGITS));
}
