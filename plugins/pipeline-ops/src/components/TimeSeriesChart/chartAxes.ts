import type UPlot from 'uplot';
import type {
  WidgetAnnotation,
  WidgetAxis,
} from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatNumber } from '../../format';
import { axisFigures, axisSplits } from './axisFigures';
import { valueRange, type Height } from './thresholdLines';

/** uPlot's names of the two scales of values. */
export const LEFT_SCALE = 'y';
export const RIGHT_SCALE = 'right';

/** Heights that the author drew: as in CloudWatch the axis always reaches them. */
function heightsOf(annotations: WidgetAnnotation[]): number[] {
  return annotations
    .flatMap(({ value, until }) => [value, until ?? value])
    .filter(Number.isFinite);
}

/** Bottom and top of an axis: what the author fixed, else what holds data, thresholds and annotations. */
export function axisRange(
  dataMin: number | null,
  dataMax: number | null,
  thresholds: Height[],
  annotations: WidgetAnnotation[],
  axis: WidgetAxis | undefined,
): [number, number] {
  const heights = heightsOf(annotations);
  const [low, high] = valueRange(
    Math.min(dataMin ?? 0, ...heights),
    Math.max(dataMax ?? 0, ...heights),
    thresholds,
  );
  const bottom = axis?.min ?? low;
  const top = axis?.max ?? high;
  if (bottom < top) {
    return [bottom, top];
  }
  // Only one end is fixed, and the data lies beyond it.
  return axis?.max === undefined ? [bottom, bottom + 1] : [top - 1, top];
}

/** One value axis for uPlot: figures with or without unit, the author's label beside it. */
export function valueAxis(
  base: UPlot.Axis,
  scale: string,
  unit: string,
  axis: WidgetAxis | undefined,
): UPlot.Axis {
  const withUnit = axis?.showUnits !== false;
  return {
    ...base,
    scale,
    side: scale === RIGHT_SCALE ? 1 : 3,
    grid: { ...base.grid, show: scale === LEFT_SCALE },
    size: 58,
    gap: 6,
    space: 34,
    label: axis?.label,
    labelFont: base.font,
    labelSize: 18,
    labelGap: 0,
    splits: (_u, _axis, min, max, step) => axisSplits(min, max, step, unit),
    values: (_u, splits) =>
      withUnit ? axisFigures(splits, unit) : splits.map(formatNumber),
  };
}
