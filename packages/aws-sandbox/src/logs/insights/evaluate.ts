import {
  ArithmeticOperator,
  CallExpression,
  ComparisonOperator,
  Expression,
  FieldExpression,
  Pattern,
} from './ast';
import { aggregateNamed } from './aggregates';
import { functionNamed, QueryTimes } from './functions';
import { malformedQuery } from './malformed';
import { Period } from './periods';
import { compileRegex } from './regex';
import { Row } from './rows';
import {
  isTrue,
  Structure,
  toNumber,
  toPlainText,
  toText,
  Value,
} from './values';

/** Gives an expression's value in a row. */
export type Evaluator = (row: Row, times: QueryTimes) => Value;

/** What names mean at a place in the query. */
export interface Scope {
  /** After `stats`: the columns there are, by what was written for them without white space. */
  columns?: ReadonlyMap<string, string>;
  /** Whether a field that is no column is an error; otherwise it has no value. */
  strict?: boolean;
  /** Within the items of `stats`: takes an aggregation function and names the slot its result is found in. */
  aggregate?(call: CallExpression): string;
}

/** The text of an expression as columns are looked up by. */
export function columnKey(text: string): string {
  return text.replace(/\s+/g, '');
}

/** @throws MalformedQueryException for unknown functions and wrong numbers of arguments */
export function compile(expression: Expression, scope: Scope): Evaluator {
  if (expression.kind !== 'field') {
    const column = scope.columns?.get(columnKey(expression.text));
    if (column !== undefined) return row => row.get([column]);
  }
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'boolean': {
      const { value } = expression;
      return () => value;
    }
    case 'field':
      return compileField(expression, scope);
    case 'call':
      return compileCall(expression, scope);
    case 'negate': {
      const operand = compile(expression.operand, scope);
      return (row, times) => {
        const number = toNumber(operand(row, times));
        return number === undefined ? undefined : -number;
      };
    }
    case 'not': {
      const operand = compile(expression.operand, scope);
      return (row, times) => !isTrue(operand(row, times));
    }
    case 'and':
    case 'or': {
      const left = compile(expression.left, scope);
      const right = compile(expression.right, scope);
      return expression.kind === 'and'
        ? (row, times) => isTrue(left(row, times)) && isTrue(right(row, times))
        : (row, times) => isTrue(left(row, times)) || isTrue(right(row, times));
    }
    case 'arithmetic': {
      const left = compile(expression.left, scope);
      const right = compile(expression.right, scope);
      return (row, times) =>
        calculate(expression.operator, left(row, times), right(row, times));
    }
    case 'comparison': {
      const left = compile(expression.left, scope);
      const right = compile(expression.right, scope);
      return (row, times) =>
        compare(expression.operator, left(row, times), right(row, times));
    }
    case 'like': {
      const subject = compile(expression.subject, scope);
      const matches = compilePattern(expression.pattern);
      return (row, times) => {
        const text = toPlainText(subject(row, times));
        return text !== undefined && matches(text) !== expression.negated;
      };
    }
    case 'in': {
      const subject = compile(expression.subject, scope);
      const options = expression.options.map(option => compile(option, scope));
      return (row, times) => {
        const value = subject(row, times);
        if (value === undefined) return false;
        const found = options.some(option =>
          compare('=', value, option(row, times)),
        );
        return found !== expression.negated;
      };
    }
    default:
      throw unexpected(expression);
  }
}

function unexpected({ text, start, end }: Expression) {
  return malformedQuery(`unexpected symbol found ${text}`, start, end);
}

function compileField(field: FieldExpression, scope: Scope): Evaluator {
  if (scope.strict && scope.columns && !isColumn(field, scope.columns)) {
    throw malformedQuery(
      `field ${field.name} is not defined by the stats command before`,
      field.start,
      field.end,
    );
  }
  const { path } = field;
  return row => row.get(path);
}

