import type { ComparisonOperator } from '@aws-sdk/client-cloudwatch';

/** Limits that a data point is compared with; a static threshold stands in both. */
export interface Limits {
  lower?: number;
  upper?: number;
}

interface Comparison {
  breaches(value: number, limits: Limits): boolean;
  /** As it stands in a state's reason between "was" or "was not" and the threshold. */
  words: string;
}

const above = (value: number, { upper }: Limits) =>
  upper !== undefined && value > upper;
const below = (value: number, { lower }: Limits) =>
  lower !== undefined && value < lower;

export const COMPARISONS: Record<ComparisonOperator, Comparison> = {
  GreaterThanThreshold: {
    breaches: above,
    words: 'greater than the threshold',
  },
  GreaterThanOrEqualToThreshold: {
    breaches: (value, { upper }) => upper !== undefined && value >= upper,
    words: 'greater than or equal to the threshold',
  },
  LessThanThreshold: { breaches: below, words: 'less than the threshold' },
  LessThanOrEqualToThreshold: {
    breaches: (value, { lower }) => lower !== undefined && value <= lower,
    words: 'less than or equal to the threshold',
  },
  GreaterThanUpperThreshold: {
    breaches: above,
    words: 'greater than the upper thresholds',
  },
  LessThanLowerThreshold: {
    breaches: below,
    words: 'less than the lower thresholds',
  },
  LessThanLowerOrGreaterThanUpperThreshold: {
    breaches: (value, limits) => above(value, limits) || below(value, limits),
    words: 'less than the lower thresholds',
  },
};

/** Operators that compare with an anomaly detection band and with nothing else. */
export const BAND_OPERATORS: ReadonlySet<string> = new Set<ComparisonOperator>([
  'GreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
]);
