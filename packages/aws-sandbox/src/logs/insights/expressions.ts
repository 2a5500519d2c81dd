import {
  ArithmeticOperator,
  ComparisonOperator,
  Expression,
  FieldExpression,
  Pattern,
} from './ast';
import { periodUnit } from './periods';
import { QueryScanner } from './scanner';

/** Deeper nesting than any written query has; keeps hostile ones off the call stack. */
const MAX_DEPTH = 100;

const RESERVED = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by']);

const NAME = /@{0,2}[\p{L}_$][\p{L}\p{N}_$]*|@{1,2}(?=`)/u;

/** Distributes over `T`, so that each kind of expression can be built without its span. */
type Unplaced<T> = T extends unknown
  ? Omit<T, 'start' | 'end' | 'text'>
  : never;

/** Reads expressions: `or` binds least, then `and`, `not`, comparisons, `+ -`, `* / %`, `^`, and the minus sign. */
export class ExpressionParser {
  #depth = 0;

  constructor(private readonly scanner: QueryScanner) {}

  read(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.scanner.unexpected();
    const expression = this.#or();
    this.#depth -= 1;
    return expression;
  }

  /** A field's name, also in backticks and with path: `@message`, `a.0.b`, `` x.`odd-name` ``, `list[1]`. */
  field(): FieldExpression {
    const { scanner } = this;
    const start = scanner.position;
    const path: string[] = [];
    const sigil = scanner.match(NAME);
    if (sigil === undefined || /^@+$/.test(sigil)) {
      path.push((sigil ?? '') + this.#backticked());
    } else {
      path.push(sigil);
    }
    while (/[.[]/.test(scanner.text[scanner.end] ?? '')) {
      const at = scanner.end;
      if (scanner.take('[')) {
        const index = scanner.match(/\d+/);
        if (index === undefined || !scanner.take(']')) {
          throw scanner.unexpected();
        }
        path.push(index);
        continue;
      }
      scanner.take('.');
      const step =
        scanner.match(/@?[\p{L}\p{N}_$]+/u) ??
        (scanner.text[scanner.end] === '`' ? this.#backticked() : undefined);
      if (step === undefined) {
        throw scanner.unexpected({ start: at, end: at + 1 });
      }
      path.push(step);
    }
    return this.#place(start, {
      kind: 'field',
      name: path.join('.'),
      path,
    }) as FieldExpression;
  }

  /** `/regex/` or a text. */
  pattern(): Pattern {
    const { scanner } = this;
    const regex = scanner.regex();
    if (regex) return { kind: 'regex', ...regex };
    const start = scanner.position;
    const text = scanner.string();
    if (text === undefined) throw scanner.unexpected();
    return { kind: 'text', text, span: { start, end: scanner.end } };
  }

  #or(): Expression {
    const start = this.scanner.position;
    let left = this.#and();
    while (this.scanner.takeWord('or')) {
      left = this.#place(start, { kind: 'or', left, right: this.#and() });
    }
    return left;
  }

  #and(): Expression {
    const start = this.scanner.position;
    let left = this.#not();
    while (this.scanner.takeWord('and')) {
      left = this.#place(start, { kind: 'and', left, right: this.#not() });
    }
    return left;
  }

  #not(): Expression {
    const start = this.scanner.position;
    let negations = 0;
    while (this.scanner.takeWord('not')) negations += 1;
    const operand = this.#comparison();
    if (negations === 0) return operand;
    const negated = this.#place(start, { kind: 'not', operand });
    return negations % 2 === 1
      ? negated
      : this.#place(start, { kind: 'not', operand: negated });
  }

  #comparison(): Expression {
    const { scanner } = this;
    const start = scanner.position;
    const left = this.#sum();
    if (scanner.take('=~')) {
      const pattern = this.pattern();
      return this.#place(start, {
        kind: 'like',
        negated: false,
        subject: left,
        pattern,
      });
    }
    const operator = scanner.match(/!=|<=|>=|=(?!=)|<(?!>)|>/);
    if (operator) {
      return this.#place(start, {
        kind: 'comparison',
        operator: operator as ComparisonOperator,
        left,
        right: this.#sum(),
      });
    }
    const before = scanner.end;
    const negated = scanner.takeWord('not');
    if (scanner.takeWord('like')) {
      const pattern = this.pattern();
      return this.#place(start, {
        kind: 'like',
        negated,
        subject: left,
        pattern,
      });
    }
    if (scanner.takeWord('in')) {
      return this.#place(start, {
        kind: 'in',
        negated,
        subject: left,
        options: this.#options(),
      });
    }
    if (negated) throw scanner.unexpected();
    scanner.rewind(before);
    return left;
  }

  #options(): Expression[] {
    const { scanner } = this;
    const open = scanner.take('[');
    if (!open && !scanner.take('(')) throw scanner.unexpected();
    const options: Expression[] = [];
    do {
      options.push(this.#sum());
    } while (scanner.take(','));
    if (!scanner.take(open ? ']' : ')')) throw scanner.unexpected();
    return options;
  }

  #sum(): Expression {
    return this.#chain(/[+-]/, () => this.#chain(/[*/%]/, () => this.#power()));
  }

  #chain(operators: RegExp, operand: () => Expression): Expression {
    const start = this.scanner.position;
    let left = operand();
    for (;;) {
      const operator = this.scanner.match(operators);
      if (operator === undefined) return left;
      left = this.#place(start, {
        kind: 'arithmetic',
        operator: operator as ArithmeticOperator,
        left,
        right: operand(),
      });
    }
  }

  #power(): Expression {
    const start = this.scanner.position;
    const left = this.#sign();
    if (!this.scanner.take('^')) return left;
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.scanner.unexpected();
    const right = this.#power();
    this.#depth -= 1;
    return this.#place(start, {
      kind: 'arithmetic',
      operator: '^',
      left,
      right,
    });
  }

  #sign(): Expression {
    const start = this.scanner.position;
    if (!this.scanner.take('-')) return this.#primary();
    return this.#place(start, { kind: 'negate', operand: this.#primary() });
  }

  #primary(): Expression {
    const { scanner } = this;
    const start = scanner.position;
    if (scanner.take('(')) {
      const inner = this.read();
      if (!scanner.take(')')) throw scanner.unexpected();
      return this.#place(start, inner);
    }
    const number = scanner.match(/(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return this.#number(start, Number(number));
    const text = scanner.string();
    if (text !== undefined) {
      return this.#place(start, { kind: 'string', value: text });
    }
    const before = scanner.end;
    const word = scanner.word();
    if (word !== undefined) {
      const lower = word.toLowerCase();
      if (RESERVED.has(lower)) {
        throw scanner.unexpected({ start, end: scanner.end });
      }
      if (scanner.take('(')) return this.#call(start, word);
      if (lower === 'true' || lower === 'false') {
        const value = lower === 'true';
        return this.#place(start, { kind: 'boolean', value });
      }
      scanner.rewind(before);
    }
    return this.field();
  }

  #number(start: number, amount: number): Expression {
    const { scanner } = this;
    const before = scanner.end;
    const unit = periodUnit(scanner.word() ?? '');
    if (unit) {
      return this.#place(start, { kind: 'period', period: { amount, unit } });
    }
    scanner.rewind(before);
    if (/[\p{L}_]/u.test(scanner.text[before] ?? '')) {
      throw scanner.unexpected();
    }
    return this.#place(start, { kind: 'number', value: amount });
  }

  #call(start: number, name: string): Expression {
    const { scanner } = this;
    const args: Expression[] = [];
    if (!scanner.take(')')) {
      do {
        const at = scanner.position;
        args.push(
          scanner.take('*') ? this.#place(at, { kind: 'star' }) : this.read(),
        );
      } while (scanner.take(','));
      if (!scanner.take(')')) throw scanner.unexpected();
    }
    return this.#place(start, { kind: 'call', name, args });
  }

  #backticked(): string {
    const { scanner } = this;
    const quoted = scanner.match(/`[^`\n]+`/);
    if (quoted === undefined) {
      const { position } = scanner;
      throw scanner.text[position] === '`'
        ? scanner.unexpected({ start: position, end: position + 1 })
        : scanner.unexpected();
    }
    return quoted.slice(1, -1);
  }

  #place(start: number, expression: Unplaced<Expression>): Expression {
    const { end } = this.scanner;
    return {
      ...expression,
      start,
      end,
      text: this.scanner.text.slice(start, end),
    } as Expression;
  }
}
