const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Milliseconds of a length of time or of a moment relative to the anchor: `20s`, `-41m`, `+2d`.
 * Throws RangeError for any other text.
 */
export function parseMoment(text: string): number {
  const match = /^([+-]?\d+)(ms|s|m|h|d)$/.exec(text);
  if (!match) {
    throw new RangeError(
      `'${text}' is not a length of time. Write a number and ms, s, m, h or d, such as 20s or -41m.`,
    );
  }
  return Number(match[1]) * UNIT_MS[match[2]];
}
