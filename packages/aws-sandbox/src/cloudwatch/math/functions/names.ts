import { FUNCTIONS } from './registry';

/** Functions that CloudWatch has and the sandbox refuses, because what they would answer lies outside of CloudWatch metrics. */
export const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set([
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'SERVICE_QUOTA',
]);

export function isKnownFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}
