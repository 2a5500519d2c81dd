import {
  commandParts,
  normalisePlaceholder,
  type RunbookCommand,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** What the reader typed, by normalised placeholder name. */
export type TypedValues = Record<string, string>;

/** Characters that a person may type for a value. */
export const LONGEST_VALUE = 512;

export interface Segment {
  text: string;
  /** `literal` as written; `filled` a value in its place; `open` a placeholder that still waits for one. */
  kind: 'literal' | 'filled' | 'open';
  /** Where a filled value comes from, in words. */
  from?: string;
  /** The placeholder's name as written, of an open one. */
  name?: string;
}

function knownValues(command: RunbookCommand, typed: TypedValues, you: string) {
  const values = new Map<string, { value: string; from: string }>();
  for (const { name, value, valueFrom } of command.placeholders) {
    const key = normalisePlaceholder(name);
    if (typed[key]) {
      values.set(key, { value: typed[key], from: you });
    } else if (value !== undefined) {
      values.set(key, { value, from: valueFrom ?? '' });
    }
  }
  return values;
}

/**
 * The command with every known value in its place, quoted for where it stands, cut so that the
 * values can be marked. Joined, the segments are what is copied.
 *
 * @param you - what is said about values the reader typed
 */
export function fillSegments(
  command: RunbookCommand,
  typed: TypedValues,
  you: string,
): Segment[] {
  return commandParts(command, knownValues(command, typed, you)).flatMap(
    ({ text, placeholder, known }): Segment[] => {
      if (!text) return [];
      if (!placeholder) return [{ text, kind: 'literal' }];
      return known
        ? [{ text, kind: 'filled', from: known.from }]
        : [{ text, kind: 'open', name: placeholder.name }];
    },
  );
}
