const KEYWORD =
  /^(?:fields|filter|stats|parse|display|sort|limit|source|dedup|pattern|diff|unmask|filterIndex)\b/i;
const CODE = new Set(
  'python py javascript js typescript ts tsx java go ruby hcl terraform tf json yaml yml xml html c cpp rust scala kotlin'.split(
    ' ',
  ),
);
const SHELL = new Set('bash sh shell zsh console terminal'.split(' '));

/** Comment lines of Logs Insights, and the ones that people write as if it were SQL. */
export function isQueryComment(line: string): boolean {
  return /^\s*(?:#|--|\/\/)/.test(line);
}

/** Whether a block's first statement is one of CloudWatch Logs Insights. */
export function startsAsQuery(text: string, language: string): boolean {
  if (CODE.has(language)) return false;
  const first = text
    .split('\n')
    .find(line => line.trim() !== '' && !isQueryComment(line));
  if (!first || !KEYWORD.test(first.trim())) return false;
  const statement = first.trim();
  const certain = /^(?:fields|filter|stats|display|parse)\s+(?:@|\w)/.test(
    statement,
  );
  if (SHELL.has(language)) return certain && /@|\|/.test(text);
  if (certain) return /@|\||^filter\b|^fields\b/.test(text.trim());
  return /@\w|\n\s*\|/.test(text);
}

/** One query of a block. */
export interface QueryStatement {
  /** Comment directly above it. */
  comment?: string;
  text: string;
  /** Lines before it in the block. */
  offset: number;
  lineCount: number;
}

/** The queries of a block: a new one begins where, after a blank line, a statement starts without a pipe. */
export function splitQueries(text: string): QueryStatement[] {
  const lines = text.split('\n');
  const statements: QueryStatement[] = [];
  let comment: string | undefined;
  let start = -1;
  let end = -1;
  let pendingBlank = true;
  const flush = () => {
    if (start < 0) return;
    statements.push({
      comment,
      text: lines
        .slice(start, end + 1)
        .join('\n')
        .trim(),
      offset: start,
      lineCount: end - start + 1,
    });
    start = -1;
    comment = undefined;
  };
  let upcoming: string | undefined;
  lines.forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') {
      pendingBlank = true;
    } else if (isQueryComment(line)) {
      if (pendingBlank || start < 0) {
        upcoming = trimmed.replace(/^(?:#|--|\/\/)+\s*/, '');
      }
    } else {
      if (start < 0 || (pendingBlank && KEYWORD.test(trimmed))) {
        flush();
        start = index;
        comment = upcoming;
        upcoming = undefined;
      }
      end = index;
      pendingBlank = false;
    }
  });
  flush();
  return statements;
}
