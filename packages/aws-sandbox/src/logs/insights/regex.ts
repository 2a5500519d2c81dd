import { RE2JS } from 're2js';
import { Pattern } from './ast';
import { malformedQuery } from './malformed';

type RegexPattern = Extract<Pattern, { kind: 'regex' }>;

/**
 * Compiles a regular expression of a query; it runs in linear time, whatever it says.
 *
 * @throws MalformedQueryException
 */
export function compileRegex({ source, span }: RegexPattern): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch {
    throw malformedQuery(
      `invalid regular expression /${source}/`,
      span.start,
      span.end,
    );
  }
}

/** The names of the capturing groups in order; undefined for groups without one. */
export function groupNames(pattern: RegexPattern): (string | undefined)[] {
  const compiled = compileRegex(pattern);
  const names: (string | undefined)[] = Array.from({
    length: compiled.groupCount(),
  });
  for (const [name, index] of Object.entries(compiled.namedGroups())) {
    names[index - 1] = name;
  }
  return names;
}
