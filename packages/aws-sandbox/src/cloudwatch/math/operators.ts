import type { BinaryOperator } from './expression';
import {
  derived,
  mapValues,
  seriesOf,
  unionOfTimestamps,
  valuesByTime,
} from './series';
import { MathError, type MathSeries, type MathValue } from './types';

const ARITHMETIC: Partial<
  Record<BinaryOperator, (left: number, right: number) => number>
> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
};

const CONDITION: Partial<
  Record<BinaryOperator, (left: number, right: number) => boolean>
> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  AND: (left, right) => left !== 0 && right !== 0,
  OR: (left, right) => left !== 0 || right !== 0,
};

const TYPE_NAMES = { scalar: 'S', series: 'TS', array: 'TS[]' };

/**
 * Applies an operator. A timestamp that only one of two series has counts as 0 in the other; a division by zero drops the
 * data point (AWS: "Using math expressions with CloudWatch metrics", basic arithmetic, comparison and logical operators).
 * Arithmetic also takes one array of series; comparison and logic take series and scalars only.
 */
export function applyOperator(
  operator: BinaryOperator,
  left: MathValue,
  right: MathValue,
): MathValue {
  const arithmetic = ARITHMETIC[operator];
  if (arithmetic) {
    if (left.type === 'array' && right.type !== 'array') {
      return {
        type: 'array',
        series: left.series.map(item => ({
          ...combineSeries({ type: 'series', series: item }, right, arithmetic),
          label: item.label,
        })),
      };
    }
    if (right.type === 'array' && left.type !== 'array') {
      return {
        type: 'array',
        series: right.series.map(item => ({
          ...combineSeries(left, { type: 'series', series: item }, arithmetic),
          label: item.label,
        })),
      };
    }
  }
  if (left.type === 'array' || right.type === 'array') {
    throw new MathError(
      `Unsupported operand type(s) for ${operator}: '${TYPE_NAMES[left.type]}' and '${TYPE_NAMES[right.type]}'`,
    );
  }
  const condition = CONDITION[operator];
  const apply =
    arithmetic ??
    ((a: number, b: number) => {
      if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
      return condition!(a, b) ? 1 : 0;
    });
  if (left.type === 'scalar' && right.type === 'scalar') {
    return { type: 'scalar', value: apply(left.value, right.value) };
  }
  return { type: 'series', series: combineSeries(left, right, apply) };
}

export function negate(value: MathValue): MathValue {
  switch (value.type) {
    case 'scalar':
      return { type: 'scalar', value: -value.value };
    case 'series':
      return {
        type: 'series',
        series: mapValues(derived(value.series), point => 0 - point),
      };
    default:
      return {
        type: 'array',
        series: value.series.map(item => mapValues(item, point => 0 - point)),
      };
  }
}

type Operand = Exclude<MathValue, { type: 'array' }>;

function combineSeries(
  left: Operand,
  right: Operand,
  apply: (left: number, right: number) => number,
): MathSeries {
  if (left.type === 'series' && right.type === 'series') {
    const leftValues = valuesByTime(left.series);
    const rightValues = valuesByTime(right.series);
    const base = {
      ...derived(left.series),
      period: Math.min(left.series.period, right.series.period),
    };
    return seriesOf(
      base,
      unionOfTimestamps([left.series, right.series]),
      timestamp =>
        apply(leftValues.get(timestamp) ?? 0, rightValues.get(timestamp) ?? 0),
    );
  }
  if (left.type === 'series' && right.type === 'scalar') {
    return mapValues(derived(left.series), value => apply(value, right.value));
  }
  if (left.type === 'scalar' && right.type === 'series') {
    return mapValues(derived(right.series), value => apply(left.value, value));
  }
  throw new MathError('Invalid syntax');
}
