import type UPlot from 'uplot';
import type {
  Baseline,
  ChartBand,
  SeriesData,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** An area between two columns of values. */
export interface BandArea {
  /** Unix seconds. */
  t0: number;
  step: number;
  low: readonly (number | null)[];
  high: readonly (number | null)[];
  /** Index of the series it belongs to; it is hidden with it. */
  series?: number;
}

/** What is usual for each line, as areas behind the lines. */
export function baselineAreas(
  series: readonly (SeriesData & { baseline?: Baseline })[],
): BandArea[] {
  return series.flatMap(({ t0, step, baseline }, index) =>
    baseline
      ? [{ t0, step, low: baseline.low, high: baseline.high, series: index }]
      : [],
  );
}

export function bandAreas(bands: readonly ChartBand[]): BandArea[] {
  return bands.map(({ t0, step, values, upper }) => ({
    t0,
    step,
    low: values,
    high: upper,
  }));
}

/** Lowest and highest edge of all areas; nothing when they have none. */
export function edgesOf(areas: readonly BandArea[]): number[] {
  let low = Infinity;
  let high = -Infinity;
  for (const area of areas) {
    for (let i = 0; i < area.low.length; i++) {
      low = Math.min(low, area.low[i] ?? Infinity);
      high = Math.max(high, area.high[i] ?? -Infinity);
    }
  }
  return [low, high].filter(Number.isFinite);
}

/** The stretches of an area where both edges are known: first and last index, inclusive. */
export function stretchesOf(area: BandArea): [number, number][] {
  const stretches: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= area.low.length; i++) {
    const known = i < area.low.length && isKnown(area, i);
    if (known && start < 0) {
      start = i;
    } else if (!known && start >= 0) {
      stretches.push([start, i - 1]);
      start = -1;
    }
  }
  return stretches;
}

function isKnown({ low, high }: BandArea, i: number): boolean {
  return Number.isFinite(low[i]) && Number.isFinite(high[i]);
}

/** Fills the areas on the plot's canvas; for uPlot's hook between the grid and the lines. */
export function drawAreas(
  u: UPlot,
  areas: readonly BandArea[],
  color: string,
): void {
  if (areas.length === 0) {
    return;
  }
  const { ctx, bbox } = u;
  const y = (value: number) => u.valToPos(value, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = color;
  for (const area of areas) {
    if (
      area.series !== undefined &&
      u.series[area.series + 1]?.show === false
    ) {
      continue;
    }
    const x = (i: number) => u.valToPos(area.t0 + i * area.step, 'x', true);
    for (const [first, last] of stretchesOf(area)) {
      // A single bucket still has to be seen.
      const end = last === first ? first + 1 : last;
      ctx.beginPath();
      ctx.moveTo(x(first), y(area.high[first]!));
      for (let i = first + 1; i <= end; i++) {
        ctx.lineTo(x(i), y(area.high[Math.min(i, last)]!));
      }
      for (let i = end; i >= first; i--) {
        ctx.lineTo(x(i), y(area.low[Math.min(i, last)]!));
      }
      ctx.closePath();
      ctx.fill();
    }
  }
  ctx.restore();
}
