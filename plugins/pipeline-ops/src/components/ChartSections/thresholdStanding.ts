import type {
  Chart,
  ChartThreshold,
} from '@pipeline-ops/plugin-pipeline-ops-common';

export interface Standing {
  breached: boolean;
  threshold: ChartThreshold;
}

/** The one threshold that says how the chart stands: a breached one first, else one that was compared. */
export function standingOf(chart: Chart): Standing | undefined {
  const breached = chart.thresholds.find(t => t.breached === true);
  if (breached) {
    return { breached: true, threshold: breached };
  }
  const kept = chart.thresholds.find(
    t => t.breached === false && t.observed !== undefined,
  );
  return kept && { breached: false, threshold: kept };
}
