import type { LineRange } from '../model';

export interface Paragraph {
  type: 'paragraph';
  /** Inline Markdown, one entry a source line. */
  text: string[];
  lines: LineRange;
}

export interface ListItem {
  lines: LineRange;
  /** Inline Markdown of the first paragraph, lines joined by a space, without the tick box. */
  text: string;
  /** Present when the item has a tick box. */
  ticked?: boolean;
  /** Id in an attribute (`{#id}`) or in a comment (`<!-- id: … -->`). */
  explicitId?: string;
  /** Everything after the first paragraph. */
  rest: Block[];
}

export interface List {
  type: 'list';
  ordered: boolean;
  /** Number of the first item. */
  start: number;
  items: ListItem[];
  lines: LineRange;
}

export interface Code {
  type: 'code';
  fenced: boolean;
  /** First word of the info string, lower case; empty when there is none. */
  language: string;
  text: string;
  lines: LineRange;
  /** Line of the first line of text. */
  textLine: number;
}

export interface TableRow {
  /** Inline Markdown. */
  cells: string[];
  lines: LineRange;
}

export interface Table {
  type: 'table';
  header: string[];
  rows: TableRow[];
  lines: LineRange;
}

export interface Html {
  type: 'html';
  text: string;
  lines: LineRange;
}

export type Block = Paragraph | List | Code | Table | Html;

export interface Section {
  /** 1 to 6; 0 for what stands before the first heading. */
  level: number;
  /** Plain text as written, emoji and numbering included. */
  title: string;
  explicitId?: string;
  /** From the heading to the line before the next heading of the same or a higher level. */
  lines: LineRange;
  /** What stands between the heading and the first sub-heading. */
  blocks: Block[];
  children: Section[];
  parent?: Section;
  /** Titles from the outermost heading to the section's own. */
  path: string[];
}

/** Titles from the outermost heading to the section's own. */
export function headingPath(section: Section): string[] {
  return section.path;
}

/** The section and everything below it, in document order. */
export function walkSections(section: Section): Section[] {
  const found: Section[] = [];
  const visit = (at: Section) => {
    found.push(at);
    at.children.forEach(visit);
  };
  visit(section);
  return found;
}

const FLAT = new WeakMap<readonly Block[], Block[]>();

/** The blocks and everything in their list items, in document order; worked out once. */
export function walkBlocks(blocks: readonly Block[]): readonly Block[] {
  if (!blocks.some(holdsBlocks)) return blocks;
  let found = FLAT.get(blocks);
  if (!found) {
    found = [];
    collect(blocks, found);
    FLAT.set(blocks, found);
  }
  return found;
}

function holdsBlocks(block: Block): boolean {
  return (
    block.type === 'list' && block.items.some(item => item.rest.length > 0)
  );
}

function collect(blocks: readonly Block[], into: Block[]): void {
  for (const block of blocks) {
    into.push(block);
    if (block.type === 'list') {
      for (const item of block.items) {
        if (item.rest.length > 0) collect(item.rest, into);
      }
    }
  }
}
