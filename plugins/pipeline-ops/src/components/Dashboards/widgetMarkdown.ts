/** CloudWatch draws `[button:primary:Text](address)` as a button; here it is the link that it is. */
const BUTTON = /\[button:(?:primary:)?([^\]\n]*)\]\(/gi;

const HEADING = /^ {0,3}(#{1,6})(?=\s)/;
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/;
const FENCE = /^ {0,3}(?:```|~~~)/;

/** Level of the headings inside a widget: the page, the panel and the dashboard stand above them. */
const TOP_LEVEL = 4;
const DEEPEST_LEVEL = 6;

/**
 * The Markdown of a text widget as it fits into the page: buttons as links, headings below the dashboard's own and
 * without a skipped level, since the widget's author wrote them for a page of their own.
 */
export function widgetMarkdown(markdown: string): string {
  let fenced = false;
  let level = TOP_LEVEL - 1;
  const heading = (written: number) => {
    level = Math.min(TOP_LEVEL - 1 + written, level + 1, DEEPEST_LEVEL);
    return '#'.repeat(level);
  };
  const lines = markdown.split('\n');
  const shown: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (FENCE.test(line)) {
      fenced = !fenced;
    }
    const marks = HEADING.exec(line);
    const underline = UNDERLINE.exec(lines[i + 1] ?? '');
    if (fenced) {
      shown.push(line);
    } else if (marks) {
      shown.push(
        `${heading(marks[1].length)}${line.slice(marks[0].length)}`.replace(
          BUTTON,
          '[$1](',
        ),
      );
    } else if (underline && /^ {0,3}[^\s|>*+#-]/.test(line)) {
      shown.push(`${heading(underline[1][0] === '=' ? 1 : 2)} ${line.trim()}`);
      i += 1;
    } else {
      shown.push(line.replace(BUTTON, '[$1]('));
    }
  }
  return shown.join('\n');
}

/** The first heading's words, as a name for the widget. */
export function headingOf(markdown: string): string | undefined {
  const [line] = markdown.split('\n').filter(text => HEADING.test(text));
  return line?.replace(HEADING, '').replace(/[*_`]/g, '').trim().slice(0, 120);
}
