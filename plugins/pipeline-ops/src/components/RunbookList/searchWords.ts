/** Words beyond these narrow nothing down any more. */
const MOST_WORDS = 12;
/** Characters before and after a found word that are shown. */
const AROUND = 36;

/** The words of a search, each once. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, MOST_WORDS);
}

export function holdsWord(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}

function patternOf(words: string[]): RegExp {
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'giu');
}

export interface Stretch {
  text: string;
  found: boolean;
}

/** The text cut where a word begins and ends; joined, the stretches are the text. */
export function stretchesOf(text: string, words: string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  if (words.length > 0) {
    for (const match of text.matchAll(patternOf(words))) {
      if (match.index > done) {
        stretches.push({ text: text.slice(done, match.index), found: false });
      }
      done = match.index + match[0].length;
      stretches.push({ text: match[0], found: true });
    }
  }
  if (done < text.length) {
    stretches.push({ text: text.slice(done), found: false });
  }
  return stretches;
}

/** The surroundings of the first place where the word stands, cut between words where that is near. */
export function excerptOf(text: string, word: string): string {
  const at = text.search(patternOf([word]));
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, Math.max(0, at) + word.length + AROUND);
  const before = from > 0 ? text.slice(from).search(/\s/) : 0;
  const start = before > 0 && before < AROUND ? from + before + 1 : from;
  const after = text.slice(0, to).search(/\s\S*$/);
  const end = to < text.length && after > at + word.length ? after : to;
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '… ' : ''}${words}${end < text.length ? ' …' : ''}`;
}
