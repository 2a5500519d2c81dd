export interface JsonPart {
  text: string;
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
}

/** What is laid out; a longer line stays as it is. Characters. */
const LONGEST = 64_000;

/** A quoted text with the colon behind it where it is a key, a number, a word such as true. */
const PARTS =
  /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

/**
 * A log line that holds a JSON object, laid out over lines with its parts by what they are; undefined for every other
 * line. What stands before the object, such as a time and a level, stays in front of it.
 */
export function prettyJson(message: string): JsonPart[] | undefined {
  const start = message.indexOf('{');
  if (start < 0 || message.length > LONGEST) {
    return undefined;
  }
  const value = parsed(message.slice(start));
  if (value === undefined) {
    return undefined;
  }
  const text = JSON.stringify(value, undefined, 2);
  const parts: JsonPart[] = [];
  const prefix = message.slice(0, start).trim();
  if (prefix) {
    parts.push({ text: `${prefix}\n`, kind: 'plain' });
  }
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, quoted, colon] = match;
    parts.push({ text: text.slice(end, match.index), kind: 'plain' });
    parts.push({ text: quoted ?? whole, kind: kindOf(whole, quoted, colon) });
    if (colon) {
      parts.push({ text: colon, kind: 'plain' });
    }
    end = match.index + whole.length;
  }
  parts.push({ text: text.slice(end), kind: 'plain' });
  return parts.filter(({ text: shown }) => shown !== '');
}

function kindOf(
  whole: string,
  quoted: string | undefined,
  colon: string | undefined,
): JsonPart['kind'] {
  if (quoted !== undefined) {
    return colon ? 'key' : 'string';
  }
  return /^[-\d]/.test(whole) ? 'number' : 'word';
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
