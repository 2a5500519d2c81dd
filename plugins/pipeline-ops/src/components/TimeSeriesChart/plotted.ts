import type {
  Baseline,
  SeriesData,
  WidgetAnnotation,
  WidgetAxis,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** A series as a chart draws it. */
export interface PlottedSeries extends SeriesData {
  id: string;
  label: string;
  /** Checked CSS colour; absent for the theme's own. */
  color?: string;
  axis?: 'left' | 'right';
  /** CloudWatch unit name, when it differs from the chart's. */
  unit?: string;
  baseline?: Baseline;
}

/** `stacked`: each series as an area on top of those before it. */
export type Drawing = 'lines' | 'stacked';

export interface Axes {
  left?: WidgetAxis;
  right?: WidgetAxis;
}

/** Lines and shaded parts that the chart's author drew over the plot. */
export interface Annotations {
  horizontal: WidgetAnnotation[];
  vertical: WidgetAnnotation[];
}

/** The value of the bucket that holds the moment (Unix seconds); `null` where it has none, `undefined` where the series has no bucket. */
export function valueAt(
  series: SeriesData,
  time: number,
): number | null | undefined {
  return series.values[Math.floor((time - series.t0) / series.step)];
}
