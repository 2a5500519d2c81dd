import { MathError } from './types';

export type Token =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'name'; value: string }
  | { kind: 'symbol'; value: string };

const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z][A-Za-z0-9_]*/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[-+*/^<>()[\],]/y;

/**
 * Splits a metric math expression into tokens.
 *
 * In quoted text a backslash before the quote takes the quote literally; every other backslash stays, because the search
 * language inside SEARCH has escapes of its own.
 *
 * @throws {MathError} for characters that no token starts with, and for text without its closing quote
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };

  while (at < source.length) {
    if (take(SPACE) !== undefined) continue;
    const quote = source[at];
    if (quote === "'" || quote === '"') {
      const text = readQuoted(source, at, quote);
      tokens.push({ kind: 'text', value: text.value });
      at = text.end;
      continue;
    }
    const number = take(NUMBER);
    if (number !== undefined) {
      const value = Number(number);
      if (!Number.isFinite(value)) throw new MathError('Invalid syntax');
      tokens.push({ kind: 'number', value });
      continue;
    }
    const name = take(NAME);
    if (name !== undefined) {
      tokens.push({ kind: 'name', value: name });
      continue;
    }
    const symbol = take(SYMBOL);
    if (symbol === undefined) throw new MathError('Invalid syntax');
    tokens.push({ kind: 'symbol', value: symbol });
  }
  return tokens;
}

function readQuoted(
  source: string,
  start: number,
  quote: string,
): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === quote) return { value, end: at + 1 };
    if (character === '\\' && source[at + 1] === quote) {
      value += quote;
      at++;
    } else {
      value += character;
    }
  }
  throw new MathError('Invalid syntax');
}
