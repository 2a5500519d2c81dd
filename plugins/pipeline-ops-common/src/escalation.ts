import type { EscalationLevel } from './api';

/**
 * The level that is called next. Whoever runs a procedure is at the first level of the path, so the second is next; at
 * the end of the path it stays the last one.
 *
 * @param reached - Level that was called before, if any
 * @returns undefined when the path is empty
 */
export function nextEscalationLevel(
  path: readonly EscalationLevel[],
  reached?: number,
): EscalationLevel | undefined {
  const levels = [...path].sort((one, other) => one.level - other.level);
  const present = reached ?? levels[0]?.level;
  return levels.find(({ level }) => level > present) ?? levels.at(-1);
}
