import type { NameSelector } from '@pipeline-ops/plugin-pipeline-ops-node';

const SEPARATOR_AT_END = /[^\p{L}\p{N}]$/u;

/**
 * Reads a name rule as it is written: `orders-*`, `orders*` and `/aws/lambda/orders-` are beginnings, everything else
 * is one name. A star without a beginning is no rule.
 */
export function selectorOf(text: string): NameSelector | undefined {
  const prefix = text.replace(/\*+$/, '');
  if (prefix === '') {
    return undefined;
  }
  return prefix !== text || SEPARATOR_AT_END.test(text)
    ? { type: 'prefix', prefix }
    : { type: 'exact', name: text };
}

/** A name rule as people write it. */
export function selectorText(selector: NameSelector): string {
  return selector.type === 'exact' ? selector.name : `${selector.prefix}*`;
}
