import type {
  MetricWidget,
  WidgetSeries,
} from '@pipeline-ops/plugin-pipeline-ops-common';

/** The unit that all series of an axis have; empty when they differ or have none. */
export function unitOf(
  series: WidgetSeries[],
  axis: 'left' | 'right' = 'left',
): string {
  const units = new Set(
    series.filter(one => one.axis === axis).map(one => one.unit ?? ''),
  );
  return units.size === 1 ? [...units][0] : '';
}

/** Words of the annotations, for those who do not see the lines. */
export function annotationWords(widget: MetricWidget): string[] {
  return [...widget.horizontal, ...widget.vertical].flatMap(({ label }) =>
    label ? [label] : [],
  );
}
