import type { LogGroupMention } from '../model';
import {
  headingPath,
  walkBlocks,
  walkSections,
  type Block,
  type Table,
} from '../structure/blocks';
import { plainText } from '../text/inline';
import type { ReadingContext } from './document';
import { logGroupsIn } from './logGroupNames';

const RETENTION =
  /\b(\d{1,4})[ -]?(day|week|month|year)s?\b|--retention-in-days\s+(\d{1,4})/i;
const RETENTION_WORD =
  /retention|\bkept\b|aufbewahrung|rétention|retención|retenção|保持期間/i;
const NAME_COLUMN =
  /^\s*\W{0,3}(?:log ?groups?|protokollgruppen?|groupes? de journaux|grupos? de (?:registros?|logs)|ロググループ)\W{0,3}\s*$/i;
const DAYS: Record<string, number> = { day: 1, week: 7, month: 30, year: 365 };
/** How far below a name its retention may stand. */
const NEAR = 12;

interface Mention {
  names: string[];
  line: number;
  /** Of a table that has a column for it. */
  retentionDays?: number;
}

/** Log groups that the document names, each once, where it is named first, with the retention stated beside it. */
export function readLogGroups(context: ReadingContext): LogGroupMention[] {
  const found = new Map<string, LogGroupMention>();
  for (const section of walkSections(context.root)) {
    const path = headingPath(section);
    for (const mention of mentionsIn(section.blocks)) {
      const line = Math.min(mention.line, section.lines.endLine);
      for (const name of mention.names) {
        const known = found.get(name);
        const retentionDays =
          mention.retentionDays ??
          retentionNear(context.source, line, name, path.join(' '));
        if (known) known.retentionDays ??= retentionDays;
        else {
          found.set(name, {
            id: context.ids.take('log-group', [], name),
            headingPath: path,
            lines: { startLine: line, endLine: line },
            name,
            retentionDays,
          });
        }
      }
    }
  }
  return [...found.values()];
}

function mentionsIn(blocks: readonly Block[]): Mention[] {
  return walkBlocks(blocks).flatMap(block => {
    switch (block.type) {
      case 'paragraph':
        return linesOf(block.text, block.lines.startLine);
      case 'code':
        return linesOf(block.text.split('\n'), block.textLine);
      case 'list':
        return block.items.flatMap(item =>
          linesOf([item.text], item.lines.startLine),
        );
      case 'table':
        return rowsOf(block);
      default:
        return [];
    }
  });
}

function linesOf(lines: readonly string[], startLine: number): Mention[] {
  return lines.flatMap((line, index) => {
    const names = logGroupsIn(line);
    return names.length > 0 ? [{ names, line: startLine + index }] : [];
  });
}

/** Rows that name log groups; a column headed "Log group" holds nothing else, whatever the names look like. */
function rowsOf(table: Table): Mention[] {
  const nameColumn = table.header.findIndex(cell => NAME_COLUMN.test(cell));
  const retentionColumn = table.header.findIndex(cell =>
    RETENTION_WORD.test(cell),
  );
  return table.rows.flatMap(row => {
    const named = plainText(row.cells[nameColumn] ?? '');
    const names = /^[\w./#${}<>*-]{2,512}$/.test(named)
      ? [named]
      : logGroupsIn(row.cells.join(' | '));
    if (names.length === 0) return [];
    const retentionDays = daysOf(row.cells[retentionColumn] ?? '');
    return [{ names, line: row.lines.startLine, retentionDays }];
  });
}

/** Retention stated on the line itself, or on one of the next lines before another log group or heading. */
function retentionNear(
  source: readonly string[],
  line: number,
  name: string,
  title: string,
): number | undefined {
  // Below "Retention" the line itself need not say the word.
  if (RETENTION_WORD.test(title)) {
    const stated = daysOf(source[line - 1].replace(name, ' '));
    if (stated !== undefined) return stated;
  }
  for (let i = line; i <= Math.min(line + NEAR, source.length); i += 1) {
    const text = source[i - 1];
    if (i > line) {
      if (/^#{1,6}\s/.test(text)) return undefined;
      if (logGroupsIn(text).some(other => other !== name)) return undefined;
    }
    if (RETENTION_WORD.test(text)) {
      const days = daysOf(text);
      if (days !== undefined) return days;
    }
  }
  return undefined;
}

function daysOf(text: string): number | undefined {
  const match = RETENTION.exec(text);
  if (match?.[3]) return Number(match[3]);
  return match ? Number(match[1]) * DAYS[match[2].toLowerCase()] : undefined;
}
