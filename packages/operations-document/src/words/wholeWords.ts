const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';

/** Tells whether a normalised text (words apart by single spaces) holds one of many words and phrases. */
export interface WordTest {
  test(normal: string): boolean;
}

/**
 * The same answers as a pattern of the form `(?<![\p{L}\p{N}])(?:one|two words|stem\w*)(?![\p{L}\p{N}])|日本語`, sooner:
 * at each word, only alternatives that begin with its first character are tried. Alternatives of any other form stay one
 * pattern; where all of them begin beyond ASCII, texts in ASCII pass it by.
 */
export function wholeWords(pattern: RegExp): WordTest {
  const byFirst = new Map<string, string[]>();
  const rest: string[] = [];
  for (const alternative of alternativesOf(pattern.source)) {
    const words = boundedWords(alternative);
    if (!words) rest.push(alternative);
    for (const word of words ?? []) {
      for (const first of word.first) {
        const known = byFirst.get(first);
        if (known) known.push(word.source);
        else byFirst.set(first, [word.source]);
      }
    }
  }
  const sticky = new Map(
    [...byFirst].map(([first, sources]) => [
      first.charCodeAt(0),
      new RegExp(sources.join('|'), 'yu'),
    ]),
  );
  const other = rest.length > 0 ? new RegExp(rest.join('|'), 'u') : undefined;
  const otherInAscii = rest.some(source => !/^[^\0-\x7f]/.test(source));
  return {
    test(normal) {
      for (let at = 0; ;) {
        const words = sticky.get(normal.charCodeAt(at));
        if (words) {
          words.lastIndex = at;
          if (words.test(normal)) return true;
        }
        at = normal.indexOf(' ', at) + 1;
        if (at === 0) break;
      }
      if (!other || (!otherInAscii && isAscii(normal))) return false;
      return other.test(normal);
    },
  };
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1)
    if (text.charCodeAt(i) > 127) return false;
  return true;
}

interface Word {
  source: string;
  /** Characters that it can begin with. */
  first: string[];
}

/** Alternatives of a group between word boundaries; undefined when it is no such group. */
function boundedWords(alternative: string): Word[] | undefined {
  if (!alternative.startsWith(`${START}(?:`)) return undefined;
  const close = closeOf(alternative, START.length);
  const tail = alternative.slice(close + 1);
  if (tail !== END && tail !== '$') return undefined;
  const words: Word[] = [];
  for (const source of alternativesOf(
    alternative.slice(START.length + 3, close),
  )) {
    const first = firstOf(source);
    if (!first) return undefined;
    words.push({ source: `(?:${source})${tail}`, first });
  }
  return words;
}

/** Characters that a pattern can begin with; undefined when they cannot be told. */
function firstOf(source: string): string[] | undefined {
  let own: string[];
  let length: number;
  if (source.startsWith('(?:')) {
    const close = closeOf(source, 0);
    const inner = alternativesOf(source.slice(3, close)).map(firstOf);
    if (inner.includes(undefined)) return undefined;
    own = inner.flatMap(chars => chars!);
    length = close + 1;
  } else if (source.startsWith('\\d')) {
    own = [...'0123456789'];
    length = 2;
  } else if (/^[\p{L}\d]/u.test(source)) {
    own = [source[0]];
    length = 1;
  } else if (/^\[[\p{L}\d]+\]/u.test(source)) {
    length = source.indexOf(']') + 1;
    own = [...source.slice(1, length - 1)];
  } else {
    return undefined;
  }
  if (!/^[?*]/.test(source.slice(length))) return own;
  const next = firstOf(source.slice(length + 1));
  return next && [...own, ...next];
}

function alternativesOf(source: string): string[] {
  const alternatives: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < source.length; i += 1) {
    const char = source[i];
    if (char === '\\') i += 1;
    else if (char === '[') i = source.indexOf(']', i);
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) {
      alternatives.push(source.slice(start, i));
      start = i + 1;
    }
  }
  return [...alternatives, source.slice(start)];
}

/** Index of the bracket that closes the one at `open`. */
function closeOf(source: string, open: number): number {
  let depth = 0;
  for (let i = open; i < source.length; i += 1) {
    const char = source[i];
    if (char === '\\') i += 1;
    else if (char === '[') i = source.indexOf(']', i);
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return source.length;
}
