import type { Comparison } from '../model';

const OPERATORS: Record<string, Comparison> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
  // Bands of anomaly detection: outside of the upper or lower bound.
  GreaterThanUpperThreshold: '>',
  LessThanLowerThreshold: '<',
  LessThanLowerOrGreaterThanUpperThreshold: '!=',
};

/** Comparison of a CloudWatch operator name (PutMetricAlarm, `ComparisonOperator`). */
export function comparisonOf(
  operator: string | undefined,
): Comparison | undefined {
  return operator === undefined ? undefined : OPERATORS[operator];
}

/** A finite number, or nothing. */
export function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
