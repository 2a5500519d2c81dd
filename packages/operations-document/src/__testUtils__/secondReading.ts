/** A procedure as the lines of its section have it, read without the parser. */
export interface SecondReading {
  severity?: string;
  estimatedTime?: string;
  steps: string[];
  commands: string[];
}

const RUN = /^(?:bash|sh|shell|sql|)$/;
const STEPS = /^(?:steps|resolution|what to do|solution|diagnosis|procedure)/i;

/** Reads the section of a heading line by line: labels, numbered items at the margin (or headings that are
 * called steps), fenced blocks. */
export function secondReading(markdown: string, title: string): SecondReading {
  const lines = sectionOf(markdown.split('\n'), title);
  const read: SecondReading = { steps: [], commands: [] };
  const step = lines.some(line => /^#+ Step \d+:/.test(line))
    ? /^#+ Step \d+:\s+(.*)$/
    : /^\d+\.\s+(.*)$/;
  let fence: { indent: number; lines: string[]; run: boolean } | undefined;
  let item: string[] | undefined;
  let doing = true;
  const endItem = () => {
    if (item) read.steps.push(nameOf(item.join(' ')));
    item = undefined;
  };
  for (const line of lines) {
    const mark = /^(\s*)(?:```|~~~)(\w*)/.exec(line);
    if (mark && !fence) {
      endItem();
      fence = { indent: mark[1].length, lines: [], run: RUN.test(mark[2]) };
    } else if (mark && fence) {
      if (fence.run) read.commands.push(fence.lines.join('\n'));
      fence = undefined;
    } else if (fence) {
      fence.lines.push(line.slice(fence.indent).trimEnd());
    } else {
      const label = /^\*\*([^*]+?):?\*\*:?\s*(.*)$/.exec(line);
      const numbered = step.exec(line);
      if (label) {
        endItem();
        const [, name, value] = label;
        if (name === 'Severity') read.severity = value;
        else if (name === 'Estimated Time') read.estimatedTime = value;
        else if (value === '') doing = STEPS.test(name);
      } else if (numbered && doing) {
        endItem();
        item = [numbered[1]];
      } else if (item && /^\s+\S/.test(line) && !/^\s+[-*]\s/.test(line)) {
        item.push(line.trim());
      } else endItem();
    }
  }
  endItem();
  return read;
}

function sectionOf(lines: string[], title: string): string[] {
  const begin = lines.findIndex(
    line => /^#+ /.test(line) && line.replace(/^#+ /, '').endsWith(title),
  );
  if (begin < 0) throw new Error(`No heading is "${title}"`);
  const level = lines[begin].indexOf(' ');
  let fenced = false;
  const end = lines.findIndex((line, index) => {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    return (
      index > begin &&
      !fenced &&
      /^#+ /.test(line) &&
      line.indexOf(' ') <= level
    );
  });
  return lines.slice(begin + 1, end < 0 ? undefined : end);
}

/** The bold beginning of an item, else its first 200 characters, without marks. */
function nameOf(text: string): string {
  const bold = /^\*\*(.+?)\*\*(?=[\s:]|$)/.exec(text)?.[1];
  const plain = (bold ?? text)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/:$/, '');
  return plain.length > 200 ? `${plain.slice(0, 199).trimEnd()}…` : plain;
}
