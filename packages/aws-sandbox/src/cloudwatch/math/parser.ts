import { BINARY_OPERATORS, type BinaryOperator } from './expression';
import type { Expression } from './expression';
import { tokenize, type Token } from './lexer';
import { isKnownFunction, REFUSED_FUNCTIONS } from './functions/names';
import { MathError } from './types';

/** Longest expression that GetMetricData and PutMetricAlarm take, in characters. */
const MAX_LENGTH = 2048;

/** Deeper nesting than this is no expression that a person wrote. */
const MAX_DEPTH = 100;

const SPELLINGS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['&&', 'AND'],
  ['||', 'OR'],
]);
const POWER = BINARY_OPERATORS.length - 1;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Expression {
    const expression = this.operation(0);
    if (this.at < this.tokens.length) throw new MathError('Invalid syntax');
    return expression;
  }

  private operation(level: number): Expression {
    if (level > POWER) return this.operand();
    if (level === POWER) return this.negation();
    let left = this.operation(level + 1);
    for (;;) {
      const operator = this.takeOperator(level);
      if (!operator) return left;
      const right = this.operation(level + 1);
      left = { kind: 'operation', operator, left, right };
    }
  }

  /** Unary minus binds weaker than `^`: -2^2 is -(2^2). */
  private negation(): Expression {
    if (this.takeSymbol('-')) {
      return this.nested(() => ({
        kind: 'negation',
        operand: this.negation(),
      }));
    }
    const base = this.operand();
    if (!this.takeOperator(POWER)) return base;
    const exponent = this.nested(() => this.negation());
    return { kind: 'operation', operator: '^', left: base, right: exponent };
  }

  private operand(): Expression {
    const token = this.tokens[this.at++];
    if (!token) throw new MathError('Invalid syntax');
    switch (token.kind) {
      case 'number':
      case 'text':
        return token;
      case 'name':
        return this.named(token.value);
      default:
        break;
    }
    if (token.value === '(') {
      const inner = this.nested(() => this.operation(0));
      this.expect(')');
      return inner;
    }
    if (token.value === '[') return { kind: 'array', items: this.list(']') };
    throw new MathError('Invalid syntax');
  }

  private named(name: string): Expression {
    if (this.takeSymbol('(')) {
      if (REFUSED_FUNCTIONS.has(name)) {
        throw new MathError(`Function '${name}' is not supported here`);
      }
      if (!isKnownFunction(name)) {
        throw new MathError(`Function '${name}' not found`);
      }
      return { kind: 'call', name, args: this.list(')') };
    }
    if (/^[a-z]/.test(name)) return { kind: 'id', name };
    if (name === 'AND' || name === 'OR') throw new MathError('Invalid syntax');
    return { kind: 'keyword', name };
  }

  private list(end: string): Expression[] {
    return this.nested(() => {
      const items: Expression[] = [];
      if (this.takeSymbol(end)) return items;
      do {
        items.push(this.operation(0));
      } while (this.takeSymbol(','));
      this.expect(end);
      return items;
    });
  }

  private takeOperator(level: number): BinaryOperator | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== 'symbol' && token?.kind !== 'name') return undefined;
    const spelled = SPELLINGS.get(token.value) ?? token.value;
    const operators: readonly string[] = BINARY_OPERATORS[level];
    if (!operators.includes(spelled)) return undefined;
    this.at++;
    return spelled as BinaryOperator;
  }

  private takeSymbol(value: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'symbol' || token.value !== value) return false;
    this.at++;
    return true;
  }

  private expect(value: string): void {
    if (!this.takeSymbol(value)) throw new MathError('Invalid syntax');
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw new MathError('The expression is nested too deeply');
    }
    try {
      return read();
    } finally {
      this.depth--;
    }
  }
}

/**
 * Reads a metric math expression.
 *
 * @throws {MathError} when the expression is not one that CloudWatch's documentation describes
 */
export function parseExpression(source: string): Expression {
  if (source.length > MAX_LENGTH) {
    throw new MathError(
      `The expression is longer than ${MAX_LENGTH} characters`,
    );
  }
  if (/^\s*SELECT\s/i.test(source)) {
    throw new MathError('Metrics Insights queries are not supported here');
  }
  return new Parser(tokenize(source)).parse();
}
