import { Period } from './periods';

/** A part of the query string; the end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

/** A regular expression of the query, or the plain text of a `like`. */
export type Pattern =
  | { kind: 'regex'; source: string; span: Span }
  | { kind: 'text'; text: string; span: Span };

export type Expression = Span & { text: string } & (
    | { kind: 'number'; value: number }
    | { kind: 'string'; value: string }
    | { kind: 'boolean'; value: boolean }
    | { kind: 'period'; period: Period }
    | { kind: 'star' }
    | { kind: 'field'; name: string; path: string[] }
    | { kind: 'call'; name: string; args: Expression[] }
    | { kind: 'negate'; operand: Expression }
    | { kind: 'not'; operand: Expression }
    | {
        kind: 'arithmetic';
        operator: ArithmeticOperator;
        left: Expression;
        right: Expression;
      }
    | {
        kind: 'comparison';
        operator: ComparisonOperator;
        left: Expression;
        right: Expression;
      }
    | {
        kind: 'like';
        negated: boolean;
        subject: Expression;
        pattern: Pattern;
      }
    | {
        kind: 'in';
        negated: boolean;
        subject: Expression;
        options: Expression[];
      }
    | { kind: 'and' | 'or'; left: Expression; right: Expression }
  );

export type FieldExpression = Extract<Expression, { kind: 'field' }>;
export type CallExpression = Extract<Expression, { kind: 'call' }>;

/** An expression with the name that its value has in the result. */
export interface Named {
  expression: Expression;
  name: string;
}

export type Command = Span &
  (
    | { kind: 'fields' | 'display'; items: Named[] }
    | { kind: 'filter'; condition: Expression }
    | {
        kind: 'parse';
        subject: Expression;
        pattern: Pattern;
        names: string[];
      }
    | { kind: 'stats'; items: Named[]; by: Named[] }
    | {
        kind: 'sort';
        keys: { expression: Expression; descending: boolean }[];
      }
    | { kind: 'limit'; count: number }
    | { kind: 'dedup'; keys: Expression[] }
  );
