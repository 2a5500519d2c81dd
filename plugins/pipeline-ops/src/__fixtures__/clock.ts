/** The night of the story: 03:18 UTC, 37 minutes after the first alarm. */
export const NOW = Date.parse('2026-11-21T03:18:00Z');

export const minutesAgo = (minutes: number, now = NOW) =>
  new Date(now - minutes * 60_000).toISOString();
