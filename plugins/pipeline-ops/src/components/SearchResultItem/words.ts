import type { ResultHighlight } from '@backstage/plugin-search-common';

/** Words of a query that are looked at; nobody means more. */
const MOST_WORDS = 20;

const MARK = '\u{E000}';
const UNMARK = '\u{E001}';

/** What marks words in a text, for a component that shows them. Stands in no text that anybody writes. */
export const MARKS = { preTag: MARK, postTag: UNMARK };

/** Different words of a text, in lower case and in their order. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** What the search engine marked, whatever it took for a match. */
export function highlightedWords(highlight?: ResultHighlight): string[] {
  if (!highlight) {
    return [];
  }
  const { preTag, postTag, fields } = highlight;
  const marked = [fields.title, fields.text].flatMap(text =>
    (text ?? '')
      .split(preTag)
      .slice(1)
      .map(part => part.split(postTag)[0]),
  );
  return wordsOf(marked.join(' '));
}

/** `shards` finds `shard` and `sharding`, `splitting` finds `split`. */
function beginningOf(word: string): string {
  return word.length > 4
    ? word.replace(/(?:s|es)$/, '').replace(/(.)\1?(?:ing|ed)$/, '$1')
    : word;
}

function patternOf(words: string[]): RegExp {
  // Words are letters and digits alone, so that nothing in them means anything to the pattern.
  const beginnings = words.map(beginningOf).join('|');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${beginnings})[\\p{L}\\p{N}]*`,
    'giu',
  );
}

/** Whether the text has a word that begins like this one. */
export function holds(text: string, word: string): boolean {
  return patternOf([word]).test(text);
}

/** The text with every one of the words between {@link MARKS}. */
export function markWords(text: string, words: string[]): string {
  const plain = text.replace(/[\u{E000}\u{E001}]/gu, '');
  return words.length === 0
    ? plain
    : plain.replace(patternOf(words), word => `${MARK}${word}${UNMARK}`);
}

/** A stretch of the text around the first of the words, or its beginning. At most `length` characters. */
export function excerptOf(
  text: string,
  words: string[],
  length: number,
): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= length) {
    return flat;
  }
  const found = words.length > 0 ? flat.search(patternOf(words)) : -1;
  // A third before the word: one reads what led to it, and what comes of it.
  const from = Math.min(
    Math.max(found - Math.floor(length / 3), 0),
    flat.length - length,
  );
  const start = from === 0 ? 0 : flat.indexOf(' ', from) + 1;
  const end = from + length;
  const cut = flat.slice(start > from && start < end ? start : from, end);
  return `${from > 0 ? '… ' : ''}${cut}${end < flat.length ? ' …' : ''}`;
}
