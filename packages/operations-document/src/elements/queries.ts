import type { InsightsQuery } from '../model';
import { plainText } from '../text/inline';
import { bareTitle } from '../text/normalise';
import { walkBlocks, type Section } from '../structure/blocks';
import { labelOf } from '../structure/regions';
import { allCode, type PlacedCode, type ReadingContext } from './document';
import { logGroupsIn } from './logGroupNames';
import { splitQueries, startsAsQuery } from './queryText';

const INLINE_QUERY =
  /--query-string[ =]+(?:"([^"]{1,4000})"|'([^']{1,4000})')/g;

/** Log groups that one query reads at most (StartQuery of CloudWatch Logs). */
const MAX_LOG_GROUPS = 50;
/** Characters before a query string in which its command and the comment above stand. */
const MAX_BEFORE = 2000;

/** CloudWatch Logs Insights queries: blocks whose first statement is one, and `--query-string` arguments. */
export function readQueries(context: ReadingContext): InsightsQuery[] {
  const queries: InsightsQuery[] = [];
  for (const placed of allCode(context.root)) {
    if (startsAsQuery(placed.code.text, placed.code.language)) {
      queries.push(...blockQueries(placed, context));
    } else if (placed.code.text.includes('--query-string')) {
      queries.push(...inlineQueries(placed, context));
    }
  }
  return queries;
}

function blockQueries(
  placed: PlacedCode,
  context: ReadingContext,
): InsightsQuery[] {
  const statements = splitQueries(placed.code.text);
  const heading = titleOf(placed);
  return statements.map(statement => {
    const title =
      statements.length > 1 && statement.comment ? statement.comment : heading;
    const startLine = placed.code.textLine + statement.offset;
    return {
      id: context.ids.take('query', placed.path, statement.text),
      headingPath: placed.path,
      lines: {
        startLine,
        endLine: Math.min(
          startLine + statement.lineCount - 1,
          placed.code.lines.endLine,
        ),
      },
      title: title || statement.comment || 'Query',
      query: statement.text,
      logGroups: [
        ...new Set([
          ...logGroupsIn(statement.text),
          ...groupsAround(placed.section),
        ]),
      ].slice(0, MAX_LOG_GROUPS),
    };
  });
}

function inlineQueries(
  placed: PlacedCode,
  context: ReadingContext,
): InsightsQuery[] {
  const queries: InsightsQuery[] = [];
  let line = placed.code.textLine;
  let read = 0;
  for (const match of placed.code.text.matchAll(INLINE_QUERY)) {
    const query = (match[1] ?? match[2]).trim();
    if (!startsAsQuery(query, '')) continue;
    line += placed.code.text.slice(read, match.index).split('\n').length - 1;
    read = match.index;
    const before = placed.code.text
      .slice(Math.max(0, read - MAX_BEFORE), read)
      .split('\n');
    const first = lastCommandLine(before);
    const command = before.slice(first).join('\n');
    const comment = before
      .slice(0, first)
      .reverse()
      .find(text => text.trim() !== '');
    queries.push({
      id: context.ids.take('query', placed.path, query),
      headingPath: placed.path,
      lines: {
        startLine: line,
        endLine: Math.min(
          line + match[0].split('\n').length - 1,
          placed.code.lines.endLine,
        ),
      },
      title: comment?.startsWith('#')
        ? comment.replace(/^#+\s*/, '')
        : titleOf(placed) || 'Query',
      query,
      logGroups: logGroupsIn(command).slice(0, MAX_LOG_GROUPS),
    });
  }
  return queries;
}

/** Index of the first line of the command that the last line belongs to. */
function lastCommandLine(lines: string[]): number {
  let at = lines.length - 1;
  while (at > 0 && lines[at - 1].trimEnd().endsWith('\\')) at -= 1;
  return at;
}

function titleOf(placed: PlacedCode): string {
  const label = placed.lead ? labelOf(placed.lead) : undefined;
  if (label?.strong && label.value === '') return label.text;
  const heading = placed.path[placed.path.length - 1];
  if (heading) return bareTitle(heading);
  return placed.lead ? plainText(placed.lead).replace(/[:：]$/, '') : '';
}

const AROUND = new WeakMap<Section, string[]>();

/** Log groups that the paragraphs and items beside a query name; read once a section. */
function groupsAround(section: Section): string[] {
  let groups = AROUND.get(section);
  if (!groups) {
    const texts = [...walkBlocks(section.blocks)].flatMap(block => {
      if (block.type === 'paragraph') return block.text;
      return block.type === 'list' ? block.items.map(item => item.text) : [];
    });
    groups = logGroupsIn(texts.join('\n')).slice(0, MAX_LOG_GROUPS);
    AROUND.set(section, groups);
  }
  return groups;
}
