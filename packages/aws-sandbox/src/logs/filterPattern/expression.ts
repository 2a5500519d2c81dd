import { RE2JS } from 're2js';
import { invalidPattern } from './syntax';

/** Letters, digits, the documented symbols and operators, and escapes that are documented or escape a symbol. */
const ALLOWED =
  /^(?:[A-Za-z0-9:_#=@/;,\-^$?[\]{}|*+.]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9\s]))*$/;

/** Compiles the inside of `%…%`; it runs in linear time, as AWS's does. Finds anywhere in a text. */
export function compileExpression(source: string): (text: string) => boolean {
  if (source === '' || !/^[\x21-\x7e]*$/.test(source)) throw invalidPattern();
  if (!ALLOWED.test(source)) throw invalidPattern();
  try {
    const expression = RE2JS.compile(source);
    return text => expression.test(text);
  } catch {
    throw invalidPattern();
  }
}
