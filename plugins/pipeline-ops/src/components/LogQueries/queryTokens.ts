export interface QueryToken {
  text: string;
  kind: 'command' | 'function' | 'string' | 'comment' | 'pipe' | 'plain';
}

const COMMANDS = new Set([
  'anomaly',
  'dedup',
  'diff',
  'display',
  'fields',
  'filter',
  'filterindex',
  'limit',
  'parse',
  'pattern',
  'sort',
  'stats',
  'unnest',
]);

/** A comment, a quoted text or regular expression, a pipe, a word with an opening bracket behind it, a word. */
const PARTS =
  /#[^\n]*|"[^"\n]*"|'[^'\n]*'|\/(?:[^/\\\n]|\\.)+\/|\||[A-Za-z@][\w@.]*(?=\s*\()|[A-Za-z@][\w@.]*/g;

/** The parts of a Logs Insights query by what they are, for colouring; joined they are the query again. */
export function queryTokens(query: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let end = 0;
  for (const match of query.matchAll(PARTS)) {
    const text = match[0];
    if (match.index > end) {
      tokens.push({ text: query.slice(end, match.index), kind: 'plain' });
    }
    end = match.index + text.length;
    tokens.push({ text, kind: kindOf(text, query[end]) });
  }
  if (end < query.length) {
    tokens.push({ text: query.slice(end), kind: 'plain' });
  }
  return tokens;
}

function kindOf(text: string, next: string | undefined): QueryToken['kind'] {
  if (text === '|') {
    return 'pipe';
  }
  if (text.startsWith('#')) {
    return 'comment';
  }
  if (/^["'/]/.test(text)) {
    return 'string';
  }
  if (COMMANDS.has(text.toLowerCase())) {
    return 'command';
  }
  return next === '(' ? 'function' : 'plain';
}
