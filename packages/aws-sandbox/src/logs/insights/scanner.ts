import { Span } from './ast';
import { malformedQuery } from './malformed';

const WORD = /[A-Za-z_][A-Za-z0-9_]*/;

/** A position in a query, with the lexical rules: white space, `#` comments, words, numbers, strings, expressions. */
export class QueryScanner {
  #end = 0;

  constructor(readonly text: string) {}

  /** Where the next symbol begins: neither white space nor comment. */
  get position(): number {
    const blank = /(?:\s|#[^\n]*)*/y;
    blank.lastIndex = this.#end;
    blank.exec(this.text);
    return blank.lastIndex;
  }

  /** Where the last symbol ended. */
  get end(): number {
    return this.#end;
  }

  /** Goes back to where a symbol ended. */
  rewind(end: number): void {
    this.#end = end;
  }

  get done(): boolean {
    return this.position >= this.text.length;
  }

  /** Consumes a symbol made of punctuation. */
  take(symbol: string): boolean {
    const start = this.position;
    if (!this.text.startsWith(symbol, start)) return false;
    this.#end = start + symbol.length;
    return true;
  }

  /** Consumes the word, whatever its case, when it stands here as a whole. */
  takeWord(word: string): boolean {
    const before = this.#end;
    if (this.match(WORD)?.toLowerCase() === word) return true;
    this.#end = before;
    return false;
  }

  /** Consumes any word. */
  word(): string | undefined {
    return this.match(WORD);
  }

  /** Consumes what the expression matches exactly here. */
  match(expression: RegExp): string | undefined {
    const sticky = new RegExp(expression.source, `${expression.flags}y`);
    sticky.lastIndex = this.position;
    const match = sticky.exec(this.text);
    if (!match) return undefined;
    this.#end = sticky.lastIndex;
    return match[0];
  }

  /** Consumes `"text"` or `'text'`; a backslash keeps the quote and itself. */
  string(): string | undefined {
    const start = this.position;
    const quote = this.text[start];
    if (quote !== '"' && quote !== "'") return undefined;
    let value = '';
    for (let i = start + 1; i < this.text.length; i += 1) {
      const character = this.text[i];
      if (character === quote) {
        this.#end = i + 1;
        return value;
      }
      if (character === '\\' && i + 1 < this.text.length) {
        i += 1;
        value += unescape(this.text[i]);
      } else {
        value += character;
      }
    }
    throw this.unexpected({ start, end: this.text.length });
  }

  /** Consumes `/expression/` (`\/` for a slash) and gives what is between the slashes. */
  regex(): { source: string; span: Span } | undefined {
    const start = this.position;
    if (this.text[start] !== '/') return undefined;
    let inClass = false;
    for (let i = start + 1; i < this.text.length; i += 1) {
      const character = this.text[i];
      if (character === '\\') i += 1;
      else if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      else if (character === '/' && !inClass) {
        this.#end = i + 1;
        return {
          source: this.text.slice(start + 1, i).replace(/\\\//g, '/'),
          span: { start, end: i + 1 },
        };
      }
    }
    throw this.unexpected({ start, end: this.text.length });
  }

  /** The error for a symbol that does not belong here; the next one if none is given. */
  unexpected(span: Span = this.#nextSymbol()) {
    const symbol = this.text.slice(span.start, span.end);
    const before = this.text.slice(0, span.start).split('\n');
    const place = `at line ${before.length} and position ${before.at(-1)!.length + 1}`;
    return malformedQuery(
      symbol === ''
        ? `unexpected end of query ${place}`
        : `unexpected symbol found ${symbol} ${place}`,
      span.start,
      span.end,
    );
  }

  #nextSymbol(): Span {
    const start = this.position;
    const symbol = /^[@A-Za-z0-9_.`]+|^[^]?/.exec(
      this.text.slice(start, start + 100),
    )![0];
    return { start, end: start + symbol.length };
  }
}

function unescape(character: string): string {
  switch (character) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '"':
    case "'":
    case '\\':
      return character;
    default:
      return `\\${character}`;
  }
}
