/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/**
 * By the nearest rank, as CloudWatch and load generators mean it: the smallest value that `share` of all values do not
 * exceed. The median of an even number lies between the two in the middle.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (share === 0.5 && sorted.length % 2 === 0 && sorted.length > 0) {
    return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
