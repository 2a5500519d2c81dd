import type UPlot from 'uplot';
import { alpha } from '@material-ui/core/styles';
import { LEFT_SCALE, RIGHT_SCALE } from './chartAxes';
import type { Drawing } from './plotted';

export interface SeriesLook {
  label: string;
  color: string;
  side: 'left' | 'right';
}

/** Points with a gap on both sides: without a dot they would be invisible. */
function lonePoints(u: UPlot, seriesIndex: number): number[] {
  const values = u.data[seriesIndex];
  const lone: number[] = [];
  let wasKnown = false;
  let isKnown = (values[0] ?? null) !== null;
  // Each value once: this runs over every point of every chart at every refresh.
  for (let i = 0; i < values.length; i++) {
    const willBeKnown = (values[i + 1] ?? null) !== null;
    if (isKnown && !wasKnown && !willBeKnown) {
      lone.push(i);
    }
    wasKnown = isKnown;
    isKnown = willBeKnown;
  }
  return lone;
}

function areaFill(color: string): string {
  return alpha(color, 0.35);
}

/** uPlot's series (the first is time) and, for stacked ones, what is filled between each and the one below it on its axis. */
export function plotSeries(
  looks: SeriesLook[],
  drawing: Drawing,
): { series: UPlot.Series[]; bands: UPlot.Band[] } {
  const below = { left: 0, right: 0 };
  const bands: UPlot.Band[] = [];
  const series = looks.map(({ label, color, side }, i): UPlot.Series => {
    const lowest = below[side] === 0;
    if (drawing === 'stacked' && !lowest) {
      bands.push({ series: [i + 1, below[side]], fill: areaFill(color) });
    }
    below[side] = i + 1;
    return {
      label,
      scale: side === 'right' ? RIGHT_SCALE : LEFT_SCALE,
      stroke: color,
      fill: drawing === 'stacked' && lowest ? areaFill(color) : undefined,
      width: 1.5,
      spanGaps: false,
      points: { filter: lonePoints, size: 4 },
    };
  });
  return { series: [{}, ...series], bands };
}
