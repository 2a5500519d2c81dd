import type { Chart } from '@pipeline-ops/plugin-pipeline-ops-common';
import { formatNumber } from '../../format';

export interface BaselineStanding {
  /** Label of the line that it is about. */
  series: string;
  /** 1.0 is in the middle of what is usual. */
  ratio?: number;
  unusual: boolean;
}

/** How far from the middle of what is usual, in either direction. */
function deviation({ ratio }: BaselineStanding): number {
  return ratio === undefined ? 0 : Math.abs(Math.log(Math.max(ratio, 1e-9)));
}

/** The line of a chart that is furthest from what is usual; undefined where nothing is known of what is usual. */
export function baselineStandingOf(chart: Chart): BaselineStanding | undefined {
  const known = chart.series.flatMap(({ label, baseline, empty }) =>
    baseline && !empty
      ? [
          {
            series: label,
            ratio: baseline.ratio,
            unusual: baseline.unusual === true,
          },
        ]
      : [],
  );
  return known.sort(
    (a, b) =>
      Number(b.unusual) - Number(a.unusual) || deviation(b) - deviation(a),
  )[0];
}

/** How the newest value compares with what is usual: a factor when it is far off, percent when it is near. */
export type BaselineWords =
  | { key: 'times'; factor: string }
  | { key: 'above' | 'below'; percent: string }
  | { key: 'far' | 'usual' };

/** Nearer than this it is called usual. */
const NEAR = 0.02;
/** From here on the factor itself says nothing more: what is usual is close to nothing. */
const FURTHEST = 100;
/** From here on a factor says more than a percentage. */
const FAR = 1.5;

export function baselineWords(ratio: number): BaselineWords {
  if (ratio >= FURTHEST) {
    return { key: 'far' };
  }
  if (ratio >= FAR) {
    return { key: 'times', factor: formatNumber(Number(ratio.toPrecision(2))) };
  }
  if (Math.abs(ratio - 1) < NEAR) {
    return { key: 'usual' };
  }
  return {
    key: ratio > 1 ? 'above' : 'below',
    percent: String(Math.round(Math.abs(ratio - 1) * 100)),
  };
}
