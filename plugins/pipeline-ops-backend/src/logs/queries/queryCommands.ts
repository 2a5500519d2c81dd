/** One command of a Logs Insights query: what stands between two pipes. */
export interface QueryCommand {
  /** First word, in lower case; empty when the command does not begin with a word. */
  name: string;
  /** Without comments. Texts and regular expressions as written. */
  text: string;
}

/** A query that cannot be taken apart; the message says what is wrong with it. */
export class UnreadableQueryError extends Error {
  readonly name = 'UnreadableQueryError';
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': 'text',
  "'": 'text',
  '`': 'field name',
  '/': 'regular expression',
};

/** Words, and the operators after which a slash begins a regular expression. */
const TOKEN = /[A-Za-z0-9_@.$-]+|=~|\s+|[^]/y;

class CommandReader {
  #text = '';
  /** Words and operators so far, without white space. */
  readonly #tokens: string[] = [];

  add(token: string) {
    this.#text += token;
    if (token.trim() !== '') {
      this.#tokens.push(token.toLowerCase());
    }
  }

  /** True where a slash begins a regular expression: after `like` and `=~`, and as the pattern of `parse`. */
  expectsExpression(): boolean {
    const [command] = this.#tokens;
    const last = this.#tokens[this.#tokens.length - 1];
    return (
      last === 'like' ||
      last === '=~' ||
      (command === 'parse' && this.#tokens.length <= 2)
    );
  }

  done(): QueryCommand {
    const text = this.#text.trim();
    return {
      name: /^[A-Za-z][A-Za-z0-9_]*/.exec(text)?.[0].toLowerCase() ?? '',
      text,
    };
  }
}

/**
 * Takes a query apart as Logs Insights does: pipes separate commands, `#` begins a comment, and neither counts inside
 * texts, field names and regular expressions. Where AWS's own reading is not documented, such as for a slash that may
 * divide, this reads more commands rather than fewer, since each command is checked.
 *
 * @throws UnreadableQueryError for what is not closed on its line and for letters beyond ASCII outside of quotes
 */
export function readCommands(query: string): QueryCommand[] {
  const commands = [new CommandReader()];
  let at = 0;
  while (at < query.length) {
    const current = commands[commands.length - 1];
    TOKEN.lastIndex = at;
    const [token] = TOKEN.exec(query) as RegExpExecArray;
    if (token === '|') {
      commands.push(new CommandReader());
      at += 1;
    } else if (token === '#') {
      at = endOfLine(query, at);
      current.add(' ');
    } else if (
      token in QUOTES &&
      (token !== '/' || current.expectsExpression())
    ) {
      const literal = readLiteral(query, at);
      current.add(literal);
      at += literal.length;
    } else {
      if (/[^\p{ASCII}]/u.test(token)) {
        throw new UnreadableQueryError(
          `${JSON.stringify(token)} may only stand inside quotes`,
        );
      }
      current.add(token);
      at += token.length;
    }
  }
  return commands.map(command => command.done());
}

/** From the quote or slash at `start` to the one that closes it. */
function readLiteral(query: string, start: number): string {
  const quote = query[start];
  for (let at = start + 1; at < query.length; at += 1) {
    const character = query[at];
    if (character === '\n' || character === '\r') {
      break;
    }
    if (character === '\\' && quote !== '`') {
      at += 1;
    } else if (character === quote) {
      return query.slice(start, at + 1);
    }
  }
  throw new UnreadableQueryError(
    `a ${QUOTES[quote]} begins with ${quote} and is not closed on its line`,
  );
}

function endOfLine(query: string, start: number): number {
  const end = /[\n\r]/.exec(query.slice(start));
  return end ? start + end.index : query.length;
}
