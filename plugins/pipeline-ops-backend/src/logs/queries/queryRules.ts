import {
  type QueryCommand,
  readCommands,
  UnreadableQueryError,
} from './queryCommands';

/**
 * Commands that read nothing but the log groups and the range that the query is started with. Left out on purpose:
 * `source`, `join`, `lookup` and subqueries, which bring other data, and `unmask`. Source: Logs Insights QL in the
 * CloudWatch Logs user guide.
 */
export const ALLOWED_COMMANDS: ReadonlySet<string> = new Set([
  'addtotals',
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

/** Source: StartQuery in the CloudWatch Logs API reference. */
export const LONGEST_QUERY = 10_000;

/** Control and format characters, and spaces that are not the space: they make a query read differently than it looks. */
const DECEPTIVE = /(?![\t\n\r ])[\p{C}\p{Z}]/u;

/**
 * Names a log group where a command or a subquery could begin. Looked for in the whole text, quotes or not: should AWS
 * close a quote earlier than {@link readCommands} does, this still finds it.
 */
const NAMES_GROUPS =
  /(?:^|[|\n([{]) ?source(?:\s?["'`([{]|\s\/|\s?log_?groups?)|log_?groups?\s?\(/i;

const UNMASKS = /unmask[\s`"']*\(/i;

/** A query that may be run, with what is sent to AWS; or why not, in words that follow "The query". */
export type QueryVerdict = { text: string } | { refusal: string };

/**
 * Holds a query against the rules: known commands only, no other log groups, nothing unmasked. Comments are dropped, so
 * that AWS reads what was checked. A `limit` above `mostRows` is lowered to it.
 */
export function judgeQuery(query: string, mostRows: number): QueryVerdict {
  if (query.length > LONGEST_QUERY) {
    return { refusal: `is longer than ${LONGEST_QUERY} characters.` };
  }
  if (DECEPTIVE.test(query)) {
    return {
      refusal:
        'holds invisible characters or unusual spaces. Write it with plain ones.',
    };
  }
  let commands: QueryCommand[];
  try {
    commands = readCommands(query);
  } catch (error) {
    if (!(error instanceof UnreadableQueryError)) {
      throw error;
    }
    return { refusal: `cannot be read: ${error.message}.` };
  }
  const text = commands
    .map(command => withLimit(command, mostRows))
    .join('\n| ');
  const refusal = [query, text, query.replace(/#[^\n\r]*[\n\r]*/g, '')]
    .map(refusalOfText)
    .find(reason => reason !== undefined);
  const unknown = commands.find(({ name }) => !ALLOWED_COMMANDS.has(name));
  if (refusal) {
    return { refusal };
  }
  return unknown ? { refusal: refusalOfCommand(unknown) } : { text };
}

function refusalOfText(written: string): string | undefined {
  // One sign for any white space keeps the patterns from trying every length of it.
  const text = written
    .trim()
    .replace(/\s+/g, space => (/[\n\r]/.test(space) ? '\n' : ' '));
  if (NAMES_GROUPS.test(text)) {
    return 'names log groups in its text (SOURCE). Name them beside the query instead.';
  }
  return UNMASKS.test(text)
    ? 'unmasks protected data, which is never shown here. Leave unmask out.'
    : undefined;
}

function refusalOfCommand({ name, text }: QueryCommand): string {
  if (text === '') {
    return 'holds an empty command. Write one command between two pipes.';
  }
  const allowed = [...ALLOWED_COMMANDS].join(', ');
  return name === ''
    ? `has a command that begins with ${JSON.stringify(text.slice(0, 20))}. Commands are ${allowed}.`
    : `uses the command ${name.slice(0, 40)}, which is not allowed here. Allowed are ${allowed}.`;
}

function withLimit({ name, text }: QueryCommand, mostRows: number): string {
  return name === 'limit'
    ? text.replace(/\d+/, rows => String(Math.min(Number(rows) || 1, mostRows)))
    : text;
}
