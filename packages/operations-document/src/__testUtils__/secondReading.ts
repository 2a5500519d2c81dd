/** A procedure as the lines of its section have it, read without the parser. */
export interface SecondReading {
  title: string;
  severity?: string;
  estimatedTime?: string;
  steps: string[];
  commands: string[];
}

const RUN = /^(?:bash|sh|shell|sql|)$/;
const STEPS = /^(?:steps|resolution|what to do|solution|diagnosis|procedure)/i;

/** Reads the section of a heading line by line: labels, numbered items at the margin (or headings that are
 * called steps), fenced blocks, of which those with nothing but numbered items are lists. */
export function secondReading(markdown: string, at: number): SecondReading {
  const [heading, ...lines] = sectionOf(markdown.split('\n'), at);
  const read: SecondReading = {
    title: heading.replace(/^#+ (?:\d+\. )?/, ''),
    steps: [],
    commands: [],
  };
  const step = lines.some(line => /^#+ Step \d+:/.test(line))
    ? /^#+ Step \d+:\s+(.*)$/
    : /^\d+\.\s+(.*)$/;
  let fence: { indent: number; lines: string[]; run: boolean } | undefined;
  const endFence = (fenced: string[], run: boolean) => {
    const items = fenced.map(text => /^\d+\.\s+(.*)$/.exec(text)?.[1]);
    if (items.every(text => text !== undefined))
      read.steps.push(...items.map(nameOf));
    else if (run) read.commands.push(fenced.join('\n'));
  };
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
      endFence(fence.lines, fence.run);
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

/** The heading on a line, and all lines up to the next that is no deeper. */
function sectionOf(lines: string[], line: number): string[] {
  const begin = line - 1;
  if (!/^#+ /.test(lines[begin])) throw new Error(`Line ${line} is no heading`);
  const level = lines[begin].indexOf(' ');
  let fenced = false;
  const length = lines.slice(begin + 1).findIndex(text => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    return !fenced && /^#+ /.test(text) && text.indexOf(' ') <= level;
  });
  return lines.slice(begin, length < 0 ? undefined : begin + 1 + length);
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
