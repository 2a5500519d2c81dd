/** Whether a list's title says how often it is due, as `Daily` and `Daily checks` do. */
export function nameInTitle(title: string, cadence: string): boolean {
  return title.toLowerCase().includes(cadence.toLowerCase());
}

/** The list's time zone where it is neither UTC nor the reader's own; undefined where it says nothing new. */
export function foreignZoneOf(
  timeZone: string,
  own = new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | undefined {
  return ['UTC', 'Etc/UTC', own].includes(timeZone) ? undefined : timeZone;
}
