import type {
  WidgetAnnotation,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';

const isNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** The value that stands for a series where one figure is shown. */
export function latestOf(series: WidgetSeries): number | null {
  return isNumber(series.latest)
    ? series.latest
    : (series.values.findLast(isNumber) ?? null);
}

export function isSilent(series: WidgetSeries): boolean {
  return latestOf(series) === null;
}

export interface Summary {
  latest: number | null;
  min: number | null;
  max: number | null;
  average: number | null;
  sum: number | null;
}

/** What the table view tells of a series over the shown time. */
export function summaryOf(series: WidgetSeries): Summary {
  const known = series.values.filter(isNumber);
  const latest = latestOf(series);
  if (known.length === 0) {
    return { latest, min: null, max: null, average: null, sum: null };
  }
  const sum = known.reduce((a, b) => a + b, 0);
  return {
    latest,
    min: known.reduce((a, b) => Math.min(a, b)),
    max: known.reduce((a, b) => Math.max(a, b)),
    average: sum / known.length,
    sum,
  };
}

export interface Slice {
  series: WidgetSeries;
  value: number;
  /** Of the whole, from 0 to 1. */
  share: number;
}

/** What a pie can show: values above zero, and their shares. */
export function slicesOf(series: WidgetSeries[]): Slice[] {
  const shown = series.flatMap(one => {
    const value = latestOf(one);
    return value !== null && value > 0 ? [{ series: one, value }] : [];
  });
  const whole = shown.reduce((sum, { value }) => sum + value, 0);
  return shown.map(slice => ({ ...slice, share: slice.value / whole }));
}

export interface GaugeRange {
  from: number;
  to: number;
  color?: string;
  label?: string;
}

function filledBetween(
  min: number,
  max: number,
  value: number,
  until: number | undefined,
  fill: WidgetAnnotation['fill'],
): [number, number] {
  if (until !== undefined) {
    return [Math.min(value, until), Math.max(value, until)];
  }
  switch (fill) {
    case 'above':
      return [value, max];
    case 'below':
      return [min, value];
    default:
      return [value, value];
  }
}

/** The coloured ranges of a gauge: what its horizontal annotations fill, within its ends. */
export function gaugeRanges(
  min: number,
  max: number,
  annotations: WidgetAnnotation[],
): GaugeRange[] {
  const inside = (value: number) => Math.min(Math.max(value, min), max);
  return annotations.flatMap(({ value, until, fill, color, label }) => {
    const ends = filledBetween(min, max, value, until, fill);
    const [from, to] = ends.map(inside);
    return to > from ? [{ from, to, color, label }] : [];
  });
}
