import fc from 'fast-check';
import { BINARY_OPERATORS, type Expression } from './expression';
import { parseExpression } from './parser';
import { parseSearch } from './search/query';
import { MathError } from './types';

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'text':
      return `'${expression.value.replaceAll("'", "\\'")}'`;
    case 'id':
    case 'keyword':
      return expression.name;
    case 'array':
      return `[${expression.items.map(print).join(', ')}]`;
    case 'negation':
      return `-(${print(expression.operand)})`;
    case 'operation':
      return `(${print(expression.left)}) ${expression.operator} (${print(expression.right)})`;
    default:
      return `${expression.name}(${expression.args.map(print).join(', ')})`;
  }
}

const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc
      .double({ min: 0, max: 1e15, noNaN: true })
      .map(value => ({ kind: 'number' as const, value: Math.abs(value) })),
    fc
      .stringMatching(/^[a-z][a-zA-Z0-9_]{0,8}$/)
      .map(name => ({ kind: 'id' as const, name })),
    fc
      .constantFrom('REPEAT', 'LINEAR', 'DESC')
      .map(name => ({ kind: 'keyword' as const, name })),
    fc
      .stringMatching(/^[a-zA-Z {}="',.]{0,12}$/)
      .map(value => ({ kind: 'text' as const, value })),
    fc
      .array(tie('expression'), { maxLength: 3 })
      .map(items => ({ kind: 'array' as const, items })),
    tie('expression').map(operand => ({ kind: 'negation' as const, operand })),
    fc
      .tuple(
        fc.constantFrom(...BINARY_OPERATORS.flat()),
        tie('expression'),
        tie('expression'),
      )
      .map(([operator, left, right]) => ({
        kind: 'operation' as const,
        operator,
        left,
        right,
      })),
    fc
      .tuple(
        fc.constantFrom('SUM', 'FILL', 'IF', 'SEARCH', 'SORT'),
        fc.array(tie('expression'), { maxLength: 3 }),
      )
      .map(([name, args]) => ({ kind: 'call' as const, name, args })),
  ),
}));

describe('metric math syntax', () => {
  it('reads back every expression that is printed', () => {
    fc.assert(
      fc.property(expression, given => {
        const printed = print(given);
        fc.pre(printed.length <= 2048);
        expect(parseExpression(printed)).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it('answers any text with an expression or with its own error', () => {
    const piece = fc.constantFrom(
      ...['m1', 'SUM', 'AND', '(', ')', '[', ']', ',', '-', '^', '1e5', "'"],
      ...['"', '\\', '<=', '!', '=', ' ', 'METRICS', 'é', '.', '\n'],
    );
    const text = fc.array(piece, { maxLength: 60 }).map(all => all.join(''));
    const { counterexample } = fc.check(
      fc.property(
        fc.constantFrom(parseExpression, parseSearch),
        fc.oneof(text, fc.string()),
        (read, source) => {
          try {
            read(source);
            return true;
          } catch (error) {
            return error instanceof MathError;
          }
        },
      ),
      { numRuns: 1000 },
    );
    expect(counterexample).toBeNull();
  });

  it.each([
    ['1 + 2 * 3 ^ 2', '1 + (2 * (3 ^ 2))'],
    ['-m1 ^ 2', '-(m1 ^ 2)'],
    ['m1 > 1 AND m2 < 2 || m3 == 3', '((m1 > 1) AND (m2 < 2)) OR (m3 == 3)'],
    ['10 - 4 - 3', '(10 - 4) - 3'],
    ['8 / 4 / 2', '(8 / 4) / 2'],
    ['m1 + 1 >= m2 && m3', '((m1 + 1) >= m2) AND m3'],
  ])('binds %s as %s', (plain, grouped) => {
    expect(parseExpression(plain)).toEqual(parseExpression(grouped));
  });

  it.each([
    ['', 'Invalid syntax'],
    ['m1 +', 'Invalid syntax'],
    ['m1 m2', 'Invalid syntax'],
    ['(m1', 'Invalid syntax'],
    ['m1 % 2', 'Invalid syntax'],
    ["METRICS('a", 'Invalid syntax'],
    ['sum(m1)', "Function 'sum' not found"],
    ['ANOMALY_DETECTOR(m1)', "Function 'ANOMALY_DETECTOR' not found"],
    ['SERVICE_QUOTA(m1)', "Function 'SERVICE_QUOTA' is not supported here"],
    ['SELECT AVG(x) FROM "AWS/EC2"', 'Metrics Insights queries'],
    ['('.repeat(200) + ')'.repeat(200), 'nested too deeply'],
    [`${'-'.repeat(500)}1`, 'nested too deeply'],
    ['1'.repeat(2049), 'longer than 2048'],
  ])('refuses %s', (source, message) => {
    expect(() => parseExpression(source)).toThrow(message);
  });
});
