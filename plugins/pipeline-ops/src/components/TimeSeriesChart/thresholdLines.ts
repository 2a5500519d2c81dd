import type { ChartThreshold } from '@pipeline-ops/plugin-pipeline-ops-common';

export interface ThresholdLine {
  value: number;
  label: string;
  breached: boolean;
}

/** What the value axis may reach for. */
export type Height = Pick<ThresholdLine, 'value'>;

/** The thresholds that can be drawn: with a known height, each height once, a breached one before its equals. */
export function thresholdLines(thresholds: ChartThreshold[]): ThresholdLine[] {
  const lines = new Map<number, ThresholdLine>();
  for (const threshold of thresholds) {
    const { value, text } = threshold;
    if (value === undefined || !Number.isFinite(value)) {
      continue;
    }
    const known = lines.get(value);
    if (!known || (threshold.breached && !known.breached)) {
      lines.set(value, {
        value,
        label: text,
        breached: threshold.breached === true,
      });
    }
  }
  return [...lines.values()];
}

/** A threshold this many times above the data would press the data flat; it is then named instead of drawn. */
const FURTHEST = 4;

/**
 * Bottom and top of the y axis. Starts at zero unless values go below it, has head room
 * above, and reaches up to the thresholds that are near enough to be looked at.
 */
export function valueRange(
  dataMin: number | null | undefined,
  dataMax: number | null | undefined,
  thresholds: Height[],
): [number, number] {
  const low = Math.min(0, dataMin ?? 0);
  const high = Math.max(low, dataMax ?? 0);
  const near = thresholds
    .map(line => line.value)
    .filter(value => high === 0 || value <= high * FURTHEST);
  const top = Math.max(high, ...near);
  const bottom = Math.min(low, ...near);
  if (top === bottom) {
    return [bottom, bottom + 1];
  }
  const room = (top - bottom) * 0.08;
  return [bottom < 0 ? bottom - room : bottom, top + room];
}
