import { compileExpression } from './expression';
import { invalidPattern, invalidTerm, PatternScanner } from './syntax';

/** A scalar of a log event: its text as it stands there, and its value where it is a number. */
export interface Scalar {
  readonly text: string;
  readonly number: number | undefined;
}

/** Whether a scalar that exists fulfils a condition. */
export type Condition = (value: Scalar) => boolean;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether the text is written as a number. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Reads `<operator> <value>`: a quoted or bare text with `*`, a number, or `%regex%`. */
export function readCondition(scanner: PatternScanner): Condition {
  const operator = scanner.match(/>=|<=|!=|=|>|</)?.[0];
  if (!operator) {
    if (scanner.done || /[\s)\]},]/.test(scanner.next)) throw invalidPattern();
    throw invalidTerm(scanner.match(/[^\s)\]},]+/)![0]);
  }
  scanner.skipSpace();
  if (operator === '=' || operator === '!=') {
    const equals = readEquality(scanner);
    return operator === '=' ? equals : value => !equals(value);
  }
  return readOrder(scanner, operator);
}

function readEquality(scanner: PatternScanner): Condition {
  const quoted = scanner.quoted();
  if (quoted !== undefined) {
    const like = compileWildcards(quoted);
    return value => like(value.text);
  }
  if (scanner.next === '%') {
    const expression = scanner.match(/%((?:[^%\\]|\\.)*)%/);
    if (!expression) throw invalidPattern();
    const finds = compileExpression(expression[1]);
    return value => finds(value.text);
  }
  const bare = readBare(scanner);
  if (isNumber(bare)) {
    const number = Number(bare);
    return value =>
      value.number === undefined
        ? value.text === bare
        : value.number === number;
  }
  const like = compileWildcards(bare);
  return value => like(value.text);
}

function readOrder(scanner: PatternScanner, operator: string): Condition {
  const quoted = scanner.quoted();
  if (quoted !== undefined) throw invalidTerm(`"${quoted}"`);
  const bare = readBare(scanner);
  if (!isNumber(bare)) throw invalidTerm(`"${bare}"`);
  const limit = Number(bare);
  const holds: Record<string, (number: number) => boolean> = {
    '>': number => number > limit,
    '>=': number => number >= limit,
    '<': number => number < limit,
    '<=': number => number <= limit,
  };
  return value => value.number !== undefined && holds[operator](value.number);
}

function readBare(scanner: PatternScanner): string {
  const bare = scanner.match(/[^\s)}\],&|"]+/)?.[0];
  if (bare === undefined) throw invalidPattern();
  const invalid = /[^\p{L}\p{N}_.*+\-:/@#]+/u.exec(bare);
  if (invalid) throw invalidTerm(bare);
  return bare;
}

/** `*` stands for any text. */
function compileWildcards(pattern: string): (text: string) => boolean {
  if (!pattern.includes('*')) return text => text === pattern;
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop()!;
  return text => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Reads `a && b || (c)`: parentheses before `&&` before `||`. */
export function readLogic<T>(
  scanner: PatternScanner,
  readOperand: () => (subject: T) => boolean,
): (subject: T) => boolean {
  function readUnary(): (subject: T) => boolean {
    scanner.skipSpace();
    if (!scanner.take('(')) return readOperand();
    const inner = readOr();
    scanner.skipSpace();
    if (!scanner.take(')')) throw invalidPattern();
    return inner;
  }
  function readAnd(): (subject: T) => boolean {
    const operands = [readUnary()];
    for (scanner.skipSpace(); scanner.take('&&'); scanner.skipSpace()) {
      operands.push(readUnary());
    }
    return subject => operands.every(operand => operand(subject));
  }
  function readOr(): (subject: T) => boolean {
    const operands = [readAnd()];
    for (scanner.skipSpace(); scanner.take('||'); scanner.skipSpace()) {
      operands.push(readAnd());
    }
    return subject => operands.some(operand => operand(subject));
  }
  return readOr();
}
