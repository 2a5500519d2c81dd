import type { z } from 'zod';
import { knownKeysAt, type JsonSchema } from './knownKeys';
import { didYouMean } from './suggestion';

/** One mistake in a definition, in words, with the place in the data. */
export interface ReadableIssue {
  path: PropertyKey[];
  /** True when the mistake is the key at the end of `path`, not its value. */
  atKey: boolean;
  message: string;
}

/** What zod found, flattened, with the closest alternative of each union, and suggestions for unknown keys. */
export function readableIssues(
  error: z.ZodError,
  jsonSchema: JsonSchema,
): ReadableIssue[] {
  return error.issues.flatMap(issue => describe(issue, [], jsonSchema));
}

function describe(
  issue: z.core.$ZodIssue,
  base: PropertyKey[],
  jsonSchema: JsonSchema,
): ReadableIssue[] {
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeysAt(jsonSchema, path);
      return issue.keys.map(key => ({
        path: [...path, key],
        atKey: true,
        message: `"${key}" is not known here.${didYouMean(key, known)}`,
      }));
    }
    case 'invalid_key': {
      const key = String(path.at(-1));
      const reason = issue.issues[0]?.message ?? issue.message;
      return [
        {
          path,
          atKey: true,
          message: `"${key}" cannot stand here: ${reason}.${didYouMean(
            key,
            knownKeysAt(jsonSchema, path.slice(0, -1)),
          )}`,
        },
      ];
    }
    case 'invalid_union': {
      const closest = closestBranch(issue.errors);
      return closest.flatMap(inner => describe(inner, path, jsonSchema));
    }
    default:
      return [{ path, atKey: false, message: sentence(issue) }];
  }
}

/** The alternative that came furthest: one that fails inside rather than at its root. */
function closestBranch(
  branches: readonly z.core.$ZodIssue[][],
): readonly z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    issues.some(issue => issue.code === 'invalid_type' && !issue.path.length)
      ? 0
      : 1;
  const [first = []] = [...branches].sort((a, b) => depth(b) - depth(a));
  return first;
}

function sentence(issue: z.core.$ZodIssue): string {
  const text = issue.message.replace(/^Invalid input: expected/, 'expected');
  if (issue.code === 'invalid_format' || issue.code === 'custom') {
    return `expected ${text}`;
  }
  return text;
}
