import type { DocumentProblem, LineRange } from '../model';
import { plainText, splitAttributes } from '../text/inline';
import { MAX_NESTING, parseBlocks, type BlockToken } from './blockParser';
import type { Block, Code, List, ListItem, Section, Table } from './blocks';
import { separateLabels, type SeparatedLines } from './separate';

const TICK_BOX = /^\[([ xX✓✔])\](?:\s+|$)/;
const ID_COMMENT = /<!--\s*id:\s*([A-Za-z0-9_-]{1,80})\s*-->/;

export interface Outline {
  root: Section;
  problems: DocumentProblem[];
}

class OutlineReader {
  /** Ids that the writer gave, each with what bears it. */
  readonly given = new Map<string, (Section | ListItem)[]>();

  private at = 0;

  constructor(
    private readonly tokens: readonly BlockToken[],
    private readonly source: readonly string[],
  ) {}

  read(): Section {
    const total = this.source.length;
    const root: Section = {
      level: 0,
      title: '',
      lines: { startLine: 1, endLine: total },
      blocks: [],
      children: [],
      path: [],
    };
    let current = root;
    while (this.at < this.tokens.length) {
      const token = this.tokens[this.at];
      if (token.type !== 'heading_open') {
        this.block(current.blocks);
        continue;
      }
      const startLine = (token.map?.[0] ?? 0) + 1;
      const level = Number(token.tag.slice(1));
      const { text, id } = splitAttributes(this.tokens[this.at + 1].content);
      this.at += 3;
      while (current.level >= level) current = this.close(current, startLine);
      const title = plainText(text.replace(ID_COMMENT, ''));
      const section: Section = {
        level,
        title,
        explicitId: id ?? ID_COMMENT.exec(text)?.[1],
        lines: { startLine, endLine: total },
        blocks: [],
        children: [],
        parent: current,
        path: [...current.path, title],
      };
      this.note(section);
      current.children.push(section);
      current = section;
    }
    while (current.level > 0) current = this.close(current, total + 1);
    return root;
  }

  private close(section: Section, nextLine: number): Section {
    section.lines = this.range(section.lines.startLine, nextLine - 1);
    if (section.explicitId === undefined) {
      section.explicitId = idOf(section.blocks[0]);
      this.note(section);
    }
    return section.parent!;
  }

  private note(bearer: Section | ListItem): void {
    const id = bearer.explicitId;
    if (id === undefined) return;
    const bearers = this.given.get(id);
    if (bearers) bearers.push(bearer);
    else this.given.set(id, [bearer]);
  }

  /** Drops blank lines at the end. */
  private range(startLine: number, endLine: number): LineRange {
    let end = Math.min(endLine, this.source.length);
    while (end > startLine && this.source[end - 1].trim() === '') end -= 1;
    return { startLine, endLine: Math.max(end, startLine) };
  }

  private rangeOf(token: BlockToken): LineRange {
    const [start, end] = token.map ?? [0, 1];
    return this.range(start + 1, end);
  }

  private block(into: Block[]): void {
    const token = this.tokens[this.at];
    switch (token.type) {
      case 'paragraph_open':
      case 'heading_open':
        into.push({
          type: 'paragraph',
          text: this.tokens[this.at + 1].content.split('\n'),
          lines: this.rangeOf(token),
        });
        this.at += 3;
        return;
      case 'fence':
      case 'code_block':
        into.push(this.code(token));
        this.at += 1;
        return;
      case 'html_block':
        into.push({
          type: 'html',
          text: token.content,
          lines: this.rangeOf(token),
        });
        this.at += 1;
        return;
      case 'bullet_list_open':
      case 'ordered_list_open':
        into.push(this.list(token));
        return;
      case 'table_open':
        into.push(this.table(token));
        return;
      default:
        // Quotes are transparent: what they hold belongs to the text around them. Rules hold nothing.
        this.at += 1;
    }
  }

  private code(token: BlockToken): Code {
    const fenced = token.type === 'fence';
    const lines = this.rangeOf(token);
    return {
      type: 'code',
      fenced,
      language: fenced ? languageOf(token.info) : '',
      text: withoutTrailingBlanks(token.content),
      lines,
      textLine: fenced ? lines.startLine + 1 : lines.startLine,
    };
  }

