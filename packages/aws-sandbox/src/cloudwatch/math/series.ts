import type { MathSeries, MathWindow } from './types';

/** Timestamps of the periods' starts in the window, Unix milliseconds; the first period starts with the window. */
export function gridOf(window: MathWindow, periodSeconds: number): number[] {
  const step = periodSeconds * 1000;
  const grid: number[] = [];
  for (let at = window.from; at < window.to; at += step) grid.push(at);
  return grid;
}

/** A series of what `value` gives for each timestamp; points without a finite value are left out, as CloudWatch drops them. */
export function seriesOf(
  base: MathSeries,
  timestamps: readonly number[],
  value: (timestamp: number, index: number) => number | undefined,
): MathSeries {
  const keptTimestamps: number[] = [];
  const keptValues: number[] = [];
  timestamps.forEach((timestamp, index) => {
    const result = value(timestamp, index);
    if (result === undefined || !Number.isFinite(result)) return;
    keptTimestamps.push(timestamp);
    keptValues.push(result);
  });
  return { ...base, timestamps: keptTimestamps, values: keptValues };
}

/** Changes every value of a series. */
export function mapValues(
  series: MathSeries,
  change: (value: number, index: number) => number | undefined,
): MathSeries {
  return seriesOf(series, series.timestamps, (_, index) =>
    change(series.values[index], index),
  );
}

/** All timestamps of several series, ascending, each once. */
export function unionOfTimestamps(all: readonly MathSeries[]): number[] {
  if (all.length === 1) return [...all[0].timestamps];
  const union = new Set<number>();
  for (const series of all)
    for (const timestamp of series.timestamps) union.add(timestamp);
  return [...union].sort((a, b) => a - b);
}

/** Values of a series by timestamp. */
export function valuesByTime(series: MathSeries): Map<number, number> {
  return new Map(
    series.timestamps.map((timestamp, index) => [
      timestamp,
      series.values[index],
    ]),
  );
}

export function emptySeries(label: string, period: number): MathSeries {
  return { label, period, timestamps: [], values: [] };
}

/** Drops what belongs to the one metric behind a series, for a series that is computed from it. */
export function derived(series: MathSeries): MathSeries {
  const { metric: _metric, stat: _stat, id: _id, ...rest } = series;
  return rest;
}
