/** Charts of a large Monitoring tab over a day, one point a minute. */
export const CHARTS = 40;
export const POINTS = 1_440;
export const STEP = 60;

/** Of one page, one after the other. */
export const REFRESHES = 5;

const START = Date.parse('2026-11-20T03:00:00Z') / 1_000;

export interface ChartData {
  title: string;
  /** Unix seconds. */
  t0: number;
  values: (number | null)[];
}

/** The same numbers on both pages. @param shift - Minutes that the window has moved on by. */
export function chartData(shift: number): ChartData[] {
  return Array.from({ length: CHARTS }, (_, chart) => ({
    title: `Latency of stage ${chart + 1}`,
    t0: START + shift * STEP,
    values: Array.from({ length: POINTS }, (_unused, index) =>
      valueAt(chart, index + shift),
    ),
  }));
}

/** A day's swing with noise, and a gap now and then. */
function valueAt(chart: number, minute: number): number | null {
  if ((minute + chart * 37) % 400 < 3) {
    return null;
  }
  const noise = Math.abs(Math.sin((minute + 1) * 12.9898 + chart * 78.233));
  const swing = Math.sin((minute / 1_440) * 2 * Math.PI);
  return 180 + 60 * swing + ((noise * 43758.5453) % 1) * 40;
}
