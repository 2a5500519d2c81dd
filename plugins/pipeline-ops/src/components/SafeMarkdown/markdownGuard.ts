/** Characters of Markdown that are rendered; the rest of a document's body is longer than anybody reads here. */
export const LONGEST_MARKDOWN = 8192;
const MOST_LINES = 300;
const DEEPEST_INDENT = 24;
const MOST_MARKERS = 12;
const MOST_BRACKETS = 400;
const MOST_EMPHASIS = 800;
const LONGEST_LINE = 2048;

/** List and quote markers that one line opens, such as 4 for `- > 1. - text`. */
function markersAtStart(line: string): number {
  let count = 0;
  for (const word of line.slice(0, 512).split(/[ \t]+/)) {
    if (word === '') {
      continue;
    }
    if (/^>+$/.test(word)) {
      count += word.length;
    } else if (/^(?:[-*+]|\d{1,9}[.)])$/.test(word)) {
      count += 1;
    } else {
      break;
    }
  }
  return count;
}

function countOf(text: string, characters: string): number {
  let count = 0;
  for (const char of text) {
    if (characters.includes(char)) {
      count += 1;
    }
  }
  return count;
}

/**
 * True when the text may be handed to a Markdown parser. The one that Backstage uses takes
 * minutes on a few kilobytes of nested list or quote markers, and longer than linear on
 * unbalanced brackets and emphasis; texts that look like that are shown as plain text.
 * Linear in the text's length.
 */
export function mayRenderMarkdown(text: string): boolean {
  if (text.length > LONGEST_MARKDOWN) {
    return false;
  }
  const lines = text.split('\n');
  const nested = lines.some(
    line =>
      line.length > LONGEST_LINE ||
      line.length - line.trimStart().length > DEEPEST_INDENT ||
      markersAtStart(line) > MOST_MARKERS,
  );
  return (
    lines.length <= MOST_LINES &&
    !nested &&
    countOf(text, '[]') <= MOST_BRACKETS &&
    countOf(text, '*_~`') <= MOST_EMPHASIS
  );
}