function isColumn(
  { path }: FieldExpression,
  columns: ReadonlyMap<string, string>,
): boolean {
  const names = [...columns.values()];
  return path.some((_, i) => names.includes(path.slice(0, i + 1).join('.')));
}

function compilePattern(pattern: Pattern): (text: string) => boolean {
  if (pattern.kind === 'text') return text => text.includes(pattern.text);
  const regex = compileRegex(pattern);
  return text => regex.test(text);
}

function compileCall(call: CallExpression, scope: Scope): Evaluator {
  if (aggregateNamed(call.name)) {
    if (!scope.aggregate) {
      throw malformedQuery(
        `aggregation function ${call.name} is not allowed here`,
        call.start,
        call.end,
      );
    }
    const slot = scope.aggregate(call);
    return row => row.get([slot]);
  }
  if (call.name.toLowerCase() === 'bin') return compileBin(call, scope);
  const definition = functionNamed(call.name);
  if (!definition) {
    throw malformedQuery(
      `unknown function ${call.name}`,
      call.start,
      call.start + call.name.length,
    );
  }
  const [fewest, most] = definition.arity;
  if (call.args.length < fewest || call.args.length > most) {
    throw malformedQuery(
      `function ${call.name} does not take ${call.args.length} arguments`,
      call.start,
      call.end,
    );
  }
  const period = definition.takesPeriod
    ? periodOf(call.args.at(-1)!)
    : undefined;
  const args = (period ? call.args.slice(0, -1) : call.args).map(arg =>
    compile(arg, scope),
  );
  return (row, times) =>
    definition.call(
      args.map(arg => arg(row, times)),
      times,
      period,
    );
}

/** `bin(5m)` is the period that `@timestamp` lies in. */
function compileBin(call: CallExpression, scope: Scope): Evaluator {
  if (call.args.length !== 1) {
    throw malformedQuery('function bin takes one period', call.start, call.end);
  }
  const period = periodOf(call.args[0]);
  const time = compileField(
    {
      kind: 'field',
      name: '@timestamp',
      path: ['@timestamp'],
      start: call.start,
      end: call.end,
      text: '@timestamp',
    },
    scope,
  );
  const { call: floor } = functionNamed('datefloor')!;
  return (row, times) => floor([time(row, times)], times, period);
}

function periodOf(argument: Expression): Period {
  if (argument.kind === 'period' && argument.period.amount > 0) {
    return argument.period;
  }
  throw malformedQuery(
    `a period such as 5m is expected, found ${argument.text}`,
    argument.start,
    argument.end,
  );
}

function calculate(operator: ArithmeticOperator, a: Value, b: Value): Value {
  const x = toNumber(a);
  const y = toNumber(b);
  if (x === undefined || y === undefined) return undefined;
  const result = {
    '+': x + y,
    '-': x - y,
    '*': x * y,
    '/': x / y,
    '%': x % y,
    '^': x ** y,
  }[operator];
  return Number.isFinite(result) ? result : undefined;
}

/** Comparing with what is missing, or with a map or list, is never true. */
function compare(operator: ComparisonOperator, a: Value, b: Value): boolean {
  if (a === undefined || b === undefined) return false;
  if (a instanceof Structure || b instanceof Structure) return false;
  const x = toNumber(a);
  const y = toNumber(b);
  const numeric = x !== undefined && y !== undefined;
  if (operator === '=' || operator === '!=') {
    // Two texts are compared as they are: "007" is not "7". Written or computed numbers compare by value.
    const byValue = numeric && (isNumberLike(a) || isNumberLike(b));
    return (byValue ? x === y : toText(a) === toText(b)) === (operator === '=');
  }
  if (!numeric && (isNumberLike(a) || isNumberLike(b))) return false;
  const order = numeric ? x - y : compareText(toText(a) ?? '', toText(b) ?? '');
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function isNumberLike(value: Value): boolean {
  return typeof value !== 'string';
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
