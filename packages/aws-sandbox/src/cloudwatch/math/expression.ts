/** Operators that stand between two operands, weakest binding first. */
export const BINARY_OPERATORS = [
  ['OR'],
  ['AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
] as const;

export type BinaryOperator = (typeof BINARY_OPERATORS)[number][number];

/** A parsed metric math expression. */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'id'; name: string }
  /** A bare word in capitals that only some functions take as an argument, such as REPEAT or DESC. */
  | { kind: 'keyword'; name: string }
  | { kind: 'array'; items: readonly Expression[] }
  | { kind: 'negation'; operand: Expression }
  | {
      kind: 'operation';
      operator: BinaryOperator;
      left: Expression;
      right: Expression;
    }
  | { kind: 'call'; name: string; args: readonly Expression[] };

/** All parts of an expression, the expression itself first. */
export function* partsOf(expression: Expression): Generator<Expression> {
  const open: Expression[] = [expression];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    if (next.kind === 'array') open.push(...[...next.items].reverse());
    if (next.kind === 'call') open.push(...[...next.args].reverse());
    if (next.kind === 'negation') open.push(next.operand);
    if (next.kind === 'operation') open.push(next.right, next.left);
  }
}
