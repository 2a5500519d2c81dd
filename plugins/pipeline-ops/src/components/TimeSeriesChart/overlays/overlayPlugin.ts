import type UPlot from 'uplot';
import type { ChartMark } from '@pipeline-ops/plugin-pipeline-ops-common';
import { drawAreas, type BandArea } from './columns';
import { drawMarks } from './marks';

/** What is drawn behind and over the lines; it changes with each refresh, the plot stays. */
export interface Overlays {
  baselines: readonly BandArea[];
  bands: readonly BandArea[];
  marks: readonly ChartMark[];
}

export interface OverlayColors {
  baseline: string;
  band: string;
  marks: Record<ChartMark['kind'], string>;
}

/** Draws what `current` says at each drawing of the plot, on the plot's own canvas: no element, no rendering by React. */
export function overlayPlugin(
  current: () => Overlays,
  colors: OverlayColors,
): UPlot.Plugin {
  return {
    hooks: {
      drawAxes: u => {
        const { baselines, bands } = current();
        drawAreas(u, bands, colors.band);
        drawAreas(u, baselines, colors.baseline);
      },
      draw: u => drawMarks(u, current().marks, colors.marks),
    },
  };
}
