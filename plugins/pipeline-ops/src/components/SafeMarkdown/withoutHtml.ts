/** A line that opens or closes a fenced block, in a list or quote or not. */
const FENCE = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})/;
/** What may stand between angle brackets: a line break, an address. */
const ALLOWED = /^<(?:br\s{0,4}\/?|https?:\/\/[^\s<>]{1,1024})>/i;

/** Offset behind the code span that opens at `start`; undefined when it is never closed. */
function endOfCode(text: string, start: number): number | undefined {
  const run = /^`+/.exec(text.slice(start))![0].length;
  let at = start + run;
  while (at < text.length) {
    const open = text.indexOf('`', at);
    if (open < 0) {
      return undefined;
    }
    let end = open;
    while (text[end] === '`') {
      end += 1;
    }
    if (end - open === run) {
      return end;
    }
    at = end;
  }
  return undefined;
}

/** The same for a paragraph, in which code is written with back ticks. */
function inProse(text: string): string {
  let escaped = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '\\') {
      escaped += text.slice(at, at + 2);
      at += 2;
    } else if (character === '`') {
      const run = /^`+/.exec(text.slice(at))![0].length;
      const end = endOfCode(text, at) ?? at + run;
      escaped += text.slice(at, end);
      at = end;
    } else if (character === '<') {
      const kept = ALLOWED.exec(text.slice(at, at + 1100))?.[0];
      escaped += kept ?? '&lt;';
      at += kept?.length ?? 1;
    } else {
      escaped += character;
      at += 1;
    }
  }
  return escaped;
}

/**
 * Markdown whose HTML is words to be read: `<topic-arn>` in a sentence is a name to fill in and no element, and what is no
 * element can neither hide nor break anything. Code stays as it is, and so do line breaks and addresses in angle brackets.
 */
export function withoutHtml(markdown: string): string {
  const parts: string[] = [];
  let prose: string[] = [];
  let fence: string | undefined;
  const endProse = () => {
    if (prose.length > 0) {
      parts.push(inProse(prose.join('\n')));
      prose = [];
    }
  };
  for (const line of markdown.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    if (fence) {
      parts.push(line);
      if (mark?.startsWith(fence)) {
        fence = undefined;
      }
    } else if (mark) {
      endProse();
      parts.push(line);
      fence = mark;
    } else if (line.trim() === '') {
      endProse();
      parts.push(line);
    } else {
      prose.push(line);
    }
  }
  endProse();
  return parts.join('\n');
}
