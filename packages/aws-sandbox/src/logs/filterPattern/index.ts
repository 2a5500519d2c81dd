import { hasLength } from '../constraints';
import { parseDelimitedPattern } from './delimited';
import { parseJsonPattern } from './json';
import { FilterPattern } from './pattern';
import { parseTerms } from './terms';

export type { FilterPattern } from './pattern';

/**
 * Compiles a filter pattern as AWS documents it ("Filter pattern syntax for metric filters, subscription filters,
 * filter log events, and Live Tail"): terms, `%regular expression%`, `{ $.json = pattern }` or
 * `[space, delimited, pattern]`. An empty pattern matches everything.
 *
 * @throws InvalidParameterException for everything else
 */
export function parseFilterPattern(
  text: string,
  member = 'filterPattern',
): FilterPattern {
  hasLength(text, member, 0, 1024);
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return parseJsonPattern(trimmed);
  if (trimmed.startsWith('[')) return parseDelimitedPattern(trimmed);
  return parseTerms(trimmed);
}
