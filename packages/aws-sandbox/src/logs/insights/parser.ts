import { Command, Expression, Named } from './ast';
import { ExpressionParser } from './expressions';
import { malformedQuery } from './malformed';
import { groupNames } from './regex';
import { QueryScanner } from './scanner';

const MAX_RESULTS = 100_000;

class CommandParser {
  readonly #expressions: ExpressionParser;

  constructor(private readonly scanner: QueryScanner) {
    this.#expressions = new ExpressionParser(scanner);
  }

  read(): Command {
    const { scanner } = this;
    const start = scanner.position;
    const word = scanner.word();
    if (word === undefined) throw scanner.unexpected();
    switch (word.toLowerCase()) {
      case 'fields':
        return this.#end(start, { kind: 'fields', items: this.#namedList() });
      case 'display':
        return this.#end(start, { kind: 'display', items: this.#namedList() });
      case 'filter':
        return this.#end(start, {
          kind: 'filter',
          condition: this.#expressions.read(),
        });
      case 'parse':
        return this.#parse(start);
      case 'stats':
        return this.#stats(start);
      case 'sort':
        return this.#sort(start);
      case 'limit':
        return this.#limit(start);
      case 'dedup':
        return this.#end(start, {
          kind: 'dedup',
          keys: this.#list(() => this.#expressions.field()),
        });
      default:
        throw scanner.unexpected({ start, end: scanner.end });
    }
  }

  #parse(start: number): Command {
    const { scanner } = this;
    const next = scanner.text[scanner.position];
    const subject =
      next === '"' || next === "'" || next === '/'
        ? new ExpressionParser(new QueryScanner('@message')).field()
        : this.#expressions.field();
    const pattern = this.#expressions.pattern();
    const names = scanner.takeWord('as')
      ? this.#list(() => this.#expressions.field().name)
      : [];
    const { span } = pattern;
    if (pattern.kind === 'text') {
      const wildcards = pattern.text.split('*').length - 1;
      if (wildcards === 0 || wildcards !== names.length) {
        throw malformedQuery(
          `parse expression has ${wildcards} wildcards but ${names.length} field names`,
          span.start,
          scanner.end,
        );
      }
    } else {
      const groups = groupNames(pattern);
      const named = groups.filter(name => name !== undefined);
      if (names.length > 0 ? names.length !== groups.length : !named.length) {
        throw malformedQuery(
          'parse expression has no named group for every field',
          span.start,
          scanner.end,
        );
      }
      if (names.length === 0) names.push(...named);
    }
    return this.#end(start, { kind: 'parse', subject, pattern, names });
  }

  #stats(start: number): Command {
    const items = this.#namedList();
    const by = this.scanner.takeWord('by') ? this.#namedList() : [];
    return this.#end(start, { kind: 'stats', items, by });
  }

  #sort(start: number): Command {
    const keys = this.#list(() => {
      const expression = this.#expressions.read();
      const descending = this.scanner.takeWord('desc');
      if (!descending) this.scanner.takeWord('asc');
      return { expression, descending };
    });
    return this.#end(start, { kind: 'sort', keys });
  }

  #limit(start: number): Command {
    const { scanner } = this;
    const at = scanner.position;
    const digits = scanner.match(/\d+(?![\w.])/);
    if (digits === undefined) throw scanner.unexpected();
    const count = Number(digits);
    if (count < 1 || count > MAX_RESULTS) {
      throw malformedQuery(
        `limit must be between 1 and ${MAX_RESULTS}, found ${digits}`,
        at,
        scanner.end,
      );
    }
    return this.#end(start, { kind: 'limit', count });
  }

  #namedList(): Named[] {
    return this.#list(() => {
      const expression: Expression = this.#expressions.read();
      const name = this.scanner.takeWord('as')
        ? this.#expressions.field().name
        : nameOf(expression);
      return { expression, name };
    });
  }

  #list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.scanner.take(',')) items.push(read());
    return items;
  }

  #end<T>(start: number, command: T): T & { start: number; end: number } {
    return { ...command, start, end: this.scanner.end };
  }
}

/** A column without alias is called what was written. */
function nameOf(expression: Expression): string {
  return expression.kind === 'field' ? expression.name : expression.text;
}

/**
 * Reads a CloudWatch Logs Insights query: `fields`, `display`, `filter`, `parse`, `stats`, `sort`, `limit` and `dedup`,
 * separated by `|`, with `#` comments. Keywords are read in any case.
 *
 * @throws MalformedQueryException with the location of the first symbol that does not belong
 */
export function parseQuery(text: string): Command[] {
  const scanner = new QueryScanner(text);
  const parser = new CommandParser(scanner);
  const commands: Command[] = [];
  do {
    // Nothing but a limit may follow dedup.
    const deduplicated = commands.some(({ kind }) => kind === 'dedup');
    const before = scanner.end;
    if (deduplicated && scanner.word()?.toLowerCase() !== 'limit') {
      scanner.rewind(before);
      throw scanner.unexpected();
    }
    scanner.rewind(before);
    commands.push(parser.read());
  } while (scanner.take('|'));
  if (!scanner.done) throw scanner.unexpected();
  return commands;
}
