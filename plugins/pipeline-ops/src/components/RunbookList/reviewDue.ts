const DAY = 86_400_000;
/** Days after which a text wants to be read again. */
const REVIEW_AFTER = 180;

/** Whole days since the day (`YYYY-MM-DD`); undefined when it is none. */
export function daysSince(day: string, now: number): number | undefined {
  const at = Date.parse(day);
  return Number.isFinite(at) ? Math.floor((now - at) / DAY) : undefined;
}

/** True when the text was last reviewed so long ago that it should be again. */
export function isReviewDue(reviewedOn: string, now: number): boolean {
  return (daysSince(reviewedOn, now) ?? 0) > REVIEW_AFTER;
}
