import { LINKING, wordsOf } from './words';

/** Longest text that is read. UTF-16 code units. */
const LONGEST = 2_000;

/** A sentence that only says what to do in some case. */
const CONDITIONAL =
  /^(?:when(?:ever)?|if|unless|otherwise|wenn|falls|sonst|si|quand|lorsque|sinon|cuando)\b/i;

/** Says how much, where no limit must be overlooked. */
const LIMIT =
  /[<>≤≥=]\s*\d|\b(?:below|under|above|over|least|most|than|exceed\w*|within|unter|über|höchstens|mindestens|moins|plus|menos|más)\s+\d/i;

/** What of a text a check is bound to. */
export interface ReadText {
  /** The first sentence, without Markdown. */
  first: string;
  /** True when what comes after it may only explain it. */
  alone: boolean;
}

/**
 * The first sentence of a text and whether it speaks for the whole. Sentences and points after it that begin with a
 * condition say what to do otherwise; every other one is something to do of its own. Only lines below the first, the body
 * of a step, may explain, as long as they give no limit.
 */
export function readText(text: string, details: readonly string[]): ReadText {
  const [line = '', ...body] = text.trim().split('\n');
  const [first = '', ...others] = sentencesOf(line);
  const alone =
    [...others, ...details.flatMap(sentencesOf)].every(isConditional) &&
    sentencesOf(body.join('\n')).every(
      one => isConditional(one) || !LIMIT.test(one),
    );
  return { first, alone };
}

function isConditional(sentence: string): boolean {
  return CONDITIONAL.test(sentence);
}

function sentencesOf(text: string): string[] {
  return plain(text.slice(0, LONGEST))
    .split(/(?<=[.!?;])\s+(?=[\p{Lu}¿¡])|\n+/u)
    .map(sentence => sentence.trim().replace(/[.!?;:]+$/, ''))
    .filter(sentence => sentence !== '');
}

/** Without Markdown's marks; the text of a link stays. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)/g, '$1')
    .replace(/[`*]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/[’‘]/g, "'");
}

/** Where a name stands in a text. */
export interface Mention<T> {
  name: string;
  what: T;
}

/**
 * Takes names out of a text, the longest first, as whole words in any case.
 *
 * @returns What is left of the text, and what was found
 */
export function takeNames<T>(
  text: string,
  names: readonly Mention<T>[],
): { rest: string; found: T[] } {
  const found: T[] = [];
  let rest = text;
  const longestFirst = [...names].sort((a, b) => b.name.length - a.name.length);
  const taken = new Set<string>();
  for (const { name, what } of longestFirst) {
    const key = name.toLowerCase();
    if (taken.has(key)) {
      found.push(what);
      continue;
    }
    const at = placeOf(rest, key);
    if (at >= 0) {
      taken.add(key);
      found.push(what);
      rest = `${rest.slice(0, at)} ${rest.slice(at + key.length)}`;
    }
  }
  return { rest, found };
}

const PART_OF_NAME = /[\p{L}\p{N}_]/u;
const JOINS_NAMES = /[-./:][\p{L}\p{N}_]/u;

function placeOf(text: string, key: string): number {
  const lower = text.toLowerCase();
  // Letters that change their length with their case would move every place after them.
  if (key.length < 2 || lower.length !== text.length) {
    return -1;
  }
  let at = lower.indexOf(key);
  while (at >= 0) {
    const before = lower.slice(Math.max(0, at - 2), at);
    const after = lower.slice(at + key.length, at + key.length + 2);
    const isWhole =
      !PART_OF_NAME.test(before.slice(-1)) &&
      !/[\p{L}\p{N}_][-./:]$/u.test(before) &&
      !PART_OF_NAME.test(after.slice(0, 1)) &&
      !JOINS_NAMES.test(after);
    if (isWhole) {
      return at;
    }
    at = lower.indexOf(key, at + 1);
  }
  return -1;
}

/** The words of a text that say something, in their order. */
export function tellingWords(text: string): string[] {
  return wordsOf(text).filter(word => !LINKING.has(word));
}

/**
 * Takes phrases out of words, the longest first: a phrase stands where all of its words stand beside each other, in
 * whatever order (`age of the iterator`).
 */
export function takePhrases<T>(
  words: readonly string[],
  phrases: readonly { words: readonly string[]; what: T }[],
): { rest: string[]; found: { what: T; length: number; at: number }[] } {
  let rest = words.map((word, at) => ({ word, at, taken: false }));
  const found: { what: T; length: number; at: number }[] = [];
  const longestFirst = [...phrases].sort(
    (a, b) => b.words.length - a.words.length,
  );
  const places = new Map<string, number>();
  for (const { words: wanted, what } of longestFirst) {
    const key = [...wanted].sort().join(' ');
    const known = places.get(key);
    if (known !== undefined) {
      found.push({ what, length: wanted.length, at: known });
      continue;
    }
    const length = wanted.length;
    for (let at = 0; length > 0 && at + length <= rest.length; at += 1) {
      const span = rest.slice(at, at + length);
      if (
        span.every(({ taken }) => !taken) &&
        span
          .map(({ word }) => word)
          .sort()
          .join(' ') === key
      ) {
        places.set(key, at);
        found.push({ what, length, at });
        rest = rest.map((one, index) =>
          index >= at && index < at + length ? { ...one, taken: true } : one,
        );
        break;
      }
    }
  }
  return {
    rest: rest.filter(({ taken }) => !taken).map(({ word }) => word),
    found,
  };
}
