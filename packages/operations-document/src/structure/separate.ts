import { labelOf } from './regions';

/** Lines for the Markdown parser, and for each of them the line of the document that it comes from. */
export interface SeparatedLines {
  lines: string[];
  /** Index in the document of each line; one more entry than lines, for ranges that end after the last one. */
  origin: number[];
}

const FENCE = /^\s{0,12}(```+|~~~+)/;
const MARKER = /^\s{0,3}(?:[-*+]|\d{1,9}[.)])\s/;

/**
 * Sets a blank line before a bold label that follows a list directly. Markdown would make the label a continuation of
 * the list's last item, which nobody means who writes `**Resolution:**` at the beginning of a line.
 */
export function separateLabels(document: readonly string[]): SeparatedLines {
  const lines: string[] = [];
  const origin: number[] = [];
  let fence: string | undefined;
  let inList = false;
  document.forEach((line, index) => {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark && mark[0] === fence[0] && mark.length >= fence.length)
        fence = undefined;
    } else if (mark) {
      fence = mark;
    } else if (line.trim() === '') {
      inList = false;
    } else if (inList && startsLabel(line)) {
      lines.push('');
      origin.push(index);
      inList = false;
    } else {
      inList ||= MARKER.test(line);
    }
    lines.push(line);
    origin.push(index);
  });
  origin.push(document.length);
  return { lines, origin };
}

function startsLabel(line: string): boolean {
  return line.startsWith('**') && labelOf(line)?.strong === true;
}
