import { MathError } from '../types';

/** What a SEARCH expression looks for. */
export interface SearchQuery {
  schema?: { namespace: string; dimensionNames: readonly string[] };
  term?: SearchTerm;
}

export type SearchTerm =
  | {
      kind: 'match';
      /** `MetricName`, `Namespace` or a dimension's name; without one, all of them are looked at. */
      property?: string;
      text: string;
      exact: boolean;
    }
  | { kind: 'and'; terms: readonly SearchTerm[] }
  | { kind: 'or'; terms: readonly SearchTerm[] }
  | { kind: 'not'; term: SearchTerm };

/** Longest search, in characters (AWS: "CloudWatch search expression syntax", limits). */
const MAX_LENGTH = 1024;
const MAX_DEPTH = 50;

type SearchToken =
  | { kind: 'word' | 'quoted'; value: string }
  | { kind: 'symbol'; value: '(' | ')' | '=' };

class SearchParser {
  private rest: string;
  private tokens: SearchToken[] = [];
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.rest = source;
  }

  parse(): SearchQuery {
    const schema = this.schema();
    this.tokens = tokenizeTerms(this.rest);
    const term = this.tokens.length > 0 ? this.anyOf() : undefined;
    if (this.at < this.tokens.length) throw invalidSearch();
    if (!schema && !term) throw invalidSearch();
    return { ...(schema && { schema }), ...(term && { term }) };
  }

  private schema(): SearchQuery['schema'] {
    const schema =
      /^\s*\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}\s*,?/s.exec(this.rest) ??
      undefined;
    if (!schema) return undefined;
    this.rest = this.rest.slice(schema[0].length);
    const names: string[] = [];
    let inside = schema[1];
    for (;;) {
      const name = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))\s*(,|$)/s.exec(
        inside,
      );
      if (!name) throw invalidSearch();
      names.push(name[1] === undefined ? name[2] : unescape(name[1]));
      if (name[3] === '') break;
      inside = inside.slice(name[0].length);
    }
    const [namespace, ...dimensionNames] = names;
    return { namespace, dimensionNames };
  }

  private anyOf(property?: string): SearchTerm {
    const terms = [this.allOf(property)];
    while (this.takeWord('OR')) terms.push(this.allOf(property));
    return terms.length === 1 ? terms[0] : { kind: 'or', terms };
  }

  private allOf(property?: string): SearchTerm {
    const terms = [this.negatable(property)];
    for (;;) {
      const next = this.tokens[this.at];
      if (!next || (next.kind === 'symbol' && next.value === ')')) break;
      if (next.kind === 'word' && next.value === 'OR') break;
      this.takeWord('AND');
      terms.push(this.negatable(property));
    }
    return terms.length === 1 ? terms[0] : { kind: 'and', terms };
  }

  private negatable(property?: string): SearchTerm {
    if (!this.takeWord('NOT')) return this.match(property);
    return {
      kind: 'not',
      term: this.nested(() => this.negatable(property)),
    };
  }

  private match(property?: string): SearchTerm {
    const token = this.tokens[this.at++];
    if (!token) throw invalidSearch();
    if (token.kind === 'symbol') {
      if (token.value !== '(') throw invalidSearch();
      return this.group(property);
    }
    const { kind, value } = token;
    if (kind === 'word' && ['AND', 'OR', 'NOT'].includes(value)) {
      throw invalidSearch();
    }
    if (this.takeSymbol('=')) {
      if (property !== undefined) throw invalidSearch();
      if (value.startsWith(':')) {
        throw new MathError(`The search property '${value}' is not supported`);
      }
      return this.match(value);
    }
    return {
      kind: 'match',
      ...(property !== undefined && { property }),
      text: value,
      exact: kind === 'quoted',
    };
  }

  /** `(…)` or, after a property, `Property=(a OR b)`. */
  private group(property?: string): SearchTerm {
    const inner = this.nested(() => this.anyOf(property));
    if (!this.takeSymbol(')')) throw invalidSearch();
    return inner;
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.value !== word) return false;
    this.at++;
    return true;
  }

  private takeSymbol(symbol: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'symbol' || token.value !== symbol) return false;
    this.at++;
    return true;
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw invalidSearch();
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}

const TERM_TOKEN = /\s+|"((?:[^"\\]|\\.)*)"|([()=])|([^\s"()={},]+)/sy;

function tokenizeTerms(source: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  let at = 0;
  while (at < source.length) {
    TERM_TOKEN.lastIndex = at;
    const found = TERM_TOKEN.exec(source);
    if (!found) throw invalidSearch();
    at += found[0].length;
    const [, quoted, symbol, word] = found;
    if (quoted !== undefined) {
      tokens.push({ kind: 'quoted', value: unescape(quoted) });
    } else if (symbol !== undefined) {
      tokens.push({ kind: 'symbol', value: symbol as '(' | ')' | '=' });
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', value: word });
    }
  }
  return tokens;
}

function unescape(quoted: string): string {
  return quoted.replace(/\\(["\\()])/g, '$1');
}

function invalidSearch(): MathError {
  return new MathError('Invalid syntax in the search expression');
}

/**
 * Reads what stands between the quotes of SEARCH: an optional schema `{Namespace, Dimension, …}` and optional terms.
 *
 * @throws {MathError} when the text is not such a search
 */
export function parseSearch(source: string): SearchQuery {
  if (source.length > MAX_LENGTH) {
    throw new MathError(
      `The search expression is longer than ${MAX_LENGTH} characters`,
    );
  }
  return new SearchParser(source).parse();
}
