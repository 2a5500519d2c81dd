import type { ThresholdSpec } from '@pipeline-ops/plugin-pipeline-ops-node';
import { convertUnit, secondsOf } from './quantity';

/** `> 75% of timeout`, taken apart. */
export interface ThresholdRule {
  comparison: ThresholdSpec['comparison'];
  value: number;
  /** As written; `''` without one. */
  unit: string;
  relativeTo?: string;
  windowSeconds?: number;
}

const RULE =
  /^(>=|<=|==|>|<|≥|≤) ?(\d[\d_,]*(?:\.\d+)?) ?(%|[A-Za-z]{1,8}\b)?(?: ?of ([A-Za-z][A-Za-z0-9 _.-]{0,60}?))?(?: (?:in|within|over) (\d+ ?(?:ms|s|m|min|h|d)))?$/;

const COMPARISONS: Record<string, ThresholdRule['comparison']> = {
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '==': '==',
};

/** Reads a threshold as a definition or a service pack writes it; undefined when it is none. */
export function parseThresholdRule(text: string): ThresholdRule | undefined {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (plain.length > 120) {
    return undefined;
  }
  const match = RULE.exec(plain);
  if (!match) {
    return undefined;
  }
  const [, sign, digits, unit = '', relativeTo, window] = match;
  if (relativeTo && unit !== '%') {
    return undefined;
  }
  return {
    comparison: COMPARISONS[sign],
    value: Number(digits.replace(/[_,]/g, '')),
    unit,
    relativeTo,
    windowSeconds: window ? secondsOf(window) : undefined,
  };
}

/** The threshold in the unit of its chart. Without a value when the rule's unit does not suit the chart. */
export function thresholdSpec(
  rule: ThresholdRule,
  chart: { unit: string; baseOf(name: string): number | undefined },
  rest: Pick<ThresholdSpec, 'text' | 'action' | 'severity' | 'origin'>,
): ThresholdSpec {
  const { comparison, relativeTo, windowSeconds } = rule;
  return {
    comparison,
    value: relativeTo
      ? rule.value
      : convertUnit(rule.value, rule.unit, chart.unit),
    relativeTo,
    base: relativeTo ? chart.baseOf(relativeTo) : undefined,
    windowSeconds,
    ...rest,
  };
}