  private list(open: BlockToken): List {
    const close = open.type.replace('open', 'close');
    const list: List = {
      type: 'list',
      ordered: open.type === 'ordered_list_open',
      start: Number(open.attrs?.[0]?.[1] ?? 1),
      items: [],
      lines: this.rangeOf(open),
    };
    this.at += 1;
    while (
      this.at < this.tokens.length &&
      this.tokens[this.at].type !== close
    ) {
      const token = this.tokens[this.at];
      this.at += 1;
      if (token.type === 'list_item_open') list.items.push(this.item(token));
    }
    this.at += 1;
    return list;
  }

  private item(open: BlockToken): ListItem {
    const blocks: Block[] = [];
    while (
      this.at < this.tokens.length &&
      this.tokens[this.at].type !== 'list_item_close'
    ) {
      this.block(blocks);
    }
    const [first, ...others] = blocks;
    const lead = first?.type === 'paragraph' ? first : undefined;
    const raw = lead ? lead.text.join(' ') : '';
    const tick = TICK_BOX.exec(raw);
    const { text, id } = splitAttributes(
      tick ? raw.slice(tick[0].length) : raw,
    );
    const item: ListItem = {
      lines: this.rangeOf(open),
      text: text.replace(ID_COMMENT, '').trim(),
      ticked: tick ? tick[1] !== ' ' : undefined,
      explicitId: id ?? ID_COMMENT.exec(raw)?.[1],
      rest: lead ? others : blocks,
    };
    this.note(item);
    return item;
  }

  private table(open: BlockToken): Table {
    const table: Table = {
      type: 'table',
      header: [],
      rows: [],
      lines: this.rangeOf(open),
    };
    let row: string[] = [];
    let inHead = false;
    while (this.tokens[this.at].type !== 'table_close') {
      const token = this.tokens[this.at];
      if (token.type === 'thead_open') inHead = true;
      else if (token.type === 'thead_close') inHead = false;
      else if (token.type === 'tr_open') {
        row = [];
        if (!inHead)
          table.rows.push({ cells: row, lines: this.rangeOf(token) });
      } else if (token.type === 'inline') {
        (inHead ? table.header : row).push(token.content);
      }
      this.at += 1;
    }
    this.at += 1;
    return table;
  }
}

function languageOf(info: string): string {
  const word = info.trim().split(/[\s,{:]/)[0];
  return word.replace(/^\./, '').toLowerCase();
}

function idOf(block: Block | undefined): string | undefined {
  return block?.type === 'html' ? ID_COMMENT.exec(block.text)?.[1] : undefined;
}

/** Headings, paragraphs, lists, code, tables, with their lines. */
export function readOutline(lines: readonly string[]): Outline {
  const separated = separateLabels(lines);
  const tokens = parseBlocks(separated.lines.join('\n'));
  for (const token of tokens) {
    if (token.map)
      token.map = [
        originOf(separated, token.map[0]),
        originOf(separated, token.map[1]),
      ];
  }
  const problems: DocumentProblem[] = [];
  const deep = tokens.find(token => token.level >= MAX_NESTING - 2);
  if (deep) {
    const at = (deep.map?.[0] ?? 0) + 1;
    problems.push({
      lines: { startLine: at, endLine: at },
      message: `Lists or quotes are nested more than ${
        MAX_NESTING / 2
      } deep here; what is deeper was not read`,
    });
  }
  const reader = new OutlineReader(tokens, lines);
  const root = reader.read();
  return { root, problems: [...problems, ...withdrawTwins(reader.given)] };
}

/**
 * An id that stands twice counts nowhere: given to the first of them, it would wander to the other one when somebody
 * moves or deletes a line, and with it what was recorded under it.
 */
function withdrawTwins(
  given: ReadonlyMap<string, (Section | ListItem)[]>,
): DocumentProblem[] {
  return [...given].flatMap(([id, bearers]) => {
    if (bearers.length === 1) return [];
    const lines = bearers.map(bearer => bearer.lines.startLine);
    for (const bearer of bearers) bearer.explicitId = undefined;
    return [
      {
        lines: { startLine: lines[1], endLine: lines[1] },
        message: `The id ${id} stands more than once (lines ${lines.join(', ')}) and counts for none of them; give each its own`,
      },
    ];
  });
}

function originOf({ origin }: SeparatedLines, line: number): number {
  return origin[Math.min(line, origin.length - 1)];
}

/** Blanks at line ends say nothing, and a blank after a backslash breaks a command that looks right. */
function withoutTrailingBlanks(text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n');
}
