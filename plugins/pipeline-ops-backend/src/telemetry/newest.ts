/** A newest value older than this many buckets, or seconds, says nothing about now. */
const NEWEST_BUCKETS = 3;
const NEWEST_SECONDS = 900;

/** The newest value of a series that says something about now, with its place. */
export function newest(series: {
  values: readonly (number | null)[];
  /** Seconds. */
  step: number;
}): { value: number; index: number } | undefined {
  const { values, step } = series;
  const reach = Math.max(NEWEST_BUCKETS, Math.ceil(NEWEST_SECONDS / step));
  const first = Math.max(0, values.length - reach);
  for (let index = values.length - 1; index >= first; index -= 1) {
    const value = values[index];
    if (value !== null) {
      return { value, index };
    }
  }
  return undefined;
}
