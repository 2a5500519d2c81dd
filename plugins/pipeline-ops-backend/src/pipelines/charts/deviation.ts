import type { MetricThreshold } from '@pipeline-ops/operations-document';
import type { ThresholdSpec } from '@pipeline-ops/plugin-pipeline-ops-node';

/** A line as a percentage of what is usual. */
export type DeviationLine = Pick<ThresholdSpec, 'comparison' | 'value'>;

const OF = /%\s*(?:of|der|des|du|de|del|do|baseline|average|normal|usual)\b/i;
const EITHER = /±|\+\/-|\bdeviat|\bdiffer|\bchange/i;
const BELOW = /\b(?:below|under|decrease|drop|fall|less|fewer)/i;
const ABOVE = /\+|\b(?:above|over|increase|rise|more|higher|exceed)/i;

/**
 * The lines of a threshold that is relative to what is usual. `120% of baseline` is written in percent of it, `20% above
 * baseline` as a distance, `3x baseline` as a factor; a deviation that names no side has a line on each.
 *
 * @param text - As written
 * @param comparison - The side on which trouble lies, for what is written in percent of the base
 */
export function deviationLines(
  text: string,
  { value, unit }: NonNullable<MetricThreshold['threshold']>,
  comparison: ThresholdSpec['comparison'],
): DeviationLine[] {
  const side = comparison === '==' ? '>' : comparison;
  if (unit !== 'Percent') {
    return [{ comparison: side, value: 100 * value }];
  }
  if (OF.test(text)) {
    return [{ comparison: side, value }];
  }
  const above: DeviationLine = { comparison: '>', value: 100 + value };
  const below: DeviationLine = {
    comparison: '<',
    value: Math.max(0, 100 - value),
  };
  if (EITHER.test(text)) {
    return [above, below];
  }
  if (BELOW.test(text)) {
    return [below];
  }
  return ABOVE.test(text) ? [above] : [above, below];
}

/** True for `Significant deviation from baseline` and the like: no number, but what is usual can be told. */
export function speaksOfDeviation(text: string): boolean {
  return (
    /\b(?:baseline|usual|normal)\b/i.test(text) &&
    /\b(?:deviat|differ|outside|unusual|anomal)/i.test(text)
  );
}
