import type { ChartSeries } from '@pipeline-ops/plugin-pipeline-ops-common';

export const PERIOD = 60;
export const POINTS = 180;

/** Believable noise that is the same on every run. */
export function wobble(seed: number, i: number): number {
  const x = Math.sin(seed * 127.1 + i * 311.7) * 43758.5453;
  return x - Math.floor(x) - 0.5;
}

export function series(
  id: string,
  label: string,
  now: number,
  value: (i: number) => number | null,
): ChartSeries {
  const t0 = Math.floor(now / 60_000) * 60 - POINTS * PERIOD;
  const values = Array.from({ length: POINTS }, (_, i) => value(i));
  return {
    id,
    label,
    t0,
    step: PERIOD,
    values,
    status: 'complete',
    empty: values.every(v => v === null),
  };
}

/** Minutes of the shown three hours after which deliveries fail. */
export const BREAK_AT = POINTS - 37;
