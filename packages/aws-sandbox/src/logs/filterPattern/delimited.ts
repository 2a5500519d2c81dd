import { FilterPattern } from './pattern';
import { isNumber, readCondition, readLogic, Scalar } from './comparison';
import { invalidPattern, invalidTerm, PatternScanner } from './syntax';

interface Field {
  name: string;
  holds: (value: Scalar) => boolean;
}

interface DelimitedPattern {
  before: Field[];
  after: Field[];
  /** Whether `...` stands between `before` and `after`. */
  open: boolean;
}

interface Token {
  text: string;
  start: number;
}

/**
 * Space-delimited patterns: `[ip, user, ..., status = 4*, bytes > 1000]`. Text in brackets or quotes is one field of
 * the event; without `...` the last field takes the rest of the line.
 */
export function parseDelimitedPattern(text: string): FilterPattern {
  const pattern = readPattern(text);
  return {
    kind: 'delimited',
    matches: message => assign(pattern, message) !== undefined,
    select: (message, selector) =>
      assign(pattern, message)?.get(selector.replace(/^\$/, '')),
    extract: message =>
      Object.fromEntries(
        [...(assign(pattern, message) ?? [])].map(([name, value]) => [
          `$${name}`,
          value,
        ]),
      ),
  };
}

function readPattern(text: string): DelimitedPattern {
  const scanner = new PatternScanner(text);
  const pattern: DelimitedPattern = { before: [], after: [], open: false };
  scanner.take('[');
  scanner.skipSpace();
  if (scanner.take(']')) {
    if (!scanner.done) throw invalidPattern();
    return { ...pattern, open: true };
  }
  do {
    scanner.skipSpace();
    if (scanner.match(/\.\.\.(?=\s*[,\]])/)) {
      if (pattern.open) throw invalidPattern();
      pattern.open = true;
    } else {
      (pattern.open ? pattern.after : pattern.before).push(readField(scanner));
    }
    scanner.skipSpace();
  } while (scanner.take(','));
  if (!scanner.take(']')) {
    throw scanner.done
      ? invalidPattern()
      : invalidTerm(scanner.match(/[^\s\],]+/)?.[0] ?? scanner.next);
  }
  if (!scanner.done) throw invalidPattern();
  return pattern;
}

function readField(scanner: PatternScanner): Field {
  const start = scanner.position;
  // A parenthesis may open the condition before the name that it is about.
  const ahead = scanner.match(/([(\s]*)([A-Za-z0-9_-]+)\s*/);
  if (!ahead) throw unreadable(scanner);
  const [, opening, name] = ahead;
  if (scanner.next === ',' || scanner.next === ']') {
    if (opening.includes('(')) throw invalidPattern();
    return { name, holds: () => true };
  }
  scanner.position = start;
  const holds = readLogic<Scalar>(scanner, () => {
    const repeated = scanner.match(/[A-Za-z0-9_-]+/)?.[0];
    if (repeated === undefined) throw unreadable(scanner);
    if (repeated.toLowerCase() !== name.toLowerCase()) throw invalidPattern();
    scanner.skipSpace();
    return readCondition(scanner);
  });
  return { name, holds };
}

function unreadable(scanner: PatternScanner): Error {
  const term = scanner.match(/[^\s,\]]+/)?.[0];
  return term === undefined ? invalidPattern() : invalidTerm(term);
}

/** The values of the pattern's fields in the message, or undefined when it does not match. */
function assign(
  pattern: DelimitedPattern,
  message: string,
): Map<string, string> | undefined {
  const tokens = tokenize(message);
  const { before, after, open } = pattern;
  const count = before.length + after.length;
  if (tokens.length < count) return undefined;
  const values = new Map<string, string>();
  const put = (field: Field, text: string) => {
    values.set(field.name, text);
    return field.holds({
      text,
      number: isNumber(text) ? Number(text) : undefined,
    });
  };
  const fits =
    before.every((field, i) => {
      const rest = !open && i === count - 1 && tokens.length > count;
      return put(
        field,
        rest ? message.slice(tokens[i].start).trimEnd() : tokens[i].text,
      );
    }) &&
    after.every((field, i) =>
      put(field, tokens[tokens.length - after.length + i].text),
    );
  return fits ? values : undefined;
}

/** Fields between white space; `[…]` and `"…"` are one field, without their marks. Linear in the message's length. */
function tokenize(message: string): Token[] {
  const tokens: Token[] = [];
  const exhausted = new Set<string>();
  const word = /\S+/y;
  let at = 0;
  while (at < message.length) {
    const close = { '"': '"', '[': ']' }[message[at]];
    const end =
      close && !exhausted.has(close) ? message.indexOf(close, at + 1) : -1;
    if (close && end < 0) exhausted.add(close);
    word.lastIndex = at;
    if (end >= 0) {
      tokens.push({ text: message.slice(at + 1, end), start: at });
      at = end + 1;
    } else if (word.test(message)) {
      tokens.push({ text: message.slice(at, word.lastIndex), start: at });
      at = word.lastIndex;
    } else {
      at += 1;
    }
  }
  return tokens;
}
