import { memo } from '../text/memo';
import { isAscii } from '../text/normalise';

const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';

/** Tells whether a normalised text (words apart by single spaces) holds one of many words and phrases. */
export interface WordTest {
  test(normal: string): boolean;
}

/** What one test looks for, by its bit in the answer for all of them. */
interface Candidate {
  bit: number;
  pattern: RegExp;
}

/** Bounded words by the one or two characters that they begin with. */
const BY_START = new Map<number, Candidate[]>();
/** What is sought anywhere, in every text or beyond ASCII only. */
const ANYWHERE: (Candidate & { inAscii: boolean })[] = [];
let bits = 0;

function keyOf(text: string, at: number, length: number): number {
  const first = text.charCodeAt(at);
  return length > 1 ? (text.charCodeAt(at + 1) + 1) * 65_536 + first : first;
}

/** Bits of the patterns that a text holds. */
const answers = memo((normal: string): number => {
  let found = 0;
  const seek = ({ bit, pattern }: Candidate, at: number) => {
    if (found & bit) return;
    pattern.lastIndex = at;
    if (pattern.test(normal)) found |= bit;
  };
  for (let at = 0; ;) {
    for (const one of BY_START.get(keyOf(normal, at, 1)) ?? []) seek(one, at);
    if (at + 1 < normal.length) {
      for (const one of BY_START.get(keyOf(normal, at, 2)) ?? []) seek(one, at);
    }
    at = normal.indexOf(' ', at) + 1;
    if (at === 0) break;
  }
  const ascii = isAscii(normal);
  for (const one of ANYWHERE) {
    if (one.inAscii || !ascii) seek(one, 0);
  }
  return found;
});

/**
 * The same answers as a pattern of the form `(?<![\p{L}\p{N}])(?:one|two words|stem\w*)(?![\p{L}\p{N}])|日本語`, sooner:
 * one pass over a text answers for all such patterns, and at each word tries only what begins like it. Alternatives of
 * any other form stay one pattern; where all of them begin beyond ASCII, texts in ASCII pass it by.
 */
export function wholeWords(pattern: RegExp): WordTest {
  const bit = 2 ** bits;
  bits += 1;
  if (bits > 30) throw new Error('There are more word patterns than bits');
  const byStart = new Map<number, string[]>();
  const rest: string[] = [];
  for (const alternative of alternativesOf(pattern.source)) {
    const words = boundedWords(alternative);
    if (!words) rest.push(alternative);
    for (const { source, starts } of words ?? []) {
      for (const start of starts) {
        const key = keyOf(start, 0, start.length);
        byStart.set(key, [...(byStart.get(key) ?? []), source]);
      }
    }
  }
  for (const [key, sources] of byStart) {
    const candidate = { bit, pattern: new RegExp(sources.join('|'), 'yu') };
    BY_START.set(key, [...(BY_START.get(key) ?? []), candidate]);
  }
  if (rest.length > 0) {
    ANYWHERE.push({
      bit,
      pattern: new RegExp(rest.join('|'), 'u'),
      inAscii: rest.some(source => !/^[^\0-\x7f]/.test(source)),
    });
  }
  return { test: normal => (answers(normal) & bit) !== 0 };
}

interface Word {
  source: string;
  /** What it can begin with: a character, or two where they are certain. */
  starts: string[];
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
    const starts = startsOf(source);
    if (!starts) return undefined;
    words.push({ source: `(?:${source})${tail}`, starts });
  }
  return words;
}

function startsOf(source: string): string[] | undefined {
  const two = /^([\p{L}\d]{2})(?![?*+{])/u.exec(source);
  return two ? [two[1]] : firstOf(source);
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
