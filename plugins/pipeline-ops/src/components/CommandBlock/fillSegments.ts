import {
  fillCommand,
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
  const values = knownValues(command, typed, you);
  const { id, language, text, placeholders } = command;
  const segments: Segment[] = [];
  const add = (segment: Segment) => {
    if (segment.text) {
      segments.push(segment);
    }
  };
  let done = 0;
  let filledSoFar = '';
  placeholders.forEach((placeholder, i) => {
    const literal = text.slice(done, placeholder.start);
    // Quoting depends on what stands before a placeholder only, so a prefix fills like the whole.
    const prefix = fillCommand(
      {
        id,
        language,
        text: text.slice(0, placeholder.end),
        placeholders: placeholders.slice(0, i + 1),
      },
      values,
    );
    const known = prefix.placeholders[i].value !== undefined;
    add({ text: literal, kind: 'literal' });
    add({
      text: prefix.filled.slice(filledSoFar.length + literal.length),
      kind: known ? 'filled' : 'open',
      ...(known
        ? { from: prefix.placeholders[i].valueFrom }
        : { name: placeholder.name }),
    });
    filledSoFar = prefix.filled;
    done = placeholder.end;
  });
  add({ text: text.slice(done), kind: 'literal' });
  return segments;
}
